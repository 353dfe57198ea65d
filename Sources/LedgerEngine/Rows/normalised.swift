// SPDX-License-Identifier: Apache-2.0

/// Text as it is compared: without spaces, punctuation and marks, in small letters, full width as half width, so that
/// two spellings of one name are one. Between two digits punctuation stays, as a hyphen: `1-12` is not `11-2`.
package func normalised(_ text: String) -> String {
    // Most of what registers hold is so already.
    if text.unicodeScalars.allSatisfy(isSettled) { return text }
    let plain = compatible(text)
    let small = plain.unicodeScalars.allSatisfy { isSettled($0) || !hasCase($0) } ? plain : plain.lowercased()
    var result = String.UnicodeScalarView()
    var isCut = false
    for scalar in small.unicodeScalars {
        switch isSettled(scalar) ? .otherLetter : scalar.properties.generalCategory {
        case .spaceSeparator, .lineSeparator, .paragraphSeparator, .control, .format, .nonspacingMark: continue
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
            .finalPunctuation, .otherPunctuation:
            isCut = true
        default:
            if isCut, isDigit(scalar), let last = result.last, isDigit(last) { result.append("-") }
            isCut = false
            result.append(scalar)
        }
    }
    return String(result)
}

/// A digit, a small Latin letter or a Chinese character of the first block: as it stands in every spelling.
private func isSettled(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x30...0x39, 0x61...0x7A, 0x4E00...0x9FFF: true
    default: false
    }
}

/// May a sign have a small form? None of the plain signs of a keyboard and none of the Chinese ones has.
private func hasCase(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x40, 0x5B...0x7F, 0x2010...0x2027, 0x3000...0x9FFF: false
    default: true
    }
}

private func isDigit(_ scalar: Unicode.Scalar) -> Bool { (48...57).contains(scalar.value) }

/// Signs of full width, circled and raised digits as the plain ones (the part of NFKC that offices' files need).
private func compatible(_ text: String) -> String {
    let plain = halfWidth(text)
    let isPlain = !plain.unicodeScalars.contains {
        (0xB2...0xB9).contains($0.value) || (0x2460...0x2468).contains($0.value)
    }
    if isPlain { return plain }
    var result = String.UnicodeScalarView()
    for scalar in plain.unicodeScalars {
        switch scalar.value {
        case 0x2460...0x2468: result.append(Unicode.Scalar(scalar.value - 0x2460 + 0x31) ?? scalar)
        case 0x00B2, 0x00B3: result.append(Unicode.Scalar(scalar.value - 0x80) ?? scalar)
        case 0x00B9: result.append("1")
        default: result.append(scalar)
        }
    }
    return String(result)
}
