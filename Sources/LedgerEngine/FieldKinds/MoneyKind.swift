// SPDX-License-Identifier: Apache-2.0
package import Domain

/// Renminbi in whole fen: `1200` (yuan, or the unit of the column), `1,200万元`, `1亿2000万元`, `￥1,200.50`.
struct MoneyKind: FieldRule {
    static let places = 2
    let kind = FieldKind.money
    let order = FieldOrder.number
    let sheetFormat = "#,##0.00"

    func control(_ field: LedgerField) -> FormControl { .money }

    func read(_ input: FieldInput, _ field: LedgerField, _ directory: LedgerDirectory) -> FieldReading {
        guard let quantity = QuantityWords(input.text, isNumber: input.isNumber) else {
            return FieldReading(field, "entry.problem.notANumber", ["text": input.text])
        }
        if let exact = quantity.exactText {
            return FieldReading(field, "entry.problem.inexact", ["text": input.text], proposal: exact)
        }
        let hasOwnUnit = !quantity.unit.isEmpty || quantity.hasScale
        let unit = hasOwnUnit ? quantity.unit : input.unit ?? ""
        guard let power = UnitWords.moneyPower(unit) else {
            return FieldReading(field, "entry.problem.noRenminbi", ["text": unit])
        }
        guard let fen = quantity.number.scaled(times: ExactNumber.power(power), places: Self.places) else {
            return FieldReading(field, "entry.problem.numberTooLong", ["text": input.text])
        }
        let value = FieldValue.number(fen.units)
        if fen.isExact { return FieldReading(value) }
        let rounded = ExactNumber.text(fen.units, places: Self.places)
        return FieldReading(
            value, [.warning(field, "entry.problem.rounded", ["text": input.text, "value": rounded])])
    }

    func check(_ value: FieldValue, _ field: LedgerField) -> [FieldProblem] {
        checkBounds(value, field, places: Self.places)
    }

    func screenText(
        _ value: FieldValue, _ field: LedgerField, _ language: Language, _ directory: LedgerDirectory
    ) -> String {
        MoneyText.exact(value.number ?? 0, language)
    }

    func formText(_ value: FieldValue, _ field: LedgerField, _ directory: LedgerDirectory) -> String {
        ExactNumber.text(value.number ?? 0, places: Self.places)
    }

    func cell(
        _ value: FieldValue, _ field: LedgerField, _ language: Language, _ directory: LedgerDirectory
    ) -> FieldCell {
        .number(formText(value, field, directory))
    }
}

/// Amounts of money for people.
package enum MoneyText {
    /// Nothing is rounded: 万元 or 亿元 where two decimals of it say all, yuan otherwise. `1,200万元`, `¥12,000,000`.
    package static func exact(_ fen: Int64, _ language: Language) -> String {
        let yuan = ExactNumber.text(fen, places: 2, atLeast: fen.isMultiple(of: 100) ? 0 : 2, grouped: true)
        switch language {
        case .english: return fen < 0 ? "-\u{A5}" + yuan.dropFirst() : "\u{A5}" + yuan
        case .chinese:
            for (unit, size) in [(UnitWords.hundredMillionYuan, 100_000_000), (UnitWords.tenThousandYuan, 10_000)]
            where fen.magnitude >= UInt64(size) * 100 && fen.isMultiple(of: Int64(size)) {
                return ExactNumber.text(fen / Int64(size), places: 2, grouped: true) + unit
            }
            return yuan + UnitWords.yuan
        }
    }

    /// For figures: two decimals of the unit that fits, rounded half up (away from zero), as `1,234.57万元`.
    package static func rounded(_ fen: Int64, _ language: Language) -> String {
        guard language == .chinese else {
            let yuan = ExactNumber(mantissa: Int128(fen), decimals: 2).scaled(places: 0)?.units ?? 0
            return exact(yuan * 100, language)
        }
        for (unit, power) in [(UnitWords.hundredMillionYuan, 8), (UnitWords.tenThousandYuan, 4)]
        where fen.magnitude >= UInt64(ExactNumber.power(power)) * 100 {
            let shown = ExactNumber(mantissa: Int128(fen), decimals: 2 + power).scaled(places: 2)?.units ?? 0
            return ExactNumber.text(shown, places: 2, grouped: true) + unit
        }
        return exact(fen, language)
    }
}
