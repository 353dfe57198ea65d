// SPDX-License-Identifier: Apache-2.0

/// What the label of a row says of the row.
enum RowLabel {
    /// Whether the row adds up others: `合计`, `青岚市小计`, `总计（12家）`.
    static func isTotal(_ text: String) -> Bool {
        guard text.utf8.count <= 90, !text.utf8.allSatisfy({ $0 < 0x41 }) else { return false }
        var narrow = narrowed(text)
        // What stands in brackets, and what follows a colon, only explains the total.
        if let place = narrow.firstIndex(where: { "([".contains($0) }), place > narrow.startIndex {
            narrow = String(narrow[..<place])
        }
        narrow = narrow.filter { $0.isLetter || $0.isNumber }
        while let last = narrow.last, last.isNumber, !narrow.isEmpty { narrow.removeLast() }
        guard !narrow.isEmpty else { return false }
        if SheetWords.totals.contains(narrow) { return true }
        return chineseTotals.contains { word in
            narrow.hasSuffix(word) || narrow.hasPrefix(word) && narrow.dropFirst(word.count).first?.isNumber == true
        }
    }

    private static let chineseTotals = SheetWords.totals.filter { !$0.utf8.contains { $0 < 0x80 } }

    /// Whether the row explains or signs the table.
    static func isNote(_ text: String) -> Bool {
        let narrow = narrowed(String(text.prefix(24)))
        guard let words = narrow.first.flatMap({ notes[$0] }) else { return false }
        return words.contains { narrow.hasPrefix($0) }
    }

    private static let notes = Dictionary(grouping: SheetWords.notes) { $0.first ?? " " }

    /// Whether the row has room for a seal or a signature.
    static func isSealed(_ text: String) -> Bool {
        text.count <= 40 && SheetWords.seals.contains { text.contains($0) }
    }

    static func isDitto(_ text: String) -> Bool { SheetWords.ditto.contains(narrowed(text)) }

    /// `第 1 页 共 3 页`, `续表`.
    static func isPageMark(_ text: String) -> Bool {
        let whole = narrowed(text)
        let narrow = whole.filter { !"()-—".contains($0) }
        if whole.count <= 60, SheetWords.pageMarks.contains(where: { whole.hasSuffix("(" + $0 + ")") }) { return true }
        guard narrow.count <= 16 else { return false }
        if SheetWords.pageMarks.contains(where: narrow.hasPrefix) { return true }
        return narrow.first == SheetWords.pagePrefix && narrow.last == SheetWords.pageSuffix
    }

    /// Whether the text is a Chinese number with what follows one at the beginning of a line: `一、`, `（二）`, `三`.
    static func beginsWithChineseNumber(_ text: String) -> Bool {
        var rest = narrowed(text)[...]
        if rest.first == "(" { rest = rest.dropFirst() }
        if rest.first == SheetWords.pagePrefix { rest = rest.dropFirst() }
        let digits = rest.prefix { SheetWords.chineseNumerals.contains($0) }
        guard (1...3).contains(digits.count) else { return false }
        guard let next = rest.dropFirst(digits.count).first else { return true }
        return SheetWords.numberMarks.contains(next) || SheetWords.partWords.contains(next)
    }

    /// Whether a whole cell is nothing but a Chinese number, as the serial number of a group.
    static func isChineseNumber(_ text: String) -> Bool {
        let narrow = narrowed(text).filter { !"()、.".contains($0) }
        return !narrow.isEmpty && narrow.count <= 3 && narrow.allSatisfy { SheetWords.chineseNumerals.contains($0) }
    }

    static func isSerialTitle(_ title: String) -> Bool { SheetWords.serials.contains(narrowed(title)) }

    /// `1`, `(2)`, `3=1+2`, `甲`: what stands under a heading to number its columns.
    static func isColumnMark(_ cell: SourceCellText) -> Bool {
        let narrow = narrowed(cell.text)
        if SheetWords.columnMarks.contains(narrow) { return true }
        return !narrow.isEmpty && narrow.utf8.allSatisfy { (0x30...0x39).contains($0) || "()=+-*/".utf8.contains($0) }
    }
}

/// The text of a cell of a row that is being judged.
struct SourceCellText {
    let column: Int
    let text: String
}
