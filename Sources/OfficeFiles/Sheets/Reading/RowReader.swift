// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Hears the rows of a worksheet and hands each over when it ends.
final class RowReader: MarkupHearer {
    private let book: WorkbookParts
    private let limits: WorkbookLimits
    private let body: (WorkbookRow) throws -> Bool
    private var isInData = false
    private var number = 0
    private var lastRow = 0
    private var isHidden = false
    private var cells: [WorkbookCell] = []
    private var column = -1
    private var type = CellType.number
    private var style = 0
    private var isFormula = false
    /// What is heard: the value of the cell, an inline text, or nothing.
    private var isHearing = false
    private var phonetic = 0
    private var bytes: [UInt8] = []

    private enum CellType { case number, shared, text, boolean, error, day }

    init(_ book: WorkbookParts, limits: WorkbookLimits, _ body: @escaping (WorkbookRow) throws -> Bool) {
        (self.book, self.limits, self.body) = (book, limits, body)
        bytes.reserveCapacity(4_096)
    }

    func start(_ element: SheetElement, _ attributes: SheetAttributes) throws {
        switch element {
        case .data: isInData = true
        case .row where isInData: try startRow(attributes)
        case .cell where isInData: startCell(attributes)
        case .value, .text: isHearing = isInData && phonetic == 0
        case .formula: isFormula = true
        case .phonetic: phonetic += 1
        default: break
        }
    }

    func end(_ element: SheetElement) throws {
        switch element {
        case .data: isInData = false
        case .row where isInData: try endRow()
        case .cell where isInData: try endCell()
        case .value, .text: isHearing = false
        case .phonetic: phonetic -= 1
        default: break
        }
    }

    func text(_ text: UnsafeRawBufferPointer) throws {
        guard isHearing else { return }
        guard bytes.count + text.count <= limits.cellBytes else { throw WorkbookError.tooLarge }
        bytes.append(contentsOf: text)
    }

    private func startRow(_ attributes: SheetAttributes) throws {
        number = attributes.letter(0x72).flatMap { Int(String(cString: $0)) } ?? number + 1
        isHidden = ["1", "true"].contains(attributes["hidden"] ?? "")
        cells.removeAll(keepingCapacity: true)
        column = -1
    }

    private func endRow() throws {
        guard !cells.isEmpty else { return }
        guard number <= limits.rows else { throw WorkbookError.tooLarge }
        guard number > lastRow else { throw WorkbookError.disordered(row: number) }
        lastRow = number
        if zip(cells, cells.dropFirst()).contains(where: { $0.column > $1.column }) {
            cells.sort { $0.column < $1.column }
        }
        guard try body(WorkbookRow(number: number, isHidden: isHidden, cells: cells)) else { throw ReadingEnded() }
    }

    private func startCell(_ attributes: SheetAttributes) {
        bytes.removeAll(keepingCapacity: true)
        (isFormula, phonetic, style, type, column) = (false, 0, 0, .number, column + 1)
        guard var next = attributes.pairs else { return }
        while let name = next.pointee, let value = next[1] {
            if name[1] == 0 {
                switch UInt8(bitPattern: name.pointee) {
                case 0x72: column = Self.column(value) ?? column
                case 0x73: style = Int(atoi(value))
                case 0x74: type = Self.type(value)
                default: break
                }
            }
            next += 2
        }
    }

    private static func type(_ name: UnsafePointer<CChar>) -> CellType {
        switch String(cString: name) {
        case "s": .shared
        case "str", "inlineStr": .text
        case "b": .boolean
        case "e": .error
        case "d": .day
        default: .number
        }
    }

    /// `BC12` is column 54, from 0.
    private static func column(_ reference: UnsafePointer<CChar>) -> Int? {
        var column = 0
        var next = reference
        while (65...90).contains(next.pointee) {
            column = column * 26 + Int(next.pointee) - 64
            if column > 20_000 { break }
            next += 1
        }
        return column > 0 ? column - 1 : nil
    }

    private func endCell() throws {
        guard let value = try value() else { return }
        guard column < limits.columns, cells.count < limits.columns else { throw WorkbookError.tooLarge }
        cells.append(WorkbookCell(column: column, value: value, isFormula: isFormula))
    }

