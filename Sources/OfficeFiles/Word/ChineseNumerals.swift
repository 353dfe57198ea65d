// SPDX-License-Identifier: Apache-2.0

/// The ten stems and twelve branches, which count lists.
let stems = scalars(0x7532, 0x4E59, 0x4E19, 0x4E01, 0x620A, 0x5DF1, 0x5E9A, 0x8F9B, 0x58EC, 0x7678)
let branches = scalars(
    0x5B50, 0x4E11, 0x5BC5, 0x536F, 0x8FB0, 0x5DF3, 0x5348, 0x672A, 0x7533, 0x9149, 0x620C, 0x4EA5)

/// The number in one of the formats that count in Chinese; nil for another format or a number below 1.
func chinese(_ number: Int, _ format: String) -> String? {
    guard number >= 1, number <= 99_999_999 else { return nil }
    switch format {
    case "chineseCounting", "taiwaneseCounting": return tens(number, zero: 0x25CB)
    case "ideographDigital", "japaneseDigitalTenThousand": return digits(number, zero: 0x3007)
    case "taiwaneseDigital": return digits(number, zero: 0x25CB)
    case "chineseCountingThousand": return ChineseNumerals.simplified.text(number)
    case "taiwaneseCountingThousand": return ChineseNumerals.traditional.text(number)
    case "japaneseCounting": return ChineseNumerals.japanese.text(number)
    case "chineseLegalSimplified": return ChineseNumerals.legalSimplified.text(number)
    case "ideographLegalTraditional": return ChineseNumerals.legalTraditional.text(number)
    default: return nil
    }
}

private func scalars(_ values: UInt32...) -> [Unicode.Scalar] { values.compactMap { Unicode.Scalar($0) } }

/// One to nine.
private let plainDigits = scalars(0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D)
private let plainUnits = scalars(0x5341, 0x767E, 0x5343)

/// Digit by digit, with the given sign for zero.
private func digits(_ number: Int, zero: UInt32) -> String {
    var text = String.UnicodeScalarView()
    for digit in String(number) {
        guard let value = digit.wholeNumberValue else { continue }
        text.append(value == 0 ? Unicode.Scalar(zero) ?? "0" : plainDigits[value - 1])
    }
    return String(text)
}

/// Up to 99 with the sign for ten, then digit by digit.
private func tens(_ number: Int, zero: UInt32) -> String {
    guard number < 100 else { return digits(number, zero: zero) }
    return ChineseNumerals.simplified.text(number)
}

/// A way to write numbers with signs for ten, hundred, thousand and ten thousand.
private struct ChineseNumerals {
    let digits: [Unicode.Scalar]
    let units: [Unicode.Scalar]
    let myriad: UInt32
    /// Written once for a gap; nil where gaps are not written.
    let zero: UInt32?
    /// Whether a leading one is left out before ten, and before hundred and thousand.
    let dropsOne: (ten: Bool, higher: Bool)

    static let simplified = ChineseNumerals(
        digits: plainDigits, units: plainUnits, myriad: 0x4E07, zero: 0x96F6, dropsOne: (true, false))
    static let traditional = ChineseNumerals(
        digits: plainDigits, units: plainUnits, myriad: 0x842C, zero: 0x96F6, dropsOne: (true, false))
    static let japanese = ChineseNumerals(
        digits: plainDigits, units: plainUnits, myriad: 0x4E07, zero: nil, dropsOne: (true, true))
    static let legalSimplified = ChineseNumerals(
        digits: scalars(0x58F9, 0x8D30, 0x53C1, 0x8086, 0x4F0D, 0x9646, 0x67D2, 0x634C, 0x7396),
        units: scalars(0x62FE, 0x4F70, 0x4EDF), myriad: 0x842C, zero: 0x96F6, dropsOne: (false, false))
    static let legalTraditional = ChineseNumerals(
        digits: scalars(0x58F9, 0x8CB3, 0x53C3, 0x8086, 0x4F0D, 0x9678, 0x67D2, 0x634C, 0x7396),
        units: scalars(0x62FE, 0x4F70, 0x4EDF), myriad: 0x842C, zero: 0x96F6, dropsOne: (false, false))

    func text(_ number: Int) -> String {
        let (high, low) = (number / 10_000, number % 10_000)
        guard high > 0 else { return group(low, leads: true) }
        let gap = low > 0 && low < 1_000 ? sign(zero) : ""
        return group(high, leads: true) + sign(myriad) + gap + (low > 0 ? group(low, leads: false) : "")
    }

    /// A number below ten thousand; `leads` is true where nothing stands before it.
    private func group(_ number: Int, leads: Bool) -> String {
        var text = String.UnicodeScalarView()
        var (hasGap, divisor) = (false, 1_000)
        for place in stride(from: 3, through: 0, by: -1) {
            let digit = number / divisor % 10
            divisor /= 10
            guard digit > 0 else {
                hasGap = !text.isEmpty
                continue
            }
            if hasGap { text.append(contentsOf: sign(zero).unicodeScalars) }
            hasGap = false
            if !(digit == 1 && drops(at: place, leads: leads && text.isEmpty)) { text.append(digits[digit - 1]) }
            if place > 0 { text.append(units[place - 1]) }
        }
        return String(text)
    }

    private func sign(_ value: UInt32?) -> String {
        value.flatMap { Unicode.Scalar($0) }.map { String($0) } ?? ""
    }

    private func drops(at place: Int, leads: Bool) -> Bool {
        switch place {
        case 0: false
        case 1: dropsOne.higher || (dropsOne.ten && leads)
        default: dropsOne.higher
        }
    }
}
