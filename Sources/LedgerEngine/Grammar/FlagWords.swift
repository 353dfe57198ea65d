// SPDX-License-Identifier: Apache-2.0
import Domain

/// Yes and no, as cells say it.
enum FlagWords {
    private static let yes: Set = [
        "是", "有", "对", "已", "√", "✓", "✔", "☑", "■", "●", "1", "y", "yes", "true", "t", "on", "已签订", "开放",
    ]
    private static let no: Set = [
        "否", "无", "没有", "未", "不", "×", "✗", "✘", "x", "☐", "□", "○", "0", "n", "no", "false", "f", "off", "未签订",
    ]

    static func value(_ text: String) -> Bool? {
        let tidy = spaceless(halfWidth(text)).lowercased()
        if yes.contains(tidy) { return true }
        return no.contains(tidy) ? false : nil
    }

    static func text(_ value: Bool, _ language: Language) -> String {
        switch language {
        case .chinese: value ? "是" : "否"
        case .english: value ? "yes" : "no"
        }
    }
}
