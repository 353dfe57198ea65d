// SPDX-License-Identifier: Apache-2.0
package import Definitions
package import Domain

/// The sentences that a workbook of a register holds, in one language.
package struct RegisterWords: Sendable {
    package let language: Language
    private let messages: MessageCatalogue

    package init(_ messages: MessageCatalogue, _ language: Language) {
        (self.messages, self.language) = (messages, language)
    }

    func text(_ key: String, _ arguments: [String: String] = [:]) -> String {
        messages.text(key, language, arguments)
    }

    /// A text that shows what a field of this kind takes: an invented one.
    func example(_ kind: FieldKind) -> String { text("sheet.example." + kind.rawValue) }
}
