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

    /// The class of a scalar.
    static func of(_ scalar: UInt32) -> ScalarClass {
        scalar < 0x10000 ? table[Int(scalar)] : (0x20000..<0x33480).contains(scalar) ? .han : []
    }

    private static let table: ContiguousArray<ScalarClass> = {
        var table = ContiguousArray<ScalarClass>(repeating: [], count: 0x10000)
        func add(_ kind: ScalarClass, _ ranges: [ClosedRange<UInt32>]) {
            for range in ranges { for scalar in range { table[Int(scalar)].insert(kind) } }
        }
        func add(_ kind: ScalarClass, _ signs: String) {
            for sign in signs.unicodeScalars { table[Int(sign.value)].insert(kind) }
        }
        add(.space, [0x09...0x0D, 0x20...0x20, 0x85...0x85, 0xA0...0xA0, 0x2000...0x200B, 0x2028...0x2029])
        add(.space, [0x202F...0x202F, 0x205F...0x205F, 0x3000...0x3000, 0xFEFF...0xFEFF, 0x1C...0x1F])
        add(.newline, [0x0A...0x0D, 0x85...0x85, 0x2028...0x2029])
        add(.han, [0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x3007...0x3007])
        add(.digit, [0x30...0x39, 0xFF10...0xFF19])
        add(.latin, [0x41...0x5A, 0x61...0x7A, 0xFF21...0xFF3A, 0xFF41...0xFF5A, 0xC0...0x24F])
        add(.opener, Sign.openers)
        add(.closer, Sign.closers)
        add(.stop, Sign.stops)
        add(.terminal, Sign.stops + Sign.pauses)
        add(.separator, Sign.separators)
        add(.numeral, NumeralGrammar.digits + NumeralGrammar.multiples)
        add(.dash, Sign.dashes)
        add(.quote, Sign.quotes)
        add(.unquote, Sign.unquotes)
        return table
    }()
}

extension UInt32 {
    func `is`(_ kind: ScalarClass) -> Bool { !ScalarClass.of(self).isDisjoint(with: kind) }

    /// The scalar in half width, every bracket as a round one: what scanning and layout change at will.
    var folded: UInt32 {
        if self < 0x2000 { return self == 0x5B ? 0x28 : self == 0x5D ? 0x29 : self }
        let half = (0xFF01...0xFF5E).contains(self) ? self - 0xFEE0 : self
        if half.is(.opener) { return 0x28 }
        if half.is(.closer) { return 0x29 }
        return half == 0xFF61 ? Sign.fullStop : half == 0x3000 ? 0x20 : half
    }
}
