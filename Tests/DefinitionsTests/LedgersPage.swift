// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain

/// docs/ledgers.md: every register with its fields and figures, as the definitions state them.
struct LedgersPage {
    let book: LedgerBook

    var markdown: String {
        let head = """
            # Registers

            Made from the definitions (`Sources/Definitions/Data/ledgers`) by `make ledgers`; don't edit it by hand. [How to \
            add one](adding/a-ledger.md).

            """
        return head + "\n" + book.ledgers.map(section).joined(separator: "\n")
    }

    private func section(_ ledger: Ledger) -> String {
        let sides = ledger.confirmation == .both ? "confirmed by both cities" : "entered by one side"
        let keys = ledger.uniqueKeys.map { $0.joined(separator: " + ") }.joined(separator: ", else ")
        let clauses = ledger.clauses.isEmpty ? "none" : ledger.clauses.joined(separator: ", ")
        let ends: [Retention.End: String] = [.keep: "", .anonymise: ", then anonymised", .remove: ", then removed"]
        var lines = [
            "## \(ledger.code) \(ledger.title.chinese) · \(ledger.title.english)", "",
            "`\(ledger.key)`, version \(ledger.version): \(ledger.about.english)", "",
            "- One row: \(keys); \(sides); dated by `\(ledger.dateField)`.",
            "- Evidence for clauses of the national work plan: \(clauses).",
            "- Kept \(ledger.retention.years) years\(ends[ledger.retention.end] ?? "").",
        ]
        lines += ledger.traps.map { "- Trap: \($0.english)" }
        if let stages = ledger.stages { lines.append("- Stages: \(flow(stages)).") }
        lines += ["", "| field | 字段 | kind | |", "|---|---|---|---|"]
        lines += ledger.fields.map(row)
        guard !ledger.indicators.isEmpty else { return lines.joined(separator: "\n") + "\n" }
        lines += ["", "| indicator | 指标 | unit | window | how it is counted |", "|---|---|---|---|---|"]
        lines += ledger.indicators.map(row)
        return lines.joined(separator: "\n") + "\n"
    }

    private func flow(_ stages: StagePlan) -> String {
        let alarm = stages.alarmDays.map { "; pointed out after \($0) days without a move" } ?? ""
        return stages.moves.map { "\($0.from) → \($0.to.joined(separator: ", "))" }.joined(separator: "; ") + alarm
    }

    private func row(_ field: LedgerField) -> String {
        var notes: [String] = []
        if field.isRequired { notes.append("required") }
        if field.isPersonal { notes.append("personal") }
        if field.isMany { notes.append("several") }
        switch field.agreement {
        case .exact: notes.append("compared exactly")
        case .within(let points): notes.append("compared within \(points / 100) %")
        case nil: break
        }
        let detail = [field.unit, field.codeList, field.ledger, field.check?.rawValue].compactMap(\.self)
        let kind = ([field.kind.rawValue] + detail).joined(separator: ", ")
        return
            "| `\(field.key)` \(field.title.english) | \(field.title.chinese) | \(kind) | \(notes.joined(separator: ", ")) |"
    }

    private func row(_ indicator: Indicator) -> String {
        let note = indicator.note?.english ?? ""
        return "| \(indicator.key) \(indicator.title.english) | \(indicator.title.chinese) | \(indicator.unit) | "
            + "\(indicator.window.rawValue) | \(note) |"
    }
}
