// SPDX-License-Identifier: Apache-2.0
import Domain

/// The sentences that a workbook of a register holds, in one language.
struct RegisterWords: Sendable {
    let language: Language
    /// `（{unit}）` in the headings.
    let unit: @Sendable (String) -> String
    let required: String
    let guide: String
    let guideColumns: [String]
    let example: String
    let yuan: String
    /// A text that shows what a field of this kind takes: an invented one.
    let sample: @Sendable (FieldKind) -> String
}
