// SPDX-License-Identifier: Apache-2.0

extension ScalarClass {
    /// The class of a scalar. A switch and no table: a table would be looked up through a lock for every character.
    static func of(_ scalar: UInt32) -> ScalarClass {
        if scalar >= 0x4E00, scalar <= 0x9FFF { return NumeralGrammar.isNumeral(scalar) ? [.han, .numeral] : .han }
        if scalar < 0x80 { return ofLatin(scalar) }
        if let sign = ofSign(scalar) { return sign }
        switch scalar {
        case 0x3007: return [.han, .numeral]
        case 0x3400...0x4DBF, 0xF900...0xFAFF, 0x20000...0x3347F: return .han
        case 0x85, 0x2028, 0x2029: return [.space, .newline]
        case 0xA0, 0x2000...0x200B, 0x202F, 0x205F, 0x3000, 0xFEFF: return .space
        case 0xFF10...0xFF19: return .digit
        case 0xFF21...0xFF3A, 0xFF41...0xFF5A, 0xC0...0x24F: return .latin
        default: return []
        }
    }

    private static func ofLatin(_ scalar: UInt32) -> ScalarClass {
        switch scalar {
        case 0x30...0x39: .digit
        case 0x41...0x5A, 0x61...0x7A: .latin
        case 0x0A...0x0D: [.space, .newline]
        case 0x09, 0x1C...0x1F, 0x20: .space
        case 0x28, 0x5B, 0x7B: .opener
        case 0x29, 0x5D, 0x7D: .closer
        case 0x21, 0x3F: [.stop, .terminal]
        case 0x3B: [.terminal, .separator]
        case 0x3A: .terminal
        case 0x2C: .separator
        case 0x2D, 0x7E: .dash
        default: []
        }
    }

    /// The signs of `Sign`, by their code points.
    private static func ofSign(_ scalar: UInt32) -> ScalarClass? {
        switch scalar {
        case 0x3010, 0x3014, 0x3016, 0x3018, 0xFE5D, 0xFF08, 0xFF3B, 0xFF5B: .opener
        case 0x3011, 0x3015, 0x3017, 0x3019, 0xFE5E, 0xFF09, 0xFF3D, 0xFF5D: .closer
        case 0x3002, 0xFF01, 0xFF1F, 0xFF61: [.stop, .terminal]
        case 0xFF1B: [.terminal, .separator]
        case 0xFF1A: .terminal
        case 0x3001, 0xFF0C, 0xFF64: .separator
        case 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2500, 0x301C, 0xFF0D, 0xFF5E: .dash
        case 0x2018, 0x201C, 0x3008, 0x300A, 0x300C, 0x300E: .quote
        case 0xFF02: [.quote, .unquote]
        case 0x2019, 0x201D, 0x3009, 0x300B, 0x300D, 0x300F: .unquote
        default: nil
        }
    }
}
