// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A block of pandoc's document tree, as far as text needs it.
indirect enum PandocBlock {
    case paragraph(String)
    case heading(Int, String)
    /// Blocks that stand together; the attributes say what for.
    case group([PandocBlock], attributes: PandocAttributes)
    case bullets([[PandocBlock]])
    case numbered(start: Int, style: String, [[PandocBlock]])
    case table([[PandocCell]])
    /// A paragraph, heading or item of nothing but links, with the number of letters of a single one, 0 for several.
    case links(String, letters: Int)
    /// A tag that pandoc does not interpret.
    case tag(PandocTag)
}

struct PandocCell {
    let blocks: [PandocBlock]
    let columns: Int
    let rows: Int
}

struct PandocAttributes {
    let id: String
    let classes: [String]
    let values: [String: String]

    init(_ value: Any?) {
        let parts = value as? [Any] ?? []
        id = parts.first as? String ?? ""
        classes = parts.dropFirst().first as? [String] ?? []
        let pairs = parts.dropFirst(2).first as? [[String]] ?? []
        values = Dictionary(pairs.compactMap { $0.count == 2 ? ($0[0], $0[1]) : nil }, uniquingKeysWith: { $1 })
    }

    /// Whether the page itself says that this is not its text, or does not show it.
    var isApart: Bool {
        if let role = values["role"], ["navigation", "banner", "contentinfo", "search"].contains(role) { return true }
        let style = values["style"]?.lowercased().filter { !$0.isWhitespace } ?? ""
        return style.contains("display:none") || style.contains("visibility:hidden") || values["hidden"] != nil
    }
}

/// `<nav class="top">` or `</nav>`.
struct PandocTag {
    let name: String
    let isClosing: Bool

    init(_ raw: String) {
        let inner = raw.drop { $0 == "<" || $0.isWhitespace }
        isClosing = inner.hasPrefix("/")
        name = inner.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber }.lowercased()
    }

    /// Elements that are not the text of a page.
    var isApart: Bool {
        [
            "nav", "footer", "aside", "script", "style", "form", "button", "select", "noscript", "template", "iframe",
            "svg", "object",
        ].contains(name)
    }
}

extension PandocBlock {
    /// The blocks of a document as pandoc prints it in JSON; nil where it is none.
    static func document(_ bytes: [UInt8]) -> [PandocBlock]? {
        let document = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
        return (document?["blocks"] as? [Any]).map(list)
    }

    static func list(_ values: Any?) -> [PandocBlock] {
        (values as? [Any] ?? []).flatMap { ($0 as? [String: Any]).map(read) ?? [] }
    }

    private static func lists(_ values: Any?) -> [[PandocBlock]] { (values as? [Any] ?? []).map(list) }

    private static func read(_ block: [String: Any]) -> [PandocBlock] {
        let content = block["c"]
        let parts = content as? [Any] ?? []
        switch block["t"] as? String {
        case "Para", "Plain": return [PandocLinks(parts).asBlock(pandocText(parts)) ?? .paragraph(pandocText(parts))]
        case "Header":
            let text = pandocText(parts.last)
            return [PandocLinks(parts.last).asBlock(text) ?? .heading(parts.first as? Int ?? 1, text)]
        case "Div": return [.group(list(parts.last), attributes: PandocAttributes(parts.first))]
        case "BlockQuote": return list(content)
        case "BulletList": return [.bullets(lists(content))]
        case "OrderedList":
            let form = parts.first as? [Any] ?? []
            let style = (form.dropFirst().first as? [String: Any])?["t"] as? String ?? ""
            return [.numbered(start: max(0, min(form.first as? Int ?? 1, 1_000_000)), style: style, lists(parts.last))]
        case "DefinitionList": return definitions(parts)
        case "CodeBlock": return [.paragraph(parts.last as? String ?? "")]
        case "LineBlock": return parts.map { .paragraph(pandocText($0)) }
        case "RawBlock": return [.tag(PandocTag(parts.last as? String ?? ""))]
        case "Table": return table(parts)
        default: return []
        }
    }

    private static func definitions(_ entries: [Any]) -> [PandocBlock] {
        entries.flatMap { entry -> [PandocBlock] in
            let parts = entry as? [Any] ?? []
            let (label, values) = (pandocText(parts.first), lists(parts.last).flatMap(\.self))
            // A label with its value, as sites print the particulars of a document.
            if values.count == 1, case .paragraph(let value) = values[0], !value.isEmpty {
                return [.paragraph(label + "\t" + value)]
            }
            return [.paragraph(label)] + values
        }
    }

    /// Attributes, caption, columns, head, bodies, foot (pandoc-types 1.22).
    private static func table(_ parts: [Any]) -> [PandocBlock] {
        guard parts.count == 6 else { return [] }
        var rows = self.rows((parts[3] as? [Any])?.last)
        for body in parts[4] as? [[Any]] ?? [] where body.count == 4 { rows += self.rows(body[2]) + self.rows(body[3]) }
        rows += self.rows((parts[5] as? [Any])?.last)
        let caption = list((parts[1] as? [Any])?.last)
        return caption + [.table(rows)]
    }

    private static func rows(_ values: Any?) -> [[PandocCell]] {
        (values as? [[Any]] ?? []).map { row in
            (row.last as? [[Any]] ?? []).compactMap { cell in
                guard cell.count == 5 else { return nil }
                return PandocCell(blocks: list(cell[4]), columns: span(cell[3]), rows: span(cell[2]))
            }
        }
    }
}

/// Over how many rows or columns a cell goes, whatever stands there.
private func span(_ value: Any) -> Int { max(1, min(value as? Int ?? 1, 1_000)) }
