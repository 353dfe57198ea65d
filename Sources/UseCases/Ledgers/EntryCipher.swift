// SPDX-License-Identifier: Apache-2.0
import Domain
import Storage

/// Hides what is personal in rows: AES-256-GCM for the value, a keyed hash for what it is found and counted by.
///
/// Algorithm and key stand before each value, so that values of several keys can lie side by side.
struct EntryCipher: Sendable {
    private static let algorithm = "aes256gcm"
    private let sealing: Seal
    private let hashing: Seal
    private let keyID: String

    init(secret: [UInt8]) {
        (sealing, hashing) = (Seal(.ledgerValue, secret: secret), Seal(.ledgerTerm, secret: secret))
        keyID = sealing.keyID
    }

    func seal(
        _ value: FieldValue, field: String, entry: Identifier<LedgerEntry>, nonce: (UInt64, UInt64)
    ) throws -> String {
        let text = EntryText.write(["v": .plain(value)])
        let sealed = try sealing.seal(text, context: entry.text + "/" + field, nonce: nonce)
        return [Self.algorithm, keyID, sealed].joined(separator: ".")
    }

    /// nil where the value was sealed with another key or for another place.
    func open(_ sealed: String, field: String, entry: Identifier<LedgerEntry>) -> FieldValue? {
        let parts = sealed.split(separator: ".", maxSplits: 2)
        guard parts.count == 3, parts[0] == Self.algorithm, parts[1] == keyID,
            let text = sealing.open(String(parts[2]), context: entry.text + "/" + field),
            case .plain(let value)? = EntryText.read(text)["v"]
        else { return nil }
        return value
    }

    /// 128 bits that say whether two texts of one place are the same, and nothing else without the key.
    func term(_ place: String, _ text: String) -> String {
        String(hashing.digest(place + "\u{1F}" + text).prefix(32))
    }
}

extension UseCases {
    var entryCipher: EntryCipher { EntryCipher(secret: surroundings.signingSecret) }
}
