// SPDX-License-Identifier: Apache-2.0

extension ScalarClass {
    /// The class of a scalar: a switch for each row of 256, which the compiler makes a table without a lock.
    static func of(_ scalar: UInt32) -> ScalarClass {
        // The two signs that stand most often.
        if scalar == 0xFF0C || scalar == 0x3001 { return .separator }
        let low = UInt8(truncatingIfNeeded: scalar)
        switch scalar >> 8 {
        case 0x30: return ofPunctuation(low)
        case 0xFF: return ofWideForm(low)
        case 0x4E...0x9F: return NumeralGrammar.isNumeral(scalar) ? [.han, .numeral] : .han
        case 0x00: return ofLatin(low)
        case 0x20: return ofGeneralPunctuation(low)
        case 0x25: return scalar == 0x2500 ? .dash : []
        case 0xFE: return scalar == 0xFE5D ? .opener : scalar == 0xFE5E ? .closer : scalar == 0xFEFF ? .space : []
        case 0x01: return .latin
        case 0x02: return low <= 0x4F ? .latin : []
        case 0x34...0x4D: return scalar <= 0x4DBF ? .han : []
        case 0xF9...0xFA: return .han
        default: return (0x20000...0x3347F).contains(scalar) ? .han : []
        }
    }

    private static func ofLatin(_ low: UInt8) -> ScalarClass {
        switch low {
        case 0x30...0x39: .digit
        case 0x41...0x5A, 0x61...0x7A, 0xC0...0xFF: .latin
        case 0x0A...0x0D, 0x85: [.space, .newline]
        case 0x09, 0x1C...0x1F, 0x20, 0xA0: .space
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

    private static func ofPunctuation(_ low: UInt8) -> ScalarClass {
        switch low {
        case 0x10, 0x14, 0x16, 0x18: .opener
        case 0x11, 0x15, 0x17, 0x19: .closer
        case 0x02: [.stop, .terminal]
        case 0x01: .separator
        case 0x1C: .dash
        case 0x08, 0x0A, 0x0C, 0x0E: .quote
        case 0x09, 0x0B, 0x0D, 0x0F: .unquote
        case 0x07: [.han, .numeral]
        case 0x00: .space
        default: []
        }
    }

    private static func ofWideForm(_ low: UInt8) -> ScalarClass {
        switch low {
        case 0x08, 0x3B, 0x5B: .opener
        case 0x09, 0x3D, 0x5D: .closer
        case 0x01, 0x1F, 0x61: [.stop, .terminal]
        case 0x1B: [.terminal, .separator]
        case 0x1A: .terminal
        case 0x0C, 0x64: .separator
        case 0x0D, 0x5E: .dash
        case 0x02: [.quote, .unquote]
        case 0x10...0x19: .digit
        case 0x21...0x3A, 0x41...0x5A: .latin
        default: []
        }
    }

    private static func ofGeneralPunctuation(_ low: UInt8) -> ScalarClass {
        switch low {
        case 0x10...0x15: .dash
        case 0x18, 0x1C: .quote
        case 0x19, 0x1D: .unquote
        case 0x28, 0x29: [.space, .newline]
        case 0x00...0x0B, 0x2F, 0x5F: .space
        default: []
        }
    }
}
