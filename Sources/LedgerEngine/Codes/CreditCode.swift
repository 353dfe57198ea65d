// SPDX-License-Identifier: Apache-2.0
import Domain

/// Unified social credit codes (GB 32100-2015), which hold a code of GB 11714 with a check digit of its own.
enum CreditCode {
    private static let signs = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
    /// Powers of 3 modulo 31.
    private static let weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
    private static let bodyWeights = [3, 7, 9, 10, 5, 8, 4, 2]

    static func verdict(_ code: String) -> CodeCheck.Verdict {
        let characters = Array(code)
        guard characters.count == 18 else { return .malformed }
        let values = characters.compactMap(signs.firstIndex)
        guard values.count == 18, values[2..<8].allSatisfy({ $0 < 10 }) else { return .malformed }
        let sum = zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 }
        let last = signs[(31 - sum % 31) % 31]
        if last != characters[17] { return .wrong(proposal: String(characters.dropLast()) + String(last)) }
        return bodyCheck(characters[8..<16]) == characters[16] ? .valid : .wrong(proposal: nil)
    }

    /// The check digit of the code of the body, the ninth to the sixteenth character; letters count from 10.
    private static func bodyCheck(_ body: ArraySlice<Character>) -> Character {
        let sum = zip(body, bodyWeights).reduce(0) { sum, pair in
            sum + (pair.0.hexDigitValue ?? letterValue(pair.0)) * pair.1
        }
        let digit = 11 - sum % 11
        return digit == 10 ? "X" : digit == 11 ? "0" : Character(String(digit))
    }

    private static func letterValue(_ letter: Character) -> Int {
        letter.asciiValue.map { Int($0) - 55 } ?? 0
    }
}
