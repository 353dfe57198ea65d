// SPDX-License-Identifier: Apache-2.0

/// What a scalar is to the reader; a scalar may be several things.
struct ScalarClass: OptionSet, Sendable {
    let rawValue: UInt16

    static let space = ScalarClass(rawValue: 1)
    static let newline = ScalarClass(rawValue: 1 << 1)
    static let han = ScalarClass(rawValue: 1 << 2)
    static let digit = ScalarClass(rawValue: 1 << 3)
    static let latin = ScalarClass(rawValue: 1 << 4)
    /// A bracket that opens a parenthesis of any kind; quotation marks and title marks are not brackets.
    static let opener = ScalarClass(rawValue: 1 << 5)
    static let closer = ScalarClass(rawValue: 1 << 6)
    /// Ends a sentence.
    static let stop = ScalarClass(rawValue: 1 << 7)
    /// Ends a line that need not go on: stops, colons, semicolons.
    static let terminal = ScalarClass(rawValue: 1 << 8)
    /// Separates the items of a list.
    static let separator = ScalarClass(rawValue: 1 << 9)
    static let numeral = ScalarClass(rawValue: 1 << 10)
    static let dash = ScalarClass(rawValue: 1 << 11)
    /// A closing quotation or title mark.
    static let unquote = ScalarClass(rawValue: 1 << 12)
    static let quote = ScalarClass(rawValue: 1 << 13)
}

extension UInt32 {
    /// A Chinese character of the first block, as most of a text is: never a sign.
    @inline(__always)
    var isCommon: Bool { self &- 0x4E00 < 0x5200 }

    /// Whether the scalar is one of the kinds. Most of a text is Chinese characters, which are settled without a call.
    @inline(__always)
    func `is`(_ kind: ScalarClass) -> Bool {
        if isCommon {
            return !kind.isDisjoint(with: .han) || !kind.isDisjoint(with: .numeral) && NumeralGrammar.isNumeral(self)
        }
        return !ScalarClass.of(self).isDisjoint(with: kind)
    }

    /// The scalar in half width, every bracket as a round one: what scanning and layout change at will.
    @inline(__always)
    var folded: UInt32 { isCommon ? self : foldedSign }

    /// The same for what is no common Chinese character.
    private var foldedSign: UInt32 {
        if self < 0x2000 { return self == 0x5B ? 0x28 : self == 0x5D ? 0x29 : self }
        let half = (0xFF01...0xFF5E).contains(self) ? self - 0xFEE0 : self
        if half.is(.opener) { return 0x28 }
        if half.is(.closer) { return 0x29 }
        return half == 0xFF61 ? 0x3002 : half == 0x3000 ? 0x20 : half
    }
}
