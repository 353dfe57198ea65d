// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

/// How values of registers stand in JSON: money in whole fen, days as `2026-03-05`, months as `2026-03`, quantities as
/// decimal texts, yes and no as true and false, all others as texts; several as a list.
extension FieldValue {
    func json(_ kind: FieldKind) -> JSON {
        switch self {
        case .list(let values): .list(values.map { $0.json(kind) })
        case .text(let text): .text(text)
        case .number(let number):
            switch kind {
            case .amount: .text(decimalText(number, shift: 6))
            case .date: .optional(CalendarDate(dayNumber: number)?.description)
            case .month: .text(Period(.month, holding: number).description)
            case .flag: .flag(number != 0)
            default: .whole(Int(number))
            }
        }
    }
}

extension LedgerField {
    /// The value as a person would have typed it, for the engine to read. Throws a problem of the body's `pointer` where
    /// JSON of another kind was sent. Texts are read like what people type, so that `1,200万元` does too; a whole number
    /// of money is fen.
    func typed(_ json: JSON, at pointer: String) throws -> String {
        guard let text = typed(json) else {
            throw Problem(misfits: [Misfit(pointer: pointer, message: "field.entryValue")])
        }
        return text
    }

    private func typed(_ json: JSON) -> String? {
        switch json {
        case .null: ""
        case .text(let text): text
        case .flag(let flag): kind == .flag ? (flag ? "1" : "0") : nil
        case .whole(let whole): kind == .money ? decimalText(Int64(whole), shift: 2) : String(whole)
        case .number(let number): kind == .amount || kind == .count ? String(number) : nil
        case .list(let items): isMany ? joined(items) : nil
        case .object: nil
        }
    }

    private func joined(_ items: [JSON]) -> String? {
        let texts = items.map(typed)
        return texts.contains(nil) ? nil : texts.compactMap { $0 }.joined(separator: "\n")
    }
}
