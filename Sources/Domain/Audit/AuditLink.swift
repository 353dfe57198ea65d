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
        var text = "{\"sequence\":\(sequence)"
        text.reserveCapacity(1_024)
        func add(_ name: String, _ value: String) {
            text += ",\""
            text += name
            text += "\":"
            text += value
        }
        add("id", event.id.text.jsonText)
        add("at", event.at.isoText.jsonText)
        add("actorKind", event.actor.kind.jsonText)
        add("actor", json(event.actor.id?.text))
        add("name", event.actor.name.jsonText)
        add("body", json(event.body))
        add("address", json(event.actor.address))
        add("session", json(event.session))
        add("action", event.action.jsonText)
        add("objectKind", event.objectKind.jsonText)
        add("object", event.objectID.jsonText)
        add("pairing", json(event.pairing?.text))
        add("before", record(event.before))
        add("after", record(event.after))
        add("result", event.result.rawValue.jsonText)
        add("reason", json(event.reason))
        add("request", json(event.requestID))
        add("previous", previous.jsonText)
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
    var text = text
    return text.withUTF8 { bytes in
        var place = 0
        func takes(_ word: StaticString) -> Bool {
            let end = place + word.utf8CodeUnitCount
            guard end <= bytes.count, word.withUTF8Buffer({ $0.elementsEqual(bytes[place..<end]) }) else {
                return false
            }
            place = end
            return true
        }
        func takesString() -> Bool {
            guard takes("\"") else { return false }
            while place < bytes.count {
                let byte = bytes[place]
                place += byte == UInt8(ascii: "\\") ? 2 : 1
                if byte == UInt8(ascii: "\"") { return true }
                if byte < 0x20 { return false }
            }
            return false
        }
        guard takes("{") else { return false }
        if takes("}") { return place == bytes.count }
        repeat {
            guard takesString(), takes(":"), takes("null") || takesString() else { return false }
        } while takes(",")
        return takes("}") && place == bytes.count
    }
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
