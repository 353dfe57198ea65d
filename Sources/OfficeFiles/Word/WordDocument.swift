// SPDX-License-Identifier: Apache-2.0

/// The body of a Word document as it prints: paragraphs with their automatic numbers, and tables.
package struct WordDocument: Hashable, Sendable {
    package var blocks: [WordBlock]
    /// Whether the `pageStarts` of the paragraphs tell the printed pages; many programs do not record them.
    package var knowsPages: Bool

    package init(blocks: [WordBlock], knowsPages: Bool) { (self.blocks, self.knowsPages) = (blocks, knowsPages) }
}

/// A paragraph or a table, in the order of the document.
package enum WordBlock: Hashable, Sendable {
    case paragraph(WordParagraph)
    case table(WordTable)
}

/// A paragraph as Word prints it.
package struct WordParagraph: Hashable, Sendable {
    /// The printed text with the automatic number in front; a line break is a newline.
    package var text: String
    /// The automatic number with what stands between it and the text (tab, space or nothing); empty where none is.
    package var number: String
    /// From 1; nil for body text.
    package var headingLevel: Int?
    /// The pages that begin in this paragraph.
    package var pageStarts: [WordPageStart]

    package init(text: String, number: String = "", headingLevel: Int? = nil, pageStarts: [WordPageStart] = []) {
        (self.text, self.number) = (text, number)
        (self.headingLevel, self.pageStarts) = (headingLevel, pageStarts)
    }
}

/// A place at which Word last began a new page.
package struct WordPageStart: Hashable, Sendable {
    /// In Unicode scalars of the paragraph's text.
    package let offset: Int
    /// The page that begins there, counted from 1 for the first page of the document.
    package let page: Int

    package init(offset: Int, page: Int) { (self.offset, self.page) = (offset, page) }
}

/// A table of a Word document.
package struct WordTable: Hashable, Sendable {
    /// The cells that begin in each row; a merged cell stands only where it begins.
    package var rows: [[WordCell]]

    package init(rows: [[WordCell]]) { self.rows = rows }
}

/// A cell of a table, with the columns and rows it covers.
package struct WordCell: Hashable, Sendable {
    /// The paragraphs of the cell; those of a table inside it follow in reading order.
    package var paragraphs: [WordParagraph]
    /// How many columns of the grid it covers.
    package var columns: Int
    /// How many rows it covers.
    package var rows: Int

    package init(paragraphs: [WordParagraph], columns: Int = 1, rows: Int = 1) {
        (self.paragraphs, self.columns, self.rows) = (paragraphs, columns, rows)
    }
}

/// Why a Word document could not be read.
package enum WordError: Error, Hashable, Sendable {
    case container(ZipError)
    case markup(XMLError, part: String)
    /// The container holds no Word document.
    case noDocument
}
