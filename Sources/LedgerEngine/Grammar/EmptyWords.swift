// SPDX-License-Identifier: Apache-2.0
import Domain

/// What stands in a cell that holds nothing.
enum EmptyWords {
    private static let signs: Set = ["", "/", "\\", "-", "--", "---", "—", "——", "－", "n/a", "na", "#n/a", "null"]
    private static let words: Set = ["无", "暂无", "没有", "空", "不详", "未填", "待定"]

    /// Whether tidy text says that there is no value.
    static func meansNothing(_ text: String, kind: FieldKind) -> Bool {
        if signs.contains(text.lowercased()) { return true }
        switch kind {
        case .text, .note, .flag, .choice: return false
        default: return words.contains(text)
        }
    }

    /// What a spreadsheet shows where a formula failed.
    static let failures: Set = ["#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#####"]
}
