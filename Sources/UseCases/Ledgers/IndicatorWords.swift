// SPDX-License-Identifier: Apache-2.0
package import Definitions
package import Domain
import LedgerEngine

/// How an indicator is counted, in the words of one language: made of its definition, so that the dictionary can't say
/// anything else than what is computed.
package struct IndicatorWords: Sendable {
    private let ledger: Ledger
    private let codeLists: [String: CodeList]
    private let messages: MessageCatalogue
    private let language: Language

    package init(_ ledger: Ledger, codeLists: [String: CodeList], messages: MessageCatalogue, language: Language) {
        (self.ledger, self.codeLists, self.messages, self.language) = (ledger, codeLists, messages, language)
    }

    /// What is counted, of which rows, on which day; one sentence each.
    package func sentences(_ indicator: Indicator) -> [String] {
        var sentences = [measure(indicator)]
        if let selection = indicator.formula.selection {
            sentences += selection.conditions.map(condition)
            sentences.append(dating(selection.dating))
            if let field = selection.breakdown { sentences.append(say("breakdown", ["field": title(field)])) }
        }
        sentences.append(say("window." + indicator.window.rawValue))
        return sentences
    }

    private func measure(_ indicator: Indicator) -> String {
        switch indicator.formula {
        case .count: say("count")
        case .sum(let field, _): say("sum", ["field": title(field)])
        case .distinct(let fields, _):
            say("distinct", ["field": fields.map(title).joined(separator: say("with"))])
        case .ratio(let of, let by): say("ratio", ["of": name(of), "by": name(by)])
        }
    }

    private func condition(_ condition: Indicator.Condition) -> String {
        let field = title(condition.field)
        return switch condition.test {
        case .oneOf(let values):
            say(
                "oneOf",
                ["field": field, "values": values.map { word($0, of: condition.field) }.joined(separator: say("or"))])
        case .monthsInARow(let count): say("months", ["field": field, "count": String(count)])
        case .atLeast(let least): say("atLeast", ["field": field, "least": number(least, of: condition.field)])
        case .inCity(let side): say("inCity." + side.rawValue, ["field": field])
        case .outsideProvince(let side): say("outsideProvince." + side.rawValue, ["field": field])
        }
    }

    private func dating(_ dating: Indicator.Dating) -> String {
        switch dating {
        case .ledgerDate: say("date", ["field": title(ledger.dateField)])
        case .field(let field): say("date", ["field": title(field)])
        case .stage(let stage): say("stage", ["stage": word(.text(stage), of: ledger.stages?.field ?? "")])
        case .run(let field, let months): say("run", ["field": title(field), "count": String(months)])
        case .span(let from, nil): say("spanOpen", ["from": title(from)])
        case .span(let from, let to?): say("span", ["from": title(from), "to": title(to)])
        }
    }

    private func title(_ field: String) -> String { ledger.field(field)?.title[language] ?? field }

    private func name(_ indicator: String) -> String {
        ledger.indicators.first { $0.key == indicator }.map { $0.title[language] } ?? indicator
    }

    /// A value of a condition: of a choice its title, of a flag yes or no.
    private func word(_ value: FieldValue, of field: String) -> String {
        switch value {
        case .text(let code):
            ledger.field(field)?.codeList.flatMap { codeLists[$0]?.value(code)?.title[language] } ?? code
        case .number(let number):
            ledger.field(field)?.kind == .flag ? say(number == 1 ? "yes" : "no") : String(number)
        case .list(let values): values.map { word($0, of: field) }.joined(separator: say("or"))
        }
    }

    /// A bound in the unit that people write: money in yuan, amounts in their unit.
    private func number(_ value: Int64, of field: String) -> String {
        switch ledger.field(field)?.kind {
        case .money: decimalText(value, shift: 2)
        case .amount: decimalText(value, shift: 6)
        default: String(value)
        }
    }

    private func say(_ key: String, _ arguments: [String: String] = [:]) -> String {
        messages.text("indicator.words." + key, language, arguments)
    }
}

/// A whole number of `10^-shift` as a decimal in its shortest form.
package func decimalText(_ value: Int64, shift: Int) -> String {
    let digits = String(value.magnitude)
    let padded = String(repeating: "0", count: max(0, shift + 1 - digits.count)) + digits
    var fraction = padded.suffix(shift)
    while fraction.last == "0" { fraction.removeLast() }
    return (value < 0 ? "-" : "") + padded.dropLast(shift) + (fraction.isEmpty ? "" : "." + fraction)
}
