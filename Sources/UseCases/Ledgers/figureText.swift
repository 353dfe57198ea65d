// SPDX-License-Identifier: Apache-2.0
package import Domain
import LedgerEngine

/// A figure for the screen, without its unit but for money, which is printed in the unit that fits.
package func figureText(_ amount: Int64?, _ indicator: Indicator, _ ledger: Ledger, _ language: Language) -> String {
    guard let amount else { return "–" }
    switch indicator.formula {
    case .ratio: return decimalText(amount, shift: 2) + "%"
    case .sum(let field, _):
        switch ledger.field(field)?.kind {
        case .money: return MoneyText.rounded(amount, language)
        case .amount: return decimalText(amount, shift: 6)
        default: return String(amount)
        }
    case .count, .distinct: return String(amount)
    }
}

/// The same with its unit where the figure doesn't bring it along.
package func figureWithUnit(
    _ amount: Int64?, _ indicator: Indicator, _ ledger: Ledger, _ language: Language
) -> String {
    let text = figureText(amount, indicator, ledger, language)
    switch indicator.formula {
    case .ratio: return text
    case .sum(let field, _) where ledger.field(field)?.kind == .money: return text
    case .count, .distinct, .sum: return amount == nil ? text : text + " " + indicator.unit
    }
}
