// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation

/// The key pairs of an installation: one signs the files that it makes (Ed25519, RFC 8032), one opens those that are
/// made for it (X25519, RFC 7748). Both follow from the installation's secret (HKDF with SHA-256, RFC 5869), so that
/// nothing more is to be kept, and a restored installation with its secret is still the same to others.
struct ExchangeKey {
    let signing: Curve25519.Signing.PrivateKey
    let opening: Curve25519.KeyAgreement.PrivateKey

    init(secret: [UInt8]) throws {
        func part(_ name: String) -> [UInt8] {
            let key = HKDF<SHA256>.deriveKey(
                inputKeyMaterial: SymmetricKey(data: secret), info: Data("jiedui exchange \(name) 1".utf8),
                outputByteCount: 32)
            return key.withUnsafeBytes { Array($0) }
        }
        signing = try Curve25519.Signing.PrivateKey(rawRepresentation: part("signing"))
        opening = try Curve25519.KeyAgreement.PrivateKey(rawRepresentation: part("opening"))
    }

    var publicKey: ExchangePublicKey {
        ExchangePublicKey(signing: signing.publicKey, sealing: opening.publicKey)
    }
}

/// What the other installation needs to know of a key: handed over by people, compared by its fingerprint.
struct ExchangePublicKey: Sendable {
    private static let mark = "jiedui-1-"
    let signing: Curve25519.Signing.PublicKey
    let sealing: Curve25519.KeyAgreement.PublicKey

    init(signing: Curve25519.Signing.PublicKey, sealing: Curve25519.KeyAgreement.PublicKey) {
        (self.signing, self.sealing) = (signing, sealing)
    }

    /// As `text` prints it, white space aside; nil where it is something else.
    init?(_ text: String) {
        let text = text.filter { !$0.isWhitespace }
        guard text.hasPrefix(Self.mark), let bytes = exchangeBytes(text.dropFirst(Self.mark.count)),
            bytes.count == 64, let signing = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes[..<32]),
            let sealing = try? Curve25519.KeyAgreement.PublicKey(rawRepresentation: bytes[32...])
        else { return nil }
        (self.signing, self.sealing) = (signing, sealing)
    }

    private var bytes: [UInt8] { Array(signing.rawRepresentation) + Array(sealing.rawRepresentation) }

    var text: String { Self.mark + base64URL(bytes) }

    /// Thirty-two hexadecimal digits in groups of four, short enough to be read out.
    var fingerprint: String {
        let digits = Array(hexadecimal(SHA256.hash(data: bytes)).prefix(32))
        return stride(from: 0, to: digits.count, by: 4).map { String(digits[$0..<$0 + 4]) }.joined(separator: " ")
    }
}

extension UseCases {
    var exchangeKey: ExchangeKey { get throws { try ExchangeKey(secret: surroundings.signingSecret) } }
}

private func exchangeBytes(_ text: Substring) -> [UInt8]? { bytes(base64URL: String(text)) }
