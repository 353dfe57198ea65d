// SPDX-License-Identifier: Apache-2.0
import Domain
import OfficeFiles

/// Writes the blocks of a web page or an OpenDocument text: a newline after each paragraph, tabs between cells.
struct BlockWriter {
    var builder = SourceTextBuilder()
    /// Of a page of a site, menus and the like are left out.
    var isSite = false

    mutating func write(_ blocks: [PandocBlock]) {
        var index = 0
        while index < blocks.count {
            if let end = endOfApart(blocks, from: index) {
                index = end
            } else if !isSite || !SiteParts.isMenu(blocks, at: index) {
                write(blocks[index])
            }
            index += 1
        }
    }

    private mutating func write(_ block: PandocBlock) {
        switch block {
        case .paragraph(let text), .links(let text, _): write(text, .paragraph)
        case .heading(let level, let text): write(text, .heading(level))
        case .group(let blocks, let attributes):
            if !attributes.isApart, !isSite || !SiteParts.isApart(attributes, blocks) { write(blocks) }
        case .bullets(let items): if !isSite || !SiteParts.isMenu(items) { for item in items { write(item) } }
        case .numbered(let start, let style, let items):
            for (index, item) in items.enumerated() {
                write(numbered(item, with: number(start + index, style)))
            }
        case .table(let rows):
            if isSite, SiteParts.isLayout(rows) {
                for cell in rows.joined() { write(cell.blocks) }
            } else {
                write(rows)
            }
        case .tag: break
        }
    }

    private mutating func write(_ text: String, _ kind: SourceBlock.Kind) {
        guard text.contains(where: { !$0.isWhitespace }) else { return }
        builder.add(SourceBlock(kind: kind, range: builder.append(text)))
        builder.append("\n")
    }

    private mutating func write(_ rows: [[PandocCell]]) {
        let from = builder.length
        var cells = rows.map { row in
            row.map { TableCell(range: TextRange(from: from, to: from), columns: $0.columns, rows: $0.rows) }
        }
        for step in TableOrder(rows.map { $0.map { ($0.columns, $0.rows) } }).steps {
            builder.append(step.separator)
            let cell = rows[step.row][step.cell]
            let range = builder.append(plain(cell.blocks).joined(separator: "\n"))
            cells[step.row][step.cell] = TableCell(range: range, columns: cell.columns, rows: cell.rows)
        }
        if !rows.isEmpty { builder.append("\n") }
        guard builder.length > from else { return }
        builder.add(SourceBlock(kind: .table(cells), range: TextRange(from: from, to: builder.length - 1)))
    }

    /// The paragraphs of a cell, lists and inner tables among them.
    private func plain(_ blocks: [PandocBlock]) -> [String] {
        var inner = BlockWriter()
        inner.write(blocks)
        let text = inner.builder.finish(.html).text
        return text.isEmpty ? [] : [String(text.dropLast())]
    }

    /// The item with its number in front of its first paragraph, as a browser prints it.
    private func numbered(_ item: [PandocBlock], with number: String) -> [PandocBlock] {
        switch item.first {
        case .paragraph(let text), .links(let text, _): [.paragraph(number + text)] + item.dropFirst()
        case .heading(let level, let text): [.heading(level, number + text)] + item.dropFirst()
        case .group(let blocks, let attributes):
            [.group(numbered(blocks, with: number), attributes: attributes)] + item.dropFirst()
        default: [.paragraph(number)] + item
        }
    }

    private func number(_ number: Int, _ style: String) -> String {
        let formats = [
            "LowerAlpha": "lowerLetter", "UpperAlpha": "upperLetter", "LowerRoman": "lowerRoman",
            "UpperRoman": "upperRoman",
        ]
        return formatNumber(number, as: formats[style] ?? "decimal") + ". "
    }

    /// The place of the tag that closes an element which is not text; nil where none begins, and where the page
    /// never closes it: then what follows is rather kept than lost.
    private func endOfApart(_ blocks: [PandocBlock], from index: Int) -> Int? {
        guard case .tag(let tag) = blocks[index], tag.isApart, !tag.isClosing else { return nil }
        var depth = 1
        for place in (index + 1)..<blocks.count {
            guard case .tag(let other) = blocks[place], other.name == tag.name else { continue }
            depth += other.isClosing ? -1 : 1
            if depth == 0 { return place }
        }
        return nil
    }
}
