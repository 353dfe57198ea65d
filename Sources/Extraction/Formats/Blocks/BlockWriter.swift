// SPDX-License-Identifier: Apache-2.0
import Domain
import OfficeFiles

/// Writes the blocks of a web page or an OpenDocument text: a newline after each paragraph, tabs between cells.
struct BlockWriter {
    var builder = SourceTextBuilder()

    mutating func write(_ blocks: [PandocBlock]) {
        var index = 0
        while index < blocks.count {
            if let end = endOfApart(blocks, from: index) { index = end } else { write(blocks[index]) }
            index += 1
        }
    }

    private mutating func write(_ block: PandocBlock) {
        switch block {
        case .paragraph(let text): write(text, .paragraph)
        case .heading(let level, let text): write(text, .heading(level))
        case .group(let blocks, let attributes): if !attributes.isApart { write(blocks) }
        case .bullets(let items): for item in items { write(item) }
        case .numbered(let start, let style, let items):
            for (index, item) in items.enumerated() {
                write(numbered(item, with: number(start + index, style)))
            }
        case .table(let rows): write(rows)
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
        let cells = rows.map { row in
            let cells = row.enumerated().map { index, cell in
                if index > 0 { builder.append("\t") }
                let range = builder.append(plain(cell.blocks).joined(separator: "\n"))
                return TableCell(range: range, columns: cell.columns, rows: cell.rows)
            }
            builder.append("\n")
            return cells
        }
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
        case .paragraph(let text): [.paragraph(number + text)] + item.dropFirst()
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
