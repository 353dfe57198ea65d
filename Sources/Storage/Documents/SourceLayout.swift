// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import SQLCore

/// Where pages, blocks and boxes of a text lie, as it is stored: lists of numbers, because a long PDF has many boxes.
struct SourceLayout: Codable {
    /// number, from, to
    private var pages: [[Int]]
    private var blocks: [Block]
    /// from, to, page
    private var boxes: [[Int]]
    /// left, top, right, bottom of each box, and its confidence where it was recognised in a picture
    private var edges: [[Double]]

    fileprivate struct Block: Codable {
        /// `p`, `h` or `t`
        var kind: String
        var level: Int?
        var range: [Int]
        /// from, to, columns, rows of each cell of each row
        var cells: [[[Int]]]?
    }

    init(_ source: SourceText) {
        pages = source.pages.map { [$0.number, $0.range.from, $0.range.to] }
        blocks = source.blocks.map { block in
            let range = [block.range.from, block.range.to]
            switch block.kind {
            case .paragraph: return Block(kind: "p", range: range)
            case .heading(let level): return Block(kind: "h", level: level, range: range)
            case .table(let rows):
                let cells = rows.map { $0.map { [$0.range.from, $0.range.to, $0.columns, $0.rows] } }
                return Block(kind: "t", range: range, cells: cells)
            }
        }
        boxes = source.boxes.map { [$0.range.from, $0.range.to, $0.page] }
        edges = source.boxes.map { box in
            ([box.left, box.top, box.right, box.bottom] + (box.confidence.map { [$0] } ?? [])).map(Self.rounded)
        }
    }

    init(json: String) throws { self = try JSONDecoder().decode(Self.self, from: Data(json.utf8)) }

    var json: String {
        get throws { String(decoding: try JSONEncoder().encode(self), as: UTF8.self) }
    }

    /// The text with this layout. Throws `unreadableValue` where a list is too short.
    func source(text: String, format: FileFormat) throws -> SourceText {
        guard pages.allSatisfy({ $0.count == 3 }), boxes.allSatisfy({ $0.count == 3 }), boxes.count == edges.count,
            edges.allSatisfy({ $0.count == 4 || $0.count == 5 }), blocks.allSatisfy(\.isWhole)
        else { throw SQLError(.unreadableValue, "the layout of a document") }
        return SourceText(
            text: text, format: format,
            pages: pages.map { SourcePage(number: $0[0], range: TextRange(from: $0[1], to: $0[2])) },
            blocks: blocks.map(\.block),
            boxes: zip(boxes, edges).map { box, edge in
                SourceBox(
                    range: TextRange(from: box[0], to: box[1]), page: box[2], left: edge[0], top: edge[1],
                    right: edge[2], bottom: edge[3], confidence: edge.count > 4 ? edge[4] : nil)
            })
    }

    /// A hundred-thousandth of a page is finer than a screen.
    private static func rounded(_ share: Double) -> Double { (share * 100_000).rounded() / 100_000 }
}

extension SourceLayout.Block {
    fileprivate var isWhole: Bool {
        range.count == 2 && ["p", "h", "t"].contains(kind)
            && (cells ?? []).allSatisfy { $0.allSatisfy { $0.count == 4 } }
    }

    fileprivate var block: SourceBlock {
        let kind: SourceBlock.Kind =
            switch self.kind {
            case "h": .heading(level ?? 1)
            case "t":
                .table(
                    (cells ?? []).map {
                        $0.map { TableCell(range: TextRange(from: $0[0], to: $0[1]), columns: $0[2], rows: $0[3]) }
                    })
            default: .paragraph
            }
        return SourceBlock(kind: kind, range: TextRange(from: range[0], to: range[1]))
    }
}
