// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation

/// Hides and protects what leaves the program, or lies in the database, with keys derived from the installation's
/// signing secret: AES-GCM with a key of its own for each purpose (HKDF with SHA-256).
package struct Seal: Sendable {
    /// What is sealed; the text of one purpose is unreadable for every other.
    package enum Purpose: String, Sendable {
        case secondFactor
        /// Between the password and the code of a sign-in.
        case signInTicket
        /// A form that waits for the password.
        case form
        case recoveryCode
        /// What is personal in rows of registers, and the keyed hash by which it is found.
        case ledgerValue
        case ledgerTerm
        /// What was typed into the cells of a spreadsheet that waits to be imported.
        case sheetImport
        /// What opens the robot of an office's group chat.
        case robot
    }
    private let key: SymmetricKey
    /// What every digest begins as.
    private let keyed: HMAC<SHA256>

    package init(_ purpose: Purpose, secret: [UInt8]) {
        key = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: secret), info: Data("jiedui \(purpose.rawValue) 1".utf8),
            outputByteCount: 32)
        keyed = HMAC<SHA256>(key: key)
    }

    /// Names the key without telling it, to be stored beside what it sealed.
    package var keyID: String {
        String(digest("key").prefix(8))
    }

    /// `text` sealed; it opens only together with the same `context`. `nonce` is 96 bits of chance.
    package func seal(_ text: String, context: String, nonce: (UInt64, UInt64)) throws -> String {
        let bytes = [nonce.0, nonce.1].flatMap { word in withUnsafeBytes(of: word.bigEndian) { Array($0) } }
        let box = try AES.GCM.seal(
            Data(text.utf8), using: key, nonce: AES.GCM.Nonce(data: Data(bytes.prefix(12))),
            authenticating: Data(context.utf8))
        return base64URL(Array(box.nonce) + box.ciphertext + box.tag)
    }

    /// What was sealed with this key and `context`; nil for anything else.
    package func open(_ sealed: String, context: String) -> String? {
        guard let bytes = bytes(base64URL: sealed), let box = try? AES.GCM.SealedBox(combined: Data(bytes)),
            let text = try? AES.GCM.open(box, using: key, authenticating: Data(context.utf8))
        else { return nil }
        return String(data: text, encoding: .utf8)
    }

    /// A digest of `text` that nobody can make without the key, in lower-case hexadecimal.
    func digest(_ text: String) -> String {
        var code = keyed
        code.update(data: Array(text.utf8))
        return hexadecimal(code.finalize())
    }
}

extension UseCases {
    package func seal(_ purpose: Seal.Purpose) -> Seal { Seal(purpose, secret: surroundings.signingSecret) }
}
