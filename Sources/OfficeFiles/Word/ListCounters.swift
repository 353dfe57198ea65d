// SPDX-License-Identifier: Apache-2.0

/// The running numbers of a document's lists, and the printed number of each paragraph in turn.
struct ListCounters {
    private let numbering: WordNumbering
    private let styles: WordStyles
    /// The last number printed at each level, per definition: lists of one definition count on from each other.
    private var counts: [Int: [Int?]] = [:]
    /// Where a list has already restarted its definition: it does so only when it is first used at that level.
    private var restarted: Set<[Int]> = []

    init(numbering: WordNumbering, styles: WordStyles) { (self.numbering, self.styles) = (numbering, styles) }

    /// The printed number of the next paragraph with its suffix; empty where it has none.
    mutating func next(style: String?, direct: WordNumberReference) -> String {
        guard let (list, level) = place(style: style, direct: direct),
            let id = numbering.definitionID(ofList: list, styles: styles)
        else { return "" }
        let levels = levels(list: list, definition: id)
        guard let own = levels[level] else { return "" }
        count(list: list, level: level, definition: id, levels)
        guard !own.isHidden else { return "" }
        return label(own, at: level, counts[id] ?? [], levels)
    }

    /// The list and level of a paragraph. A level named by a style yields to the level that is bound to that style.
    private func place(style: String?, direct: WordNumberReference) -> (list: Int, level: Int)? {
        let inherited = styles.number(ofStyle: style)
        guard let list = direct.list ?? inherited?.reference.list, list != 0 else { return nil }
        if let level = direct.level { return (list, min(max(level, 0), 8)) }
        if direct.list == nil, let inherited, let id = numbering.definitionID(ofList: list, styles: styles) {
            let levels = levels(list: list, definition: id)
            if let bound = levels.first(where: { $0.value.style == style ?? styles.defaultParagraph })
                ?? levels.first(where: { $0.value.style == inherited.namedBy })
            {
                return (list, bound.key)
            }
        }
        return (list, min(max(inherited?.reference.level ?? 0, 0), 8))
    }

    private func levels(list: Int, definition: Int) -> [Int: WordListLevel] {
        let own = numbering.definitions[definition]?.levels ?? [:]
        return own.merging(numbering.lists[list]?.levelOverrides ?? [:]) { _, override in override }
    }

    private mutating func count(list: Int, level: Int, definition: Int, _ levels: [Int: WordListLevel]) {
        var row = counts[definition] ?? Array(repeating: nil, count: 9)
        restart(&row, list: list, through: level)
        // A higher level that never occurred is counted as if it had begun: it is printed in the pattern.
        for upper in 0..<level where row[upper] == nil { row[upper] = levels[upper]?.start ?? 1 }
        row[level] = row[level].map { $0 + 1 } ?? levels[level]?.start ?? 1
        for lower in (level + 1)..<9 where level < 8 {
            let after = levels[lower]?.restartsAfter
            if after == nil || after.map({ level < $0 }) == true { row[lower] = nil }
        }
        counts[definition] = row
    }

    private mutating func restart(_ row: inout [Int?], list: Int, through level: Int) {
        guard let overrides = numbering.lists[list]?.startOverrides, let start = overrides[level],
            restarted.insert([list, level]).inserted
        else { return }
        row[level] = start - 1
    }

    private func label(
        _ level: WordListLevel, at place: Int, _ row: [Int?], _ levels: [Int: WordListLevel]
    ) -> String {
        var text = ""
        if level.format == "bullet" {
            text = String(String.UnicodeScalarView(level.pattern.unicodeScalars.map(printedSymbol)))
        } else {
            var isReference = false
            for character in level.pattern {
                if isReference, let digit = character.wholeNumberValue, (1...9).contains(digit) {
                    text += number(digit - 1, isLegal: level.isLegal, row, levels)
                } else if isReference {
                    text += "%" + (character == "%" ? "" : String(character))
                } else if character != "%" {
                    text.append(character)
                }
                isReference = character == "%" && !isReference
            }
            if isReference { text += "%" }
        }
        guard !text.isEmpty else { return "" }
        return text + (level.suffix == "tab" ? "\t" : level.suffix == "space" ? " " : "")
    }

    private func number(_ place: Int, isLegal: Bool, _ row: [Int?], _ levels: [Int: WordListLevel]) -> String {
        guard row.indices.contains(place), let value = row[place], let level = levels[place] else { return "" }
        // Legal style turns every format into decimal but one that prints nothing.
        let format = isLegal && level.format != "none" && level.format != "decimalZero" ? "decimal" : level.format
        return formatNumber(value, as: format, width: level.width)
    }
}

/// The sign that prints for a character of a symbol font, which Word keeps in the private-use area.
func printedSymbol(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard (0xF000...0xF0FF).contains(scalar.value) else { return scalar }
    switch scalar.value & 0xFF {
    case 0x6C: return "\u{25CF}"
    case 0x6E: return "\u{25A0}"
    case 0x75: return "\u{25C6}"
    case 0xA7: return "\u{25AA}"
    case 0xA8, 0x6F: return "\u{25A1}"
    case 0xD8: return "\u{27A2}"
    case 0xFC: return "\u{2714}"
    case 0xFE, 0x52: return "\u{2611}"
    default: return "\u{2022}"
    }
}
