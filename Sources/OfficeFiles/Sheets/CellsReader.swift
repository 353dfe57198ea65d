// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Hears the cells of a worksheet.
final class CellsReader: XMLVisitor {
    private(set) var rows: [[String]] = []
    private(set) var isTooLarge = false
    private let strings: [String]
    private let dates: Set<Int>
    private let from1904: Bool
    private let limits: ReadSheetLimits
    private var row = -1
    private var column = -1
    private var type = ""
    private var style = 0
    private var value = ""
    private var isInValue = false
    private var isReading = false

    init(strings: [String], dates: Set<Int>, from1904: Bool, limits: ReadSheetLimits) {
        (self.strings, self.dates, self.from1904, self.limits) = (strings, dates, from1904, limits)
    }

    func start(_ name: XMLName, _ attributes: XMLAttributes) {
        switch name.local {
        case "row":
            row = attributes.number("r").map { $0 - 1 } ?? row + 1
            column = -1
        case "c":
            column = attributes["r"].flatMap(Self.column) ?? column + 1
            (type, style, value) = (attributes["t"] ?? "n", attributes.number("s") ?? 0, "")
        case "rPh": isReading = true
        case "v", "t": isInValue = !isReading
        default: break
        }
    }

    func end(_ name: XMLName) {
        switch name.local {
        case "v", "t": isInValue = false
        case "rPh": isReading = false
        case "c": keep()
        default: break
        }
    }

    func text(_ text: String) { if isInValue { value += text } }

    private func keep() {
        let text = trimmed(shown)
        guard !text.isEmpty else { return }
        guard (0..<limits.rows).contains(row), (0..<limits.columns).contains(column) else {
            isTooLarge = true
            return
        }
        while rows.count <= row { rows.append([]) }
        while rows[row].count <= column { rows[row].append("") }
        rows[row][column] = text
    }

    private var shown: String {
        switch type {
        case "s": Int(value).flatMap { strings.indices.contains($0) ? strings[$0] : nil } ?? ""
        case "b": value == "1" ? "TRUE" : "FALSE"
        case "n":
            if let number = Double(value) {
                dates.contains(style) ? day(number) ?? plainNumber(number) : plainNumber(number)
            } else {
                value
            }
        default: value
        }
    }

    /// The day of a number of days since the end of 1899, with the 29 February 1900 that spreadsheets invented.
    private func day(_ number: Double) -> String? {
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
        return isoDate(
            yearOfEra + era * 400 + (month >= 10 ? 1 : 0), month < 10 ? month + 3 : month - 9,
            dayOfYear - (153 * month + 2) / 5 + 1)
    }

    /// `BC12` is column 54, from 0.
    private static func column(_ reference: String) -> Int? {
        var column = 0
        for byte in reference.utf8 {
            guard (65...90).contains(byte) else { break }
            column = column * 26 + Int(byte) - 64
            if column > 20_000 { return column }
        }
        return column > 0 ? column - 1 : nil
    }

    private func trimmed(_ text: String) -> String { text.trimmingCharacters(in: .whitespacesAndNewlines) }
}
