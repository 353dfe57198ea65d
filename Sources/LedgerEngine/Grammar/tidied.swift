// SPDX-License-Identifier: Apache-2.0

/// Text without what nobody sees: signs without width, several spaces in a row, spaces at the ends; one line unless
/// `keepsLines`.
func tidied(_ text: String, keepsLines: Bool = false) -> String {
    var result = String.UnicodeScalarView()
    var pending: Unicode.Scalar?
    for scalar in text.unicodeScalars {
        switch scalar.value {
        case 0xA, 0xD, 0x2028, 0x2029:
            pending = keepsLines ? "\n" : (pending ?? " ")
        case 0x9, 0xB, 0xC, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000:
            pending = pending ?? " "
        case 0...0x1F, 0x7F...0x9F, 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x206F, 0xFEFF:
            continue
        default:
            // A mark at the very beginning has no letter to stand on, and would join whatever is put before it.
            if result.isEmpty, scalar.properties.generalCategory == .nonspacingMark { continue }
            if let space = pending, !result.isEmpty { result.append(space) }
            pending = nil
            result.append(scalar)
        }
    }
    return String(result)
}

/// Letters, digits and signs of full width as those of half width, and the variants of hyphens as hyphens.
func halfWidth(_ text: String) -> String {
    let isNarrow = text.unicodeScalars.allSatisfy {
        $0.value < 0xA5 || (0x3001...0x30FB).contains($0.value) || (0x30FD...0xFE62).contains($0.value)
    }
    if isNarrow { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
        switch scalar.value {
        case 0xFF01...0xFF5E: result.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
        case 0x2010...0x2015, 0x2212, 0xFE63, 0x30FC: result.append("-")
        case 0x3000: result.append(" ")
        case 0xFFE5, 0xA5: result.append("\u{A5}")
        default: result.append(scalar)
        }
    }
    return String(result)
}

/// Without any space.
func spaceless(_ text: String) -> String { text.filter { !$0.isWhitespace } }
