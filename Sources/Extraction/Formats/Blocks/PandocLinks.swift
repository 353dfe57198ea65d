// SPDX-License-Identifier: Apache-2.0

/// How much of a piece of a web page is links.
struct PandocLinks {
    private(set) var links = 0
    /// Letters inside of links and outside.
    private(set) var linked = 0
    private(set) var plain = 0
    /// A link leads to a document that one can open.
    private(set) var hasFile = false

    private static let files = ["doc", "docx", "wps", "pdf", "ofd", "xls", "xlsx", "odt", "rtf", "zip", "rar", "txt"]

    init(_ inlines: Any?) { count(inlines, isLinked: false) }

    private mutating func count(_ value: Any?, isLinked: Bool) {
        for inline in value as? [Any] ?? [] {
            guard let inline = inline as? [String: Any] else { continue }
            let parts = inline["c"] as? [Any] ?? []
            switch inline["t"] as? String {
            case "Str": add(inline["c"] as? String ?? "", isLinked: isLinked)
            case "Code", "Math": add(parts.last as? String ?? "", isLinked: isLinked)
            case "Link":
                links += 1
                let target = ((parts.last as? [Any])?.first as? String ?? "").lowercased()
                if Self.files.contains(where: { target.hasSuffix("." + $0) }) { hasFile = true }
                count(parts.dropFirst().first, isLinked: true)
            case "Span", "Quoted", "Cite": count(parts.last, isLinked: isLinked)
            case "Emph", "Strong", "Underline", "Strikeout", "Superscript", "Subscript", "SmallCaps":
                count(parts, isLinked: isLinked)
            default: break
            }
        }
    }

    /// Digits are the date behind an entry.
    private mutating func add(_ text: String, isLinked: Bool) {
        let letters = text.unicodeScalars.count { $0.properties.isAlphabetic }
        if isLinked { linked += letters } else { plain += letters }
    }

    /// The text as links, where it is nothing else, or mostly several of them.
    func asBlock(_ text: String) -> PandocBlock? {
        guard links > 0, !hasFile,
            plain == 0 || (links >= 3 || links == 2 && plain * 2 <= linked) && plain <= linked && !text.hasFullStop
        else { return nil }
        // Several links in a line are a menu, however long.
        return .links(text, letters: links > 1 ? 0 : linked + plain)
    }
}

extension String {
    /// Whether a Chinese full stop stands in it.
    var hasFullStop: Bool { unicodeScalars.contains { $0.value == 0x3002 } }
}
