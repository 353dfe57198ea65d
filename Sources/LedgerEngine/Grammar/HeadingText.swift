// SPDX-License-Identifier: Apache-2.0

/// A title or a label as it is compared: full-width signs narrow, small letters, without white space.
func narrowed(_ text: String) -> String {
    // Most texts are so already.
    if text.unicodeScalars.allSatisfy(isNarrow) { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
        switch scalar.value {
        // Most signs of most texts; asking for their properties takes long.
        case 0x4E00...0x9FFF, 0x21...0x7E: result.append(scalar)
        case 0xFF01...0xFF5E:
            if let narrow = Unicode.Scalar(scalar.value - 0xFEE0) { result.append(narrow) }
        case 0x3010, 0x3014: result.append("(")
        case 0x3011, 0x3015: result.append(")")
        case 0x200B...0x200F, 0xFEFF, 0x00AD: break
        default: if !scalar.properties.isWhitespace { result.append(scalar) }
        }
    }
    return String(result).lowercased()
}

/// A Chinese character of the first block, a small Latin letter, a digit or a plain sign.
private func isNarrow(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x4E00...0x9FFF, 0x21...0x40, 0x5B...0x7E: true
    default: false
    }
}

/// What a title is known by: without white space, punctuation and marks of required columns.
package func titleKey(_ text: String) -> String {
    narrowed(text).filter { $0.isLetter || $0.isNumber || $0 == "%" || $0 == "#" }
}

/// A column's title taken apart: what it names, and the unit that stands in it.
struct HeadingText {
    let name: String
    let unit: String?

    init(_ text: String) {
        let plain = text.split(whereSeparator: \.isNewline).joined().trimmingSpaces
        guard let found = Self.unitAtEnd(plain) ?? Self.bareUnit(plain) else {
            (name, unit) = (plain, nil)
            return
        }
        (name, unit) = found
    }

    /// `金额（万元）`, `金额(单位：万元)`, `金额/万元`, `金额：万元` as sheets write them.
    private static func unitAtEnd(_ text: String) -> (String, String?)? {
        let closing: [Character: Set<Character>] = [
            "）": ["（", "("], ")": ["（", "("], "】": ["【"], "]": ["["], "〕": ["〔"],
        ]
        if let last = text.last, let openings = closing[last], let start = text.lastIndex(where: openings.contains) {
            let inside = String(text[text.index(after: start)...].dropLast())
            guard let unit = unit(in: inside) else { return nil }
            return (String(text[..<start]).trimmingSpaces, unit)
        }
        // The unit stands before what else is said: `到位资金（万元）累计`.
        if let start = text.firstIndex(where: { $0 == "（" || $0 == "(" }),
            let end = text[start...].firstIndex(where: { $0 == "）" || $0 == ")" }),
            let unit = unit(in: String(text[text.index(after: start)..<end]))
        {
            return ((text[..<start] + text[text.index(after: end)...]).description.trimmingSpaces, unit)
        }
        if let place = text.lastIndex(where: { "/／:：_".contains($0) }), place > text.startIndex,
            let unit = unit(in: String(text[text.index(after: place)...]))
        {
            return (String(text[..<place]).trimmingSpaces, unit)
        }
        return nil
    }

    /// `折万元`, `总投资万元`
    private static func bareUnit(_ text: String) -> (String, String?)? {
        let unit = SheetWords.bareUnits.first { text.hasSuffix($0) && text.count > $0.count }
        return unit.map { (text, $0) }
    }

    private static func unit(in text: String) -> String? {
        let narrow = narrowed(text)
        return knownUnit(narrow) ?? cornerUnits(in: narrow).first
    }
}

/// The unit that a narrowed text is; nil where it is none.
func knownUnit(_ text: String) -> String? {
    guard !text.isEmpty, text.count <= 8 else { return nil }
    return isMoneyUnit(text) || UnitWords.unit(text) != nil || SheetWords.units.contains(text) ? text : nil
}

/// Whether a narrowed text is a unit of renminbi.
func isMoneyUnit(_ text: String) -> Bool {
    UnitWords.moneyPower(text) != nil && !SheetWords.notMoney.contains(text) && !text.isEmpty
}

/// The units that a note like `单位：万元、人` gives; empty where it gives none: `单位：市商务局` names a body.
func cornerUnits(in text: String) -> [String] {
    let narrow = narrowed(text)
    for word in SheetWords.cornerUnits {
        for colon in [":", "为"] {
            guard let place = narrow.range(of: word + colon) else { continue }
            let rest = narrow[place.upperBound...].prefix { !")]".contains($0) }
            let units = rest.split(whereSeparator: { "、,;/".contains($0) }).compactMap { part -> String? in
                let bare = SheetWords.currencies.reduce(String(part)) {
                    $0.hasPrefix($1) ? String($0.dropFirst($1.count)) : $0
                }
                return knownUnit(bare)
            }
            if !units.isEmpty { return units }
        }
    }
    return []
}

extension String {
    var trimmingSpaces: String {
        var rest = self[...]
        while let first = rest.first, first.isWhitespace { rest = rest.dropFirst() }
        while let last = rest.last, last.isWhitespace { rest = rest.dropLast() }
        return String(rest)
    }

    fileprivate func range(of word: String) -> Range<Index>? { self[...].firstRange(of: word) }
}
