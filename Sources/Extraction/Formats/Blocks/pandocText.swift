// SPDX-License-Identifier: Apache-2.0

/// The text of pandoc's inline elements: what a browser would print, with a newline for a line break.
func pandocText(_ values: Any?) -> String {
    var text = PandocText()
    text.append(values)
    text.endLine()
    return text.text
}

private struct PandocText {
    var text = ""
    /// A break of the page's source file, of which the next sign decides whether it is a space.
    private var hasSoftBreak = false

    mutating func append(_ values: Any?) {
        let inlines = values as? [Any] ?? []
        var index = 0
        while index < inlines.count {
            let inline = inlines[index] as? [String: Any] ?? [:]
            if let end = endOfApart(inline, inlines, from: index) { index = end } else { append(inline) }
            index += 1
        }
    }

    private mutating func append(_ inline: [String: Any]) {
        let content = inline["c"]
        let parts = content as? [Any] ?? []
        switch inline["t"] as? String {
        case "Str": add(content as? String ?? "")
        case "Space": add(" ")
        case "SoftBreak": hasSoftBreak = true
        case "LineBreak": add("\n")
        case "Code", "Math": add(parts.last as? String ?? "")
        case "Quoted":
            let isSingle = (parts.first as? [String: Any])?["t"] as? String == "SingleQuote"
            add(isSingle ? "\u{2018}" : "\u{201C}")
            append(parts.last)
            add(isSingle ? "\u{2019}" : "\u{201D}")
        case "Span": if !PandocAttributes(parts.first).isApart { append(parts.last) }
        case "Link": append(parts.dropFirst().first)
        case "Cite": append(parts.last)
        case "Emph", "Strong", "Underline", "Strikeout", "Superscript", "Subscript", "SmallCaps": append(content)
        default: break
        }
    }

    /// Between Chinese characters a break of the source is nothing, though a browser prints a space there.
    private mutating func add(_ piece: String) {
        if hasSoftBreak, let before = text.unicodeScalars.last, let after = piece.unicodeScalars.first,
            !(isWide(before) && isWide(after)), before != "\n", after != "\n"
        {
            text += " "
        }
        hasSoftBreak = false
        text += piece
    }

    mutating func endLine() { hasSoftBreak = false }

    /// The place of the tag that closes an element which is not text; nil where none begins or it is never closed.
    private func endOfApart(_ inline: [String: Any], _ inlines: [Any], from index: Int) -> Int? {
        guard let tag = rawTag(inline), tag.isApart, !tag.isClosing else { return nil }
        return inlines[(index + 1)...].firstIndex { other in
            guard let other = (other as? [String: Any]).flatMap(rawTag) else { return false }
            return other.isClosing && other.name == tag.name
        }
    }

    private func rawTag(_ inline: [String: Any]) -> PandocTag? {
        guard inline["t"] as? String == "RawInline" else { return nil }
        return ((inline["c"] as? [Any])?.last as? String).map { PandocTag($0) }
    }
}

/// Whether the sign is as wide as high: Chinese characters, their punctuation and full-width forms.
func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60,
        0xFFE0...0xFFE6, 0x20000...0x3FFFD:
        true
    // Quotation marks, dashes, dots and circled numbers take a full place among Chinese characters.
    case 0x2014...0x2015, 0x2018...0x201D, 0x2026, 0x2460...0x24FF, 0x25A0...0x25FF: true
    default: false
    }
}
