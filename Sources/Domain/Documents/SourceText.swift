// SPDX-License-Identifier: Apache-2.0

/// The text of a document as its file holds it, with where its pages, blocks and lines lie.
///
/// Every offset counts Unicode scalars of `text`. For a .txt file `text` is the file itself after decoding.
package struct SourceText: Hashable, Sendable {
    package var text: String
    package var format: FileFormat
    /// The pages in order; empty where the format has none.
    package var pages: [SourcePage]
    /// Paragraphs and tables in order, for formats that have them (.docx, .html); of printed pages (.pdf) the tables
    /// alone, whose last row may go on with the first of the next page; empty otherwise.
    package var blocks: [SourceBlock]
    /// Where pieces of the text stand on their page, in reading order; only for formats with a fixed layout (.pdf, .ofd, pictures).
    package var boxes: [SourceBox]

    package init(
        text: String, format: FileFormat, pages: [SourcePage] = [], blocks: [SourceBlock] = [], boxes: [SourceBox] = []
    ) {
        (self.text, self.format, self.pages, self.blocks, self.boxes) = (text, format, pages, blocks, boxes)
    }
}

/// The kinds of files that can be read.
package enum FileFormat: String, CaseIterable, Sendable {
    case text = "txt"
    case word = "docx"
    case pdf
    case html
    /// Fixed layout, GB/T 33190.
    case ofd
    case openDocument = "odt"
    case richText = "rtf"
    /// Word before 2007, and WPS.
    case oldWord = "doc"
    /// A picture of a page: .png, .jpg, .tif.
    case image
}

/// A page of a document and the text on it.
package struct SourcePage: Hashable, Sendable {
    /// From 1.
    package let number: Int
    package let range: TextRange

    package init(number: Int, range: TextRange) { (self.number, self.range) = (number, range) }
}

/// A paragraph, heading or table of a document.
package struct SourceBlock: Hashable, Sendable {
    /// What a block is.
    package enum Kind: Hashable, Sendable {
        case paragraph
        /// A heading with its level from 1.
        case heading(Int)
        /// The rows of a table with the range of each cell's text and how many columns and rows it covers.
        case table([[TableCell]])
    }
    package let kind: Kind
    package let range: TextRange

    package init(kind: Kind, range: TextRange) { (self.kind, self.range) = (kind, range) }
}

/// A cell of a table: its text, and the columns and rows it covers.
package struct TableCell: Hashable, Sendable {
    package let range: TextRange
    package let columns: Int
    package let rows: Int

    package init(range: TextRange, columns: Int = 1, rows: Int = 1) {
        (self.range, self.columns, self.rows) = (range, columns, rows)
    }
}

/// A piece of text on a page; the edges are shares of the page's width and height, from its top left corner.
package struct SourceBox: Hashable, Sendable {
    package let range: TextRange
    package let page: Int
    package let left: Double
    package let top: Double
    package let right: Double
    package let bottom: Double
    /// From 0 to 1 where the signs were recognised in a picture; nil where the file itself says what they are.
    package let confidence: Double?

    package init(
        range: TextRange, page: Int, left: Double, top: Double, right: Double, bottom: Double,
        confidence: Double? = nil
    ) {
        (self.range, self.page) = (range, page)
        (self.left, self.top, self.right, self.bottom, self.confidence) = (left, top, right, bottom, confidence)
    }

    /// Whether its signs were recognised in a picture, and not surely: below 0.8, where one word in three is wrong.
    package var isDoubtful: Bool { confidence.map { $0 < 0.8 } ?? false }
}

/// A half-open range of Unicode scalars of an extracted text; `from < to` but for an empty cell or page.
package struct TextRange: Hashable, Sendable {
    package var from: Int
    package var to: Int

    package init(from: Int, to: Int) { (self.from, self.to) = (from, to) }

    package var count: Int { to - from }
    package func contains(_ other: TextRange) -> Bool { from <= other.from && other.to <= to }
}
