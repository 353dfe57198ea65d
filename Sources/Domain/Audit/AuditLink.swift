// SPDX-License-Identifier: Apache-2.0

/// A link of the chain that the record is: an event in its place, with the hash of the link before and its own.
package struct AuditLink: Hashable, Sendable {
    /// From 1, without a gap.
    package let sequence: Int64
    package let event: AuditEvent
    /// The hash of the link before; `AuditHead.start`'s for the first.
    package let previous: String
    /// SHA-256 of `canonicalText` in lower-case hexadecimal, as it was written down.
    package let hash: String

    package init(sequence: Int64, event: AuditEvent, previous: String, hash: String) {
        (self.sequence, self.event, self.previous, self.hash) = (sequence, event, previous, hash)
    }
}

/// Where the chain ends, or where what is kept of it begins: the sequence and the hash of a link.
package struct AuditHead: Hashable, Sendable {
    package let sequence: Int64
    package let hash: String

    package init(sequence: Int64, hash: String) { (self.sequence, self.hash) = (sequence, hash) }

    /// What stands before the first link.
    package static let start = AuditHead(sequence: 0, hash: String(repeating: "0", count: 64))
}

extension AuditLink {
    /// The text whose UTF-8 is hashed: one line of JSON with every field in this order, nil as null.
    package static func canonicalText(sequence: Int64, _ event: AuditEvent, previous: String) -> String {
        let fields: [(String, String)] = [
            ("sequence", String(sequence)), ("id", event.id.text.jsonText), ("at", event.at.isoText.jsonText),
            ("actorKind", event.actor.kind.jsonText), ("actor", json(event.actor.id?.text)),
            ("name", event.actor.name.jsonText), ("body", json(event.body)), ("address", json(event.actor.address)),
            ("session", json(event.session)), ("action", event.action.jsonText),
            ("objectKind", event.objectKind.jsonText), ("object", event.objectID.jsonText),
            ("pairing", json(event.pairing?.text)), ("before", record(event.before)), ("after", record(event.after)),
            ("result", event.result.rawValue.jsonText), ("reason", json(event.reason)),
            ("request", json(event.requestID)), ("previous", previous.jsonText),
        ]
        var text = ""
        text.reserveCapacity(1_024)
        for (name, value) in fields {
            text += text.isEmpty ? "{\"" : ",\""
            text += name
            text += "\":"
            text += value
        }
        return text + "}"
    }

    package var canonicalText: String { Self.canonicalText(sequence: sequence, event, previous: previous) }

    /// The line of an export: the canonical text with the hash as its last field.
    package var line: String { canonicalText.dropLast() + ",\"hash\":" + hash.jsonText + "}" }

    private static func json(_ text: String?) -> String { text.map(\.jsonText) ?? "null" }

    /// Fields as they are where they are one flat object of JSON, else as a string: no text can reach beyond its place.
    private static func record(_ text: String?) -> String {
        guard let text else { return "null" }
        return isFlatObject(text) ? text : text.jsonText
    }
}

/// Whether `text` is what `AuditFields` writes: `{"name":"text","name":null}` without a blank between.
func isFlatObject(_ text: String) -> Bool {
    var rest = Array(text.utf8)[...]
    func takes(_ word: StaticString) -> Bool {
        let bytes = word.withUTF8Buffer { Array($0) }
        guard rest.starts(with: bytes) else { return false }
        rest = rest.dropFirst(bytes.count)
        return true
    }
    func takesString() -> Bool {
        guard takes("\"") else { return false }
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "\""): return true
            case UInt8(ascii: "\\"): if rest.popFirst() == nil { return false }
            case 0..<0x20: return false
            default: continue
            }
        }
        return false
    }
    guard takes("{") else { return false }
    if takes("}") { return rest.isEmpty }
    repeat {
        guard takesString(), takes(":"), takes("null") || takesString() else { return false }
    } while takes(",")
    return takes("}") && rest.isEmpty
}

extension String {
    /// The text as a JSON string, with its quotes: `"`, `\` and what is below U+0020 escaped, all else as it is.
    package var jsonText: String {
        // Nearly every text needs no escape.
        if utf8.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
            return "\"" + self + "\""
        }
        var quoted = "\""
        for scalar in unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            case let control where control.value < 0x20:
                let hex = String(control.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
