// SPDX-License-Identifier: Apache-2.0

/// A place with a code of GB/T 2260: a province, a city or a county.
package struct Division: Hashable, Sendable {
    package let code: DivisionCode
    /// The full name in Chinese, as printed in documents.
    package let name: String
    /// The name in pinyin, for the English interface.
    package let romanised: String

    package init(code: DivisionCode, name: String, romanised: String) {
        (self.code, self.name, self.romanised) = (code, name, romanised)
    }
}

/// Six digits of GB/T 2260: two for the province, two for the city, two for the county.
package struct DivisionCode: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let text: String

    /// The code, or nil where `text` is not six digits.
    package init?(_ text: String) {
        guard text.utf8.count == 6, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        self.text = text
    }

    package var description: String { text }

    /// The code of the province: the first two digits and four zeros.
    package var province: DivisionCode { DivisionCode(uncheckedText: text.prefix(2) + "0000") }

    package static func < (left: Self, right: Self) -> Bool { left.text < right.text }

    private init(uncheckedText: some StringProtocol) { text = String(uncheckedText) }
}
