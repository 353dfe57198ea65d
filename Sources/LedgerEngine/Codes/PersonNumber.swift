// SPDX-License-Identifier: Apache-2.0
import Domain

/// Numbers of identity cards (GB 11643-1999).
enum PersonNumber {
    private static let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    private static let signs = Array("10X98765432")

    /// In capitals of half width, without spaces and brackets.
    static func tidied(_ text: String) -> String {
        spaceless(halfWidth(text)).uppercased().filter { !"()".contains($0) }
    }

    /// Whether the number has the form, a day that there was, and the right last sign.
    static func isValid(_ number: String) -> Bool {
        let digits = number.dropLast().compactMap(\.wholeNumberValue)
        guard number.count == 18, number.utf8.count == 18, digits.count == 17, digits[0] > 0,
            CalendarDate(iso: "\(number.part(6, 4))-\(number.part(10, 2))-\(number.part(12, 2))") != nil
        else { return false }
        return number.last == sign(digits)
    }

    /// Seventeen digits with the sign that belongs behind them.
    static func completed(_ seventeen: String) -> String {
        seventeen + String(sign(seventeen.compactMap(\.wholeNumberValue)))
    }

    private static func sign(_ digits: [Int]) -> Character {
        signs[zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 } % 11]
    }
}

extension String {
    fileprivate func part(_ from: Int, _ length: Int) -> Substring { dropFirst(from).prefix(length) }
}
