// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import Hummingbird
import UseCases

/// Shows all registers, and what waits for the visitor in them.
func showLedgers(_ visit: Visit) async throws -> Response {
    let caller = try visit.caller
    let ledgers = try await visit.useCases.ledgers(caller)
    let code = visit.query.optional("pairing")
    let detail = try await ledgers.first.asyncMap { try await visit.useCases.ledger(caller, key: $0.ledger.key) }
    let pairing = detail?.pairings.first { $0.pairing.code == code }?.pairing
    let waiting = WaitingReader(visit: visit, caller: caller, entering: detail?.entering ?? [], pairing: pairing?.code)
    return try visit.show(
        LedgersPage(
            lines: ledgers.map { LedgersPage.Line($0, pairing?.code, visit.phrases) },
            waiting: try await waiting.all(ledgers.map(\.ledger)), pairing: pairing?.code,
            pairingLabel: pairing?.label(in: visit.language)))
}

extension Optional {
    fileprivate func asyncMap<Result>(_ body: (Wrapped) async throws -> Result) async throws -> Result? {
        guard let value = self else { return nil }
        return try await body(value)
    }
}

extension LedgersPage.Line {
    fileprivate init(_ listing: LedgerListing, _ pairing: String?, _ phrases: Phrases) {
        let ledger = listing.ledger
        self.init(
            key: ledger.key, path: Address.ledger.path(ledger.key) + (pairing.map { "?pairing=" + $0 } ?? ""),
            code: ledger.code, title: ledger.title[phrases.language], about: ledger.about[phrases.language],
            isShared: ledger.confirmation == .both, count: pairing == nil ? String(listing.entries) : nil,
            indicators: ledger.indicators.map { Indicator(key: $0.key, title: $0.title[phrases.language]) })
    }
}

/// Reads what waits for a visitor: rows to confirm, differences, stages that stand still.
private struct WaitingReader {
    let visit: Visit
    let caller: Caller
    let entering: [(pairing: String, side: Side)]
    let pairing: String?
    /// So many of each sort are shown.
    private static let most = 10

    private var phrases: Phrases { visit.phrases }

    func all(_ ledgers: [Ledger]) async throws -> [LedgersPage.Waiting] {
        let found = [
            ("ledgers.toConfirm", try await toConfirm(ledgers)), ("ledgers.differences", try await differences()),
            ("ledgers.stalled", try await stalled(ledgers)),
        ]
        return found.filter { !$0.1.isEmpty }.map { key, lines in
            LedgersPage.Waiting(title: phrases(key), text: phrases(key + ".text"), lines: lines)
        }
    }

    /// Rows that the other side entered.
    private func toConfirm(_ ledgers: [Ledger]) async throws -> [LedgersPage.Waiting.Line] {
        guard !entering.isEmpty else { return [] }
        var lines: [LedgersPage.Waiting.Line] = []
        for ledger in ledgers where ledger.confirmation == .both && lines.count < Self.most {
            var query = EntryQuery(ledger: ledger.key)
            (query.states, query.pairing, query.limit, query.language) = ([.entered], pairing, 50, visit.language)
            let rows = try await visit.useCases.listEntries(caller, query).items.filter { row in
                entering.contains { $0.pairing == row.pairingCode && $0.side == row.side.other }
                    && !entering.contains { $0.pairing == row.pairingCode && $0.side == row.side }
            }
            lines += rows.map { line($0, ledger, $0.texts[ledger.dateField] ?? "") }
        }
        return Array(lines.prefix(Self.most))
    }

    private func differences() async throws -> [LedgersPage.Waiting.Line] {
        let found = try await visit.useCases.openDifferences(
            caller, pairing: pairing, limit: Self.most, language: visit.language)
        return found.items.compactMap { open in
            guard let ledger = visit.useCases.surroundings.ledgers[open.entry.ledger] else { return nil }
            let field = ledger.field(open.difference.field)?.title[visit.language] ?? open.difference.field
            return line(
                open.entry, ledger,
                field + phrases("grid.colon") + open.texts.oldArea + " / " + open.texts.eastern, "#differences")
        }
    }

    private func stalled(_ ledgers: [Ledger]) async throws -> [LedgersPage.Waiting.Line] {
        var lines: [LedgersPage.Waiting.Line] = []
        for ledger in ledgers where ledger.stages?.alarmDays != nil {
            let rows = try await visit.useCases.stalledEntries(
                caller, ledger: ledger.key, pairing: pairing, limit: Self.most, language: visit.language
            ).items.map(\.entry)
            let field = ledger.stages?.field ?? ""
            lines += rows.map { line($0, ledger, $0.texts[field] ?? "", "#stages") }
        }
        return Array(lines.prefix(Self.most))
    }

    private func line(_ row: EntryListing, _ ledger: Ledger, _ note: String, _ anchor: String = "")
        -> LedgersPage.Waiting.Line
    {
        .init(
            path: Address.entry.path(row.id.text) + anchor, name: row.name(ledger),
            note: [ledger.title[visit.language], note].filter { !$0.isEmpty }.joined(separator: " · "))
    }
}
