// SPDX-License-Identifier: Apache-2.0
import Domain

/// Registers for the tests.
enum RowSamples {
    static func ledger(
        fields: [LedgerField], unique: [[String]] = [["name"]], stages: StagePlan? = nil,
        indicators: [Indicator] = [], date: String = "start"
    ) -> Ledger {
        let text = LocalisedText(chinese: "台账", english: "Register")
        return Ledger(
            key: "sample", code: "L99", version: 1, validFrom: FieldSamples.day("2022-05-01"), title: text, about: text,
            traps: [], confirmation: .both, dateField: date, clauses: [], uniqueKeys: unique,
            retention: Retention(years: 10, after: nil, end: .keep), stages: stages, fields: fields,
            indicators: indicators)
    }
}
