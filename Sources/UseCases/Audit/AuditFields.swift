// SPDX-License-Identifier: Apache-2.0
import Domain

/// The changed fields of an object, as the small JSON object that the record keeps.
struct AuditFields: ExpressibleByDictionaryLiteral {
    private let fields: [(name: String, value: String?)]

    init(dictionaryLiteral elements: (String, String?)...) { fields = elements.map { ($0.0, $0.1) } }

    init(_ fields: [(String, String?)]) { self.fields = fields.map { ($0.0, $0.1) } }

    /// `{"title":"…","number":null}` with the fields in their order.
    var json: String {
        "{" + fields.map { $0.name.jsonText + ":" + ($0.value.map(\.jsonText) ?? "null") }.joined(separator: ",") + "}"
    }
}

/// `text` as a JSON string, with its quotes.
func jsonText(_ text: String) -> String { text.jsonText }
