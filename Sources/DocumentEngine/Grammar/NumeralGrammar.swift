// SPDX-License-Identifier: Apache-2.0

/// Numbers in Chinese characters.
enum NumeralGrammar {
    /// 0 to 9 in order, then variants.
    private static let digits = Scalars(text: "〇一二三四五六七八九零两")
    /// Is a scalar one of the digits or multiples?
    static func isNumeral(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D, 0x96F6, 0x4E24, 0x5341, 0x767E:
            true
        default: false
        }
    }

    private static let ten = "十".unicodeScalars.first?.value
    private static let hundred = "百".unicodeScalars.first?.value

    /// A number below 100 as a heading prints it.
    static func printed(_ number: Int) -> Scalars {
        guard number >= 10, let ten else { return [digits[max(0, number)]] }
        let (tens, ones) = (number / 10, number % 10)
        return (tens > 1 ? [digits[min(tens, 9)]] : []) + [ten] + (ones > 0 ? [digits[ones]] : [])
    }

    /// The value of one digit; 0 is also printed as a circle and as the letter. A switch, because every sign of a text is
    /// asked whether a year begins with it.
    static func digit(_ scalar: UInt32) -> Int? {
        switch scalar {
        case 0x3007, 0x96F6, 0x25CB, 0x25EF, 0x041E, 0x4F, 0xFF2F: 0
        case 0x4E00: 1
        case 0x4E8C, 0x4E24: 2
        case 0x4E09: 3
        case 0x56DB: 4
        case 0x4E94: 5
        case 0x516D: 6
        case 0x4E03: 7
        case 0x516B: 8
        case 0x4E5D: 9
        default: nil
        }
    }

    /// The value of a range of numerals below 1000, as in a heading number; nil where it is not one.
    static func value(_ scalars: Scalars, _ range: Range<Int>) -> Int? {
        var (total, current): (Int, Int?) = (0, nil)
        for at in range {
            if scalars[at] == ten {
                total += (current ?? 1) * 10
                current = nil
            } else if scalars[at] == hundred {
                total += (current ?? 1) * 100
                current = nil
            } else if let digit = digit(scalars[at]) {
                guard current == nil || current == 0 else { return nil }
                current = digit
            } else {
                return nil
            }
        }
        return range.isEmpty ? nil : total + (current ?? 0)
    }

    /// The value of digits written one by one, as in a year; nil where one is not a digit.
    static func spelled(_ scalars: Scalars, _ range: Range<Int>) -> Int? {
        guard !range.isEmpty, range.count <= 4 else { return nil }
        var total = 0
        for at in range {
            guard let digit = digit(scalars[at]) else { return nil }
            total = total * 10 + digit
        }
        return total
    }
}
