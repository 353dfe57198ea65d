// SPDX-License-Identifier: Apache-2.0

/// Text as it is compared: without spaces, punctuation and marks, in small letters, full width as half width, so that
/// two spellings of one name are one. Between two digits punctuation stays, as a hyphen: `1-12` is not `11-2`.
package func normalised(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var isCut = false
    for scalar in compatible(text).lowercased().unicodeScalars {
        switch scalar.properties.generalCategory {
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

private func isDigit(_ scalar: Unicode.Scalar) -> Bool { (48...57).contains(scalar.value) }

/// Signs of full width, circled and raised digits as the plain ones (the part of NFKC that offices' files need).
private func compatible(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in halfWidth(text).unicodeScalars {
        switch scalar.value {
        case 0x2460...0x2468: result.append(Unicode.Scalar(scalar.value - 0x2460 + 0x31) ?? scalar)
        case 0x00B2, 0x00B3: result.append(Unicode.Scalar(scalar.value - 0x80) ?? scalar)
        case 0x00B9: result.append("1")
        default: result.append(scalar)
        }
    }
    return String(result)
}
