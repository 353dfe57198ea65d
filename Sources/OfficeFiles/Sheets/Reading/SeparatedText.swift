// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A file of separated values (.csv, RFC 4180 and what programs make of it), read one record at a time: UTF-8, UTF-16
/// or GB 18030; comma, semicolon, tab or bar between the values; line ends inside quotes.
package final class SeparatedText {
    package let encoding: TextEncoding
    /// The byte between two values.
    package let separator: UInt8
    private let source: any ByteSource
    private let limits: WorkbookLimits
    private let saysSeparator: Bool

    /// Looks at the whole file for its encoding and at its beginning for the separator. Throws `WorkbookError`.
    package init(_ source: any ByteSource, limits: WorkbookLimits = WorkbookLimits()) throws {
        guard source.size > 0 else { throw WorkbookError.empty }
        (self.source, self.limits) = (source, limits)
        encoding = try TextEncoding(of: source)
        var beginning: [UInt8] = []
        do {
            try TextStream(source, encoding).forEachPiece { piece in
                beginning.append(contentsOf: piece.prefix((1 << 16) - beginning.count))
                if beginning.count >= 1 << 16 { throw ReadingEnded() }
            }
        } catch is ReadingEnded {}
        // Excel itself writes and reads a first line that names the separator.
        if beginning.starts(with: Array("sep=".utf8)), beginning.count > 5, beginning[5] == 0x0D || beginning[5] == 0x0A
        {
            (separator, saysSeparator) = (beginning[4], true)
        } else {
            (separator, saysSeparator) = (likelySeparator(beginning), false)
        }
    }

    /// Calls `body` with each record that holds something until it returns false; see `Workbook.forEachRow`.
    package func forEachRow(meanwhile: (Int) throws -> Void = { _ in }, _ body: (WorkbookRow) throws -> Bool) throws {
        try withoutActuallyEscaping(body) { body in
            var reader = RecordReader(separator: separator, limits: limits, skipsFirst: saysSeparator, body)
            var count = 0
            do {
                try TextStream(source, encoding).forEachPiece { piece in
                    count += piece.count
                    try meanwhile(count)
                    for byte in piece { try reader.take(byte) }
                }
                try reader.finish()
            } catch is ReadingEnded {}
        }
    }
}

/// The separator with which most lines have as many values as the line before.
private func likelySeparator(_ beginning: [UInt8]) -> UInt8 {
    var best: (score: Int, separator: UInt8) = (0, 0x2C)
    for separator in [0x2C, 0x09, 0x3B, 0x7C] as [UInt8] {
        var (isQuoted, count, last, score) = (false, 0, 0, 0)
        for byte in beginning {
            switch byte {
            case 0x22: isQuoted.toggle()
            case separator where !isQuoted: count += 1
            case 0x0A where !isQuoted:
                if count > 0 { score += count == last ? 3 : 1 }
                (last, count) = (count, 0)
            default: break
            }
        }
        if count > 0 { score += count == last ? 3 : 1 }
        if score > best.score { best = (score, separator) }
    }
    return best.separator
}

/// One reading of records under way.
private struct RecordReader {
    private enum Place { case start, plain, quoted, afterQuote }

    private let separator: UInt8
    private let limits: WorkbookLimits
    private let body: (WorkbookRow) throws -> Bool
    private var place = Place.start
    private var field: [UInt8] = []
    private var cells: [WorkbookCell] = []
    private var column = 0
    private var number = 1
    private var skips: Bool
    private var followsReturn = false

    init(
        separator: UInt8, limits: WorkbookLimits, skipsFirst: Bool, _ body: @escaping (WorkbookRow) throws -> Bool
    ) {
        (self.separator, self.limits, self.skips, self.body) = (separator, limits, skipsFirst, body)
    }

    mutating func take(_ byte: UInt8) throws {
        defer { followsReturn = byte == 0x0D }
        switch (place, byte) {
        case (.quoted, 0x22): place = .afterQuote
        case (.quoted, _): try append(byte)
        case (.start, 0x22): place = .quoted
        case (.afterQuote, 0x22):
            place = .quoted
            try append(byte)
        case (_, separator): try endField()
        case (_, 0x0A) where followsReturn: break
        case (_, 0x0A), (_, 0x0D): try endRecord()
        default:
            place = .plain
            try append(byte)
        }
    }

    mutating func finish() throws {
        if !field.isEmpty || !cells.isEmpty { try endRecord() }
    }

    private mutating func append(_ byte: UInt8) throws {
        guard field.count < limits.cellBytes else { throw WorkbookError.tooLarge }
        field.append(byte)
    }

    private mutating func endField() throws {
        if !field.isEmpty {
            var text = String(decoding: field, as: UTF8.self)
            // What we write ourselves so that a spreadsheet doesn't take it for a formula.
            if text.utf8.first == 0x27, let second = text.utf8.dropFirst().first,
                [0x3D, 0x2B, 0x2D, 0x40].contains(second)
            {
                text.removeFirst()
            }
            if text.contains(where: { !$0.isWhitespace }) {
                guard column < limits.columns else { throw WorkbookError.tooLarge }
                cells.append(WorkbookCell(column: column, value: .text(text)))
            }
        }
        field.removeAll(keepingCapacity: true)
        (place, column) = (.start, column + 1)
    }

    private mutating func endRecord() throws {
        try endField()
        if skips {
            (skips, number) = (false, number - 1)
        } else if !cells.isEmpty {
            guard number <= limits.rows else { throw WorkbookError.tooLarge }
            guard try body(WorkbookRow(number: number, isHidden: false, cells: cells)) else { throw ReadingEnded() }
        }
        cells.removeAll(keepingCapacity: true)
        (column, number) = (0, number + 1)
    }
}
