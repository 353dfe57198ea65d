// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation

/// A file for another network as it is carried: who made it for whom in clear, then what only that installation opens
/// (HPKE, RFC 9180, base mode: X25519, HKDF with SHA-256, ChaCha20-Poly1305), signed by its maker.
enum ExchangeEnvelope {
    /// Why a file doesn't open; the raw value is the end of its message's key.
    enum Fault: String, Error {
        /// It is no such file, or was changed on its way.
        case damaged
        /// It was made for another installation.
        case notForUs
        /// Its maker is not the installation whose key is known for this pairing.
        case unknownMaker
    }
    private static let mark = "jiedui exchange 1"
    private static let suite = HPKE.Ciphersuite.Curve25519_SHA256_ChachaPoly
    private static let signatureLength = 64

    static func seal(_ content: [UInt8], by key: ExchangeKey, for peer: ExchangePublicKey) throws -> [UInt8] {
        let head = Data("\(mark)\n\(key.publicKey.fingerprint)\n\(peer.fingerprint)\n".utf8)
        var sender = try HPKE.Sender(recipientKey: peer.sealing, ciphersuite: suite, info: head)
        let signature = try key.signing.signature(for: head + content)
        let sealed = try sender.seal(signature + content)
        return Array(head) + Array((base64URL(sender.encapsulatedKey) + "\n").utf8) + Array(sealed)
    }

    /// The fingerprint of the maker that the file names, whether true or not; nil where it is no such file.
    static func maker(of file: [UInt8]) -> String? { parts(of: file)?.from }

    /// The content. Throws `Fault`.
    static func open(_ file: [UInt8], with key: ExchangeKey, from peer: ExchangePublicKey) throws(Fault) -> [UInt8] {
        guard let parts = parts(of: file) else { throw .damaged }
        guard parts.to == key.publicKey.fingerprint else { throw .notForUs }
        guard parts.from == peer.fingerprint else { throw .unknownMaker }
        guard
            var recipient = try? HPKE.Recipient(
                privateKey: key.opening, ciphersuite: suite, info: parts.head, encapsulatedKey: Data(parts.key)),
            let opened = try? recipient.open(Data(parts.sealed)), opened.count >= signatureLength
        else { throw .damaged }
        let content = opened.dropFirst(signatureLength)
        guard peer.signing.isValidSignature(opened.prefix(signatureLength), for: parts.head + content) else {
            throw .damaged
        }
        return Array(content)
    }

    private struct Parts {
        let head: Data
        let from: String
        let to: String
        let key: [UInt8]
        let sealed: ArraySlice<UInt8>
    }

    private static func parts(of file: [UInt8]) -> Parts? {
        let lines = file.split(separator: UInt8(ascii: "\n"), maxSplits: 4, omittingEmptySubsequences: false)
        guard lines.count == 5, lines[0].elementsEqual(mark.utf8),
            let key = bytes(base64URL: String(decoding: lines[3], as: UTF8.self))
        else { return nil }
        return Parts(
            head: Data(file[..<lines[3].startIndex]), from: String(decoding: lines[1], as: UTF8.self),
            to: String(decoding: lines[2], as: UTF8.self), key: key, sealed: lines[4])
    }
}
