// SPDX-License-Identifier: Apache-2.0
import Foundation

/// One field of an entry of the record, for people.
struct RecordedField: Sendable {
    let label: String
    let value: String

    /// The fields of the small JSON object that the record keeps, in the order of their names; none where there is none.
    static func all(of json: String?, _ phrases: Phrases) -> [RecordedField] {
        guard let json, let fields = try? JSONDecoder().decode([String: String?].self, from: Data(json.utf8)) else {
            return []
        }
        return fields.sorted { $0.key < $1.key }.compactMap { name, value in
            value.map { RecordedField(label: phrases("record." + name, or: name), value: $0) }
        }
    }
}
