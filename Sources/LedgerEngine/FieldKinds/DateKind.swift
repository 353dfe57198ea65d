// SPDX-License-Identifier: Apache-2.0
import Domain

/// A day: `2026-03-05`, `2026.3.5`, `2026年3月5日`, `二〇二六年三月五日`, `20260305`, a spreadsheet's 46086.
struct DateKind: FieldRule {
    let kind = FieldKind.date
    let order = FieldOrder.number
    let sheetFormat = "yyyy-mm-dd"

    func control(_ field: LedgerField) -> FormControl { .date }

    func read(_ input: FieldInput, _ field: LedgerField, _ directory: LedgerDirectory) -> FieldReading {
        let reading = DateWords.read(input)
        func refused(_ key: String, _ day: CalendarDate?) -> FieldReading {
            FieldReading(field, key, ["text": input.text], proposal: day?.description)
        }
        return switch reading {
        case .day(let day): FieldReading(.number(day.dayNumber))
        case .month(let month): refused("entry.problem.noDay", Period(.month, holding: month).days?.lowerBound)
        case .shortYear(let day): refused("entry.problem.shortYear", day)
        case .noSuchDay(let day): refused("entry.problem.noSuchDay", day)
        case .range(let day): refused("entry.problem.severalDays", day)
        case .nothing: refused("entry.problem.notADate", nil)
        }
    }

    func check(_ value: FieldValue, _ field: LedgerField) -> [FieldProblem] {
        guard let number = value.number, let day = CalendarDate(dayNumber: number) else {
            return [.error(field, "entry.problem.wrongKind")]
        }
        guard (1900...2199).contains(day.year) else {
            return [.error(field, "entry.problem.farDate", ["text": day.description])]
        }
        return []
    }

    func screenText(
        _ value: FieldValue, _ field: LedgerField, _ language: Language, _ directory: LedgerDirectory
    ) -> String {
        day(value)?.description ?? ""
    }

    func formText(_ value: FieldValue, _ field: LedgerField, _ directory: LedgerDirectory) -> String {
        day(value)?.description ?? ""
    }

    /// Days whose numbers programs read differently, or as years, are text.
    func cell(
        _ value: FieldValue, _ field: LedgerField, _ language: Language, _ directory: LedgerDirectory
    ) -> FieldCell {
        DateWords.serial(of: value.number ?? 0).map(FieldCell.date) ?? .text(formText(value, field, directory))
    }

    private func day(_ value: FieldValue) -> CalendarDate? { value.number.flatMap { CalendarDate(dayNumber: $0) } }
}