    private func value() throws -> WorkbookValue? {
        guard !bytes.isEmpty else { return isFormula ? .uncomputed : nil }
        switch type {
        case .number:
            guard let number = number(bytes) else {
                let text = String(decoding: bytes, as: UTF8.self)
                return Double(text) == nil ? shown(text) : nil
            }
            return book.format(style).value(number, from1904: book.isFrom1904)
        case .shared:
            let text = try Int(String(decoding: bytes, as: UTF8.self)).flatMap { try book.texts.text($0) }
            return text.flatMap(shown)
        case .text: return shown(unescaped(String(decoding: bytes, as: UTF8.self)))
        case .boolean: return .boolean(bytes[0] == 0x31 || bytes[0] == 0x74)
        case .error: return .error(String(decoding: bytes, as: UTF8.self))
        case .day: return day(String(decoding: bytes, as: UTF8.self))
        }
    }

    private func shown(_ text: String) -> WorkbookValue? {
        text.utf8.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) } ? nil : .text(text)
    }

    /// `2026-03-05T00:00:00`, as programs write that keep dates apart from numbers.
    private func day(_ text: String) -> WorkbookValue? {
        let parts = text.prefix(10).split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3 else { return shown(text) }
        return .date(year: parts[0], month: parts[1], day: parts[2], seconds: 0)
    }

    private func number(_ bytes: [UInt8]) -> Double? {
        guard bytes.count < 64, let first = bytes.first, (0x2B...0x39).contains(first) else { return nil }
        let number = bytes.withUnsafeBufferPointer { source in
            withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { target -> Double? in
                for (index, byte) in source.enumerated() { target[index] = CChar(bitPattern: byte) }
                target[source.count] = 0
                var end: UnsafeMutablePointer<CChar>?
                guard let start = target.baseAddress else { return nil }
                let number = strtod(start, &end)
                return end == start + source.count ? number : nil
            }
        }
        return number.flatMap { $0.isFinite ? $0 : nil }
    }
}

/// Whoever hears the rows has heard enough.
struct ReadingEnded: Error {}

extension CellFormat {
    /// What is shown of a number.
    func value(_ number: Double, from1904: Bool) -> WorkbookValue {
        switch kind {
        case .number:
            if zeros > 0, number >= 0, number < 1e15, number == number.rounded() {
                let digits = String(Int64(number))
                if digits.utf8.count < zeros {
                    return .text(String(repeating: "0", count: zeros - digits.utf8.count) + digits)
                }
            }
            guard power != 0 else { return .number(number, unit: unit) }
            return .number(power > 0 ? number / pow(10, Double(power)) : number * pow(10, Double(-power)), unit: unit)
        case .day: return day(number, from1904: from1904) ?? .number(number, unit: nil)
        case .time:
            guard (0..<1).contains(number) else { return .number(number, unit: nil) }
            let minutes = Int((number * 1_440).rounded())
            let text = [minutes / 60, minutes % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
            return .text(text)
        }
    }

    /// The day of a number of days since the end of 1899, with the 29 February 1900 that spreadsheets invented.
    private func day(_ number: Double, from1904: Bool) -> WorkbookValue? {
        // What a file calls a day may be no number that an integer holds: 1e300, infinity, not a number.
        guard (0...3_000_000).contains(number) else { return nil }
        let serial = Int(number.rounded(.down)) + (from1904 ? 1_462 : 0)
        guard (1...2_958_465).contains(serial) else { return nil }
        // Days from 1970-01-01 by the civil calendar in eras of 400 years; see Instant+Day in the domain.
        let days = serial - (serial < 60 ? 25_568 : 25_569) + 719_468
        let era = days / 146_097
        let dayOfEra = days - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        return .date(
            year: yearOfEra + era * 400 + (month >= 10 ? 1 : 0), month: month < 10 ? month + 3 : month - 9,
            day: dayOfYear - (153 * month + 2) / 5 + 1,
            seconds: Int(((number - number.rounded(.down)) * 86_400).rounded()))
    }
}
