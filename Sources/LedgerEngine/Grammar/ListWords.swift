// SPDX-License-Identifier: Apache-2.0
import Domain

/// How several values stand in one cell.
enum ListWords {
    static func separator(_ language: Language) -> String {
        switch language {
        case .chinese: "、"
        case .english: "; "
        }
    }

    /// The parts of a cell; what stands between brackets is not cut. Names of files may hold anything but line ends,
    /// numbers have commas of their own.
    static func parts(_ text: String, kind: FieldKind) -> [String] {
        let lines = "\n\r\u{2028}"
        let cuts: String =
            switch kind {
            case .file: lines
            case .text, .note, .count, .amount, .money: lines + ";；、"
            default: lines + ";；、,，"
            }
        var parts: [String] = []
        var part = ""
        var depth = 0
        for character in text {
            if "（([【".contains(character) { depth += 1 }
            if "）)]】".contains(character) { depth = max(0, depth - 1) }
            if depth == 0 || character.isNewline, cuts.contains(character) || character.isNewline {
                parts.append(part)
                part = ""
            } else {
                part.append(character)
            }
        }
        return (parts + [part]).filter { !$0.allSatisfy(\.isWhitespace) }
    }
}
