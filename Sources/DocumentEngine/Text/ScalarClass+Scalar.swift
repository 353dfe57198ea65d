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

    /// The signs of `Sign`, by their code points. Those of a row of 256 stand together, so that each row is a table.
    private static func ofSign(_ scalar: UInt32) -> ScalarClass? {
        switch scalar >> 8 {
        case 0x30: ofPunctuation(UInt8(truncatingIfNeeded: scalar))
        case 0xFF: ofWideForm(UInt8(truncatingIfNeeded: scalar))
        case 0x20: ofGeneralPunctuation(UInt8(truncatingIfNeeded: scalar))
        case 0x25: scalar == 0x2500 ? .dash : nil
        case 0xFE: scalar == 0xFE5D ? .opener : scalar == 0xFE5E ? .closer : nil
        default: nil
        }
    }

    private static func ofPunctuation(_ low: UInt8) -> ScalarClass? {
        switch low {
        case 0x10, 0x14, 0x16, 0x18: .opener
        case 0x11, 0x15, 0x17, 0x19: .closer
        case 0x02: [.stop, .terminal]
        case 0x01: .separator
        case 0x1C: .dash
        case 0x08, 0x0A, 0x0C, 0x0E: .quote
        case 0x09, 0x0B, 0x0D, 0x0F: .unquote
        default: nil
        }
    }

    private static func ofWideForm(_ low: UInt8) -> ScalarClass? {
        switch low {
        case 0x08, 0x3B, 0x5B: .opener
        case 0x09, 0x3D, 0x5D: .closer
        case 0x01, 0x1F, 0x61: [.stop, .terminal]
        case 0x1B: [.terminal, .separator]
        case 0x1A: .terminal
        case 0x0C, 0x64: .separator
        case 0x0D, 0x5E: .dash
        case 0x02: [.quote, .unquote]
        default: nil
        }
    }

    private static func ofGeneralPunctuation(_ low: UInt8) -> ScalarClass? {
        switch low {
        case 0x10...0x15: .dash
        case 0x18, 0x1C: .quote
        case 0x19, 0x1D: .unquote
        default: nil
        }
    }
}
