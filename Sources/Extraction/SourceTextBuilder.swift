// SPDX-License-Identifier: Apache-2.0
import Domain

/// Puts a text together piece by piece and counts its offsets in Unicode scalars.
struct SourceTextBuilder {
    private(set) var text = String.UnicodeScalarView()
    private(set) var length = 0
    private(set) var blocks: [SourceBlock] = []
    private(set) var pages: [SourcePage] = []
    private(set) var boxes: [SourceBox] = []

    /// The range of the text that was just appended.
    @discardableResult
    mutating func append(_ piece: some Sequence<Unicode.Scalar>) -> TextRange {
        let from = length
        for scalar in piece {
            text.append(scalar)
            length += 1
        }
        return TextRange(from: from, to: length)
    }

    @discardableResult
    mutating func append(_ piece: String) -> TextRange { append(piece.unicodeScalars) }

    mutating func add(_ block: SourceBlock) { blocks.append(block) }
    mutating func add(_ page: SourcePage) { pages.append(page) }
    mutating func add(_ box: SourceBox) { boxes.append(box) }

    /// The pages that begin at the given offsets; each ends where the next begins.
    mutating func setPages(startingAt starts: [(page: Int, offset: Int)]) {
        pages = starts.enumerated().map { index, start in
            let end = index + 1 < starts.count ? starts[index + 1].offset : length
            return SourcePage(number: start.page, range: TextRange(from: start.offset, to: end))
        }
    }

    func finish(_ format: FileFormat) -> SourceText {
        SourceText(text: String(text), format: format, pages: pages, blocks: blocks, boxes: boxes)
    }
}
