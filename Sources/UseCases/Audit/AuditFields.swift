// SPDX-License-Identifier: Apache-2.0

/// The changed fields of an object, as the small JSON object that the record keeps.
struct AuditFields: ExpressibleByDictionaryLiteral {
    private let fields: [(name: String, value: String?)]

    init(dictionaryLiteral elements: (String, String?)...) { fields = elements.map { ($0.0, $0.1) } }

    /// `{"title":"…","number":null}` with the fields in their order.
    var json: String {
        "{" + fields.map { jsonText($0.name) + ":" + ($0.value.map(jsonText) ?? "null") }.joined(separator: ",") + "}"
    }
}

/// `text` as a JSON string, with its quotes.
func jsonText(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
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
