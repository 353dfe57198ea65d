// SPDX-License-Identifier: Apache-2.0

/// A text of the definitions in every language of the interface.
package struct LocalisedText: Hashable, Sendable {
    package let chinese: String
    package let english: String

    package init(chinese: String, english: String) { (self.chinese, self.english) = (chinese, english) }

    package subscript(_ language: Language) -> String {
        switch language {
        case .chinese: chinese
        case .english: english
        }
    }
}
