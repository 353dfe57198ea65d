// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain

extension RegisterFigure {
    /// What was handed in, or what it comes to now.
    package var shown: (amount: Int64?, before: Int64?) { kept.map { ($0.amount, $0.before) } ?? (amount, before) }

    /// `12 人 (of the unit's rows) 2026Q2: 10 人`, as a workbook shows it.
    func text(_ messages: MessageCatalogue, _ language: Language) -> String {
        let before = figureWithUnit(shown.before, indicator, ledger, language)
        return [
            figureWithUnit(shown.amount, indicator, ledger, language),
            messages.text("filing.extent." + extent.rawValue, language),
            messages.text("filing.figureBefore", language, ["figure": before]),
        ].joined(separator: "\n")
    }
}
