// SPDX-License-Identifier: Apache-2.0

/// Returns the sheet as .csv (RFC 4180: CRLF, quotes) in UTF-8 with a byte-order mark, so that spreadsheets read it.
package func writeCSV(_ sheet: Sheet) -> [UInt8] {
    var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
    append(sheet.columns.map { .text($0.header) }, to: &bytes)
    for row in sheet.rows { append(row, to: &bytes) }
    return bytes
}

/// Returns one record, without the mark at the beginning of a file.
package func writeCSV(row: [SheetCell]) -> [UInt8] {
    var bytes: [UInt8] = []
    append(row, to: &bytes)
    return bytes
}

private func append(_ cells: [SheetCell], to bytes: inout [UInt8]) {
    for (index, cell) in cells.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        append(field(cell), to: &bytes)
    }
    bytes.append(contentsOf: [0x0D, 0x0A])
}

private func field(_ cell: SheetCell) -> String {
    switch cell {
    case .empty: ""
    case .text(let text): neutralised(text)
    case .number(let number): plainNumber(number)
    case .date(let year, let month, let day): isoDate(year, month, day)
    }
}

/// Text that a spreadsheet would take for a formula gets an apostrophe in front, which spreadsheets do not show.
/// The full-width forms count too: some input methods and locales read them as the narrow ones.
private func neutralised(_ text: String) -> String {
    guard let first = text.unicodeScalars.first else { return text }
    let narrow = (0xFF01...0xFF5E).contains(first.value) ? first.value - 0xFEE0 : first.value
    return "=+-@\t\r\n".unicodeScalars.contains { $0.value == narrow } ? "'" + text : text
}

private func append(_ field: String, to bytes: inout [UInt8]) {
    let quote = UInt8(ascii: "\"")
    let special: Set<UInt8> = [quote, UInt8(ascii: ","), 0x0D, 0x0A]
    guard field.utf8.contains(where: special.contains) || field.hasPrefix(" ") || field.hasSuffix(" ") else {
        return bytes.append(contentsOf: field.utf8)
    }
    bytes.append(quote)
    for byte in field.utf8 {
        if byte == quote { bytes.append(quote) }
        bytes.append(byte)
    }
    bytes.append(quote)
}

/// Whole numbers without a decimal point; what is no number is left empty.
func plainNumber(_ number: Double) -> String {
    guard number.isFinite else { return "" }
    if number.rounded() == number, abs(number) < 1e15 { return "\(Int(number))" }
    return "\(number)"
}

func isoDate(_ year: Int, _ month: Int, _ day: Int) -> String {
    func filled(_ number: Int, _ width: Int) -> String {
        String(repeating: "0", count: max(0, width - "\(number)".count)) + "\(number)"
    }
    return "\(filled(year, 4))-\(filled(month, 2))-\(filled(day, 2))"
}
