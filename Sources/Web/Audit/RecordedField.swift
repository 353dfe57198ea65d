// SPDX-License-Identifier: Apache-2.0
import Foundation

/// One field of an entry of the record, for people: what it was before and after, nil where there was or is nothing.
struct RecordedField: Sendable {
    let label: String
    let before: String?
    let after: String?

    /// The fields of the small JSON objects that the record keeps, in the order of their names; none where there is
    /// none.
    static func all(before: String?, after: String?, _ phrases: Phrases) -> [RecordedField] {
        let (old, new) = (read(before), read(after))
        return Set(old.keys).union(new.keys).sorted().compactMap { name in
            let field = RecordedField(
                label: phrases("record." + name, or: name), before: old[name] ?? nil, after: new[name] ?? nil)
            return field.before == nil && field.after == nil ? nil : field
        }
    }

    private static func read(_ json: String?) -> [String: String?] {
        guard let json else { return [:] }
        return (try? JSONDecoder().decode([String: String?].self, from: Data(json.utf8))) ?? [:]
    }
}
