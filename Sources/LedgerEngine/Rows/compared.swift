// SPDX-License-Identifier: Apache-2.0
import Domain

/// A value as it is compared with others of its field: two spellings of one thing are one text. A person is known by the
/// number of the identity document where it is there, by name otherwise.
func compared(_ value: FieldValue) -> String {
    switch value {
    case .number(let number): String(number)
    case .list(let values): values.map(compared).sorted().joined(separator: "\u{1E}")
    case .text(let text): normalised(text)
    }
}

/// The same, for a field: identities, codes and files are compared as they are.
func compared(_ value: FieldValue, _ field: LedgerField) -> String {
    guard case .text(let text) = value else {
        guard case .list(let values) = value else { return compared(value) }
        return values.map { compared($0, field) }.sorted().joined(separator: "\u{1E}")
    }
    switch field.kind {
    case .person: return personKey(text)
    case .organisation: return text.hasPrefix("?") ? "?" + normalised(text) : text
    case .text, .note: return normalised(text)
    default: return text
    }
}

private func personKey(_ text: String) -> String {
    guard let bar = text.firstIndex(of: "|") else { return normalised(text) }
    return "#" + text[text.index(after: bar)...]
}
