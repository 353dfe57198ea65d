// SPDX-License-Identifier: Apache-2.0

/// Persons as cells name them.
enum PersonWords {
    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        (0x30...0x39).contains(scalar.value) || (0xFF10...0xFF19).contains(scalar.value)
    }

    /// Whether text can be a name: it has a letter, and nothing that would be taken for a number when it is read again.
    static func isName(_ text: String) -> Bool {
        text.contains(where: \.isLetter) && !text.contains("|") && !text.contains("｜")
            && !(text.unicodeScalars.contains(where: isDigit) && text.firstMatch(of: #/[0-9０-９]{17}/#) != nil)
    }

    /// The name, and the number of the identity document behind a bar or anywhere in the cell.
    ///
    /// Names in Chinese have no spaces; others keep one between their words.
    static func parts(_ text: String) -> (name: String, number: String?) {
        var name = text
        var number: String?
        if let bar = text.firstIndex(where: { $0 == "|" || $0 == "｜" }) {
            name = String(text[..<bar])
            number = PersonNumber.tidied(String(text[text.index(after: bar)...]))
        } else if text.unicodeScalars.contains(where: isDigit),
            let match = text.firstMatch(of: #/[（(]?[0-9０-９]{17}[0-9０-９XxＸｘ][)）]?/#)
        {
            name = String(text[..<match.range.lowerBound]) + " " + String(text[match.range.upperBound...])
            number = PersonNumber.tidied(String(text[match.range]))
        }
        name = tidied(name)
        if name.unicodeScalars.contains(where: { (0x4E00...0x9FFF).contains($0.value) }) { name = spaceless(name) }
        return (name, number.flatMap { $0.isEmpty ? nil : $0 })
    }
}
