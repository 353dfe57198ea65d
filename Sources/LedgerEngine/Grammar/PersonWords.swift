// SPDX-License-Identifier: Apache-2.0

/// Persons as cells name them.
enum PersonWords {
    /// The name, and the number of the identity document behind a bar or anywhere in the cell.
    ///
    /// Names in Chinese have no spaces; others keep one between their words.
    static func parts(_ text: String) -> (name: String, number: String?) {
        var name = text
        var number: String?
        if let bar = text.firstIndex(where: { $0 == "|" || $0 == "｜" }) {
            name = String(text[..<bar])
            number = PersonNumber.tidied(String(text[text.index(after: bar)...]))
        } else if let match = text.firstMatch(of: #/[（(]?[0-9０-９]{17}[0-9０-９XxＸｘ][)）]?/#) {
            name = String(text[..<match.range.lowerBound]) + " " + String(text[match.range.upperBound...])
            number = PersonNumber.tidied(String(text[match.range]))
        }
        name = tidied(name)
        if name.unicodeScalars.contains(where: { (0x4E00...0x9FFF).contains($0.value) }) { name = spaceless(name) }
        return (name, number.flatMap { $0.isEmpty ? nil : $0 })
    }
}
