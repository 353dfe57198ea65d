// SPDX-License-Identifier: Apache-2.0
import Domain

/// A month: `2026-03`, `2026年3月`, `202603`, or the month of a day; in a list also `2026.1-2026.4`.
struct MonthKind: FieldRule {
    let kind = FieldKind.month
    let order = FieldOrder.number
    let sheetFormat = "@"

    func control(_ field: LedgerField) -> FormControl { .month }

    func read(_ input: FieldInput, _ field: LedgerField, _ directory: LedgerDirectory) -> FieldReading {
        let read = DateWords.read(input)
        switch read {
        case .month, .day: break
        default:
            if field.isMany, let range = DateWords.months(input.text) {
                return FieldReading(.list(range.map(FieldValue.number)))
            }
        }
        return switch read {
        case .month(let month): FieldReading(.number(month))
        case .day(let day), .noSuchDay(let day): FieldReading(.number(day.monthNumber))
        case .shortYear(let day), .range(let day):
            FieldReading(
                field, "entry.problem.notAMonth", ["text": input.text],
                proposal: Period(.month, holding: day).description)
        case .nothing: FieldReading(field, "entry.problem.notAMonth", ["text": input.text])
        }
    }

    func check(_ value: FieldValue, _ field: LedgerField) -> [FieldProblem] {
        guard let number = value.number, (1900...2199).contains(number / 12) else {
            return [.error(field, "entry.problem.farDate", ["text": value.number.map(printed) ?? ""])]
        }
        return []
    }

    func screenText(
        _ value: FieldValue, _ field: LedgerField, _ language: Language, _ directory: LedgerDirectory
    ) -> String {
        value.number.map(printed) ?? ""
    }

    func formText(_ value: FieldValue, _ field: LedgerField, _ directory: LedgerDirectory) -> String {
        value.number.map(printed) ?? ""
    }

    private func printed(_ month: Int64) -> String { Period(.month, holding: max(12, month)).description }
}
