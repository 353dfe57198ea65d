// SPDX-License-Identifier: Apache-2.0

/// What a number format makes of a number (ISO/IEC 29500-1, 18.8.31).
struct CellFormat: Hashable, Sendable {
    enum Kind: Hashable, Sendable { case number, day, time }

    var kind = Kind.number
    /// What is shown is the number divided by ten to this power: `0.0,` shows thousands.
    var power = 0
    /// What is written behind the digits.
    var unit: String?
    /// A whole number is filled with zeros up to so many digits: `000000` is the format of a code.
    var zeros = 0

    static let general = CellFormat()

    /// The formats that are known by number alone; those of other numbers come from the workbook.
    static func builtIn(_ number: Int) -> CellFormat {
        switch number {
        case 14...17, 22, 27...31, 36, 50...58: CellFormat(kind: .day)
        case 18...21, 32...35, 45, 47: CellFormat(kind: .time)
        case 9, 10: CellFormat(power: -2, unit: "%")
        default: .general
        }
    }

    init(kind: Kind = .number, power: Int = 0, unit: String? = nil, zeros: Int = 0) {
        (self.kind, self.power, self.unit, self.zeros) = (kind, power, unit, zeros)
    }

    /// Reads the format of positive numbers out of a format's code.
    init(code: String) {
        var reading = FormatReading()
        var rest = code[...]
        while let sign = rest.popFirst(), sign != ";" { reading.take(sign, &rest) }
        self = reading.format
    }
}

/// One reading of a format's code under way.
private struct FormatReading {
    private var letters: Set<Character> = []
    private var literal = ""
    private var digits = 0
    private var zeros = 0
    private var hasPoint = false
    private var digitsAfterPoint: Int?
    private var commas = 0
    private var isPercent = false
    private var isElapsed = false

    mutating func take(_ sign: Character, _ rest: inout Substring) {
        switch sign {
        case "\"":
            let words = rest.prefix { $0 != "\"" }
            rest = rest.dropFirst(words.count + 1)
            for word in words { put(word) }
        case "\\", "!": if let next = rest.popFirst() { put(next) }
        case "_", "*": _ = rest.popFirst()
        case "[":
            let words = rest.prefix { $0 != "]" }.lowercased()
            rest = rest.dropFirst(words.count + 1)
            if !words.isEmpty, words.allSatisfy({ "hms".contains($0) }) { isElapsed = true }
        case "0", "#", "?":
            digits += 1
            if sign == "0" { zeros += 1 }
            commas = 0
            literal = ""
            if let count = digitsAfterPoint { digitsAfterPoint = count + 1 }
        case ",": commas += 1
        case "%": isPercent = true
        case "G" where rest.hasPrefix("eneral"):
            rest = rest.dropFirst(6)
            digits += 1
        case "E" where rest.first == "+" || rest.first == "-": rest = rest.dropFirst()
        case "y", "Y", "d", "D", "m", "M", "h", "H", "s", "S", "e", "b": letters.insert(Character(sign.lowercased()))
        case ".":
            hasPoint = true
        case "@", "/", ":", "-", "+", " ", "(", ")": break
        default: put(sign)
        }
    }

    /// A word that is shown as it stands. A point between digits moves them: `0!.0,` shows tens of thousands.
    private mutating func put(_ word: Character) {
        if word == ".", digits > 0, digitsAfterPoint == nil {
            digitsAfterPoint = 0
        } else {
            literal.append(word)
        }
    }

    var format: CellFormat {
        if !isElapsed, digits == 0 {
            if !letters.isDisjoint(with: "yde") { return CellFormat(kind: .day) }
            if letters.contains("m"), letters.isDisjoint(with: "hs") { return CellFormat(kind: .day) }
            if !letters.isDisjoint(with: "hs") { return CellFormat(kind: .time) }
        }
        guard digits > 0 else { return .general }
        let words = literal.filter { !$0.isWhitespace }
        let unit = isPercent ? "%" : words.isEmpty || words.count > 8 ? nil : words
        if zeros > 1, zeros == digits, !hasPoint, digitsAfterPoint == nil, commas == 0, !isPercent, words.isEmpty {
            return CellFormat(zeros: zeros)
        }
        return CellFormat(power: 3 * commas + (digitsAfterPoint ?? 0) - (isPercent ? 2 : 0), unit: unit)
    }
}
