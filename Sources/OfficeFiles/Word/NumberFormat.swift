// SPDX-License-Identifier: Apache-2.0

/// The number as Word prints it in the named format (ISO/IEC 29500-1, 17.18.59, with what [MS-OI29500] says that Word
/// does instead); in decimal where the format is unknown or has no sign for it.
package func formatNumber(_ number: Int, as format: String, width: Int = 0) -> String {
    switch format {
    case "none": ""
    case "decimalZero": zeroFilled(number, to: 2)
    case "custom": zeroFilled(number, to: width)
    case "numberInDash": "- \(number) -"
    case "ordinal": "\(number)" + englishSuffix(number)
    case "hex": String(number, radix: 16, uppercase: true)
    default: letters(number, format) ?? signs(number, format) ?? chinese(number, format) ?? "\(number)"
    }
}

private func zeroFilled(_ number: Int, to width: Int) -> String {
    let digits = "\(number)"
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

private func englishSuffix(_ number: Int) -> String {
    if (11...13).contains(number % 100) { return "th" }
    return [1: "st", 2: "nd", 3: "rd"][number % 10] ?? "th"
}

private func letters(_ number: Int, _ format: String) -> String? {
    switch format {
    case "upperRoman": return roman(number)
    case "lowerRoman": return roman(number)?.lowercased()
    case "upperLetter": return repeatedLetter(number, from: 0x41)
    case "lowerLetter": return repeatedLetter(number, from: 0x61)
    default: return nil
    }
}

/// A, …, Z, AA, BB, …: after the last letter Word doubles, it does not count on.
private func repeatedLetter(_ number: Int, from first: UInt32) -> String? {
    guard (1...780).contains(number), let scalar = Unicode.Scalar(first + UInt32((number - 1) % 26)) else { return nil }
    return String(repeating: String(scalar), count: (number - 1) / 26 + 1)
}

private func roman(_ number: Int) -> String? {
    guard (1...32_767).contains(number) else { return nil }
    let steps = [
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
        (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ]
    var (rest, text) = (number, "")
    for (value, sign) in steps {
        while rest >= value { (rest, text) = (rest - value, text + sign) }
    }
    return text
}

/// Formats that have one sign for each number, up to a last one.
private func signs(_ number: Int, _ format: String) -> String? {
    func sign(_ first: UInt32, _ last: Int) -> String? {
        guard (1...last).contains(number), let scalar = Unicode.Scalar(first + UInt32(number - 1)) else { return nil }
        return String(scalar)
    }
    switch format {
    case "decimalEnclosedCircle": return sign(0x2460, 20)
    case "decimalEnclosedCircleChinese": return sign(0x2460, 10)
    case "decimalEnclosedParen": return sign(0x2474, 20)
    case "decimalEnclosedFullstop": return sign(0x2488, 20)
    // The standard says circles, Word prints parentheses.
    case "ideographEnclosedCircle": return sign(0x3220, 10)
    case "decimalFullWidth", "decimalFullWidth2": return fullWidth(number)
    case "ideographTraditional": return cycle(number, stems)
    case "ideographZodiac": return cycle(number, branches)
    case "ideographZodiacTraditional":
        guard (1...60).contains(number) else { return nil }
        return String(stems[(number - 1) % 10]) + String(branches[(number - 1) % 12])
    default: return nil
    }
}

private func fullWidth(_ number: Int) -> String {
    String(String.UnicodeScalarView("\(number)".unicodeScalars.map { Unicode.Scalar($0.value + 0xFEE0) ?? $0 }))
}

private func cycle(_ number: Int, _ signs: [Unicode.Scalar]) -> String? {
    (1...signs.count).contains(number) ? String(signs[number - 1]) : nil
}

/// The number with its number sign in a circle, for the circled numbers that Word draws by a field; nil beyond 50.
func circled(_ number: Int) -> String? {
    let value: UInt32? =
        switch number {
        case 1...20: 0x2460 + UInt32(number - 1)
        case 21...35: 0x3251 + UInt32(number - 21)
        case 36...50: 0x32B1 + UInt32(number - 36)
        default: nil
        }
    return value.flatMap { Unicode.Scalar($0) }.map { String($0) }
}
