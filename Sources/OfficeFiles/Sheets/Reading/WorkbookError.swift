// SPDX-License-Identifier: Apache-2.0

/// Why a workbook or a file of separated values could not be read.
package enum WorkbookError: Error, Hashable, Sendable {
    case container(ZipError)
    case markup(XMLError, part: String)
    /// The container holds no workbook.
    case noWorkbook
    /// A workbook in a form that needs a spreadsheet program: before 2007, binary, OpenDocument, or a page of a browser.
    case foreign(ForeignWorkbook)
    /// A password is needed.
    case encrypted
    /// More than is read: rows beyond the last one of a worksheet, a cell of a megabyte, a row of too many cells.
    case tooLarge
    /// Rows that don't stand in their order.
    case disordered(row: Int)
    /// Text in no known encoding, or no text at all.
    case noText
    case empty
}

/// Workbooks that are recognised and that another program must convert first; the raw value is the suffix by which
/// programs know them.
package enum ForeignWorkbook: String, Hashable, Sendable {
    case binary97 = "xls"
    case binary2007 = "xlsb"
    case openDocument = "ods"
    case webPage = "html"
    /// The .xml of Excel 2003.
    case markup2003 = "xml"
}

/// How much of a workbook is read. A worksheet itself ends at row 1,048,576 and column 16,384.
package struct WorkbookLimits: Hashable, Sendable {
    package var rows = 1_048_576
    package var columns = 16_384
    /// The longest text of a cell, in bytes; spreadsheets allow 32,767 characters.
    package var cellBytes = 1 << 18
    /// The most bytes that are unpacked in one reading of one part.
    package var unpackedBytes = 2 << 30
    /// The most bytes that may come out of one byte of the container, once `freeBytes` have come out.
    package var ratio = 200
    package var freeBytes = 64 << 20
    /// The most bytes of texts that cells share that are held in memory; the rest goes to a file without a name.
    package var sharedTextInMemory = 32 << 20
    /// The most bytes of a part other than rows and shared texts: styles, the list of worksheets.
    package var partBytes = 64 << 20
    package var merges = 200_000

    package init() {}
}
