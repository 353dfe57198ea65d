// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import LedgerEngine
import SQLCore
import Storage

extension UseCases {
    /// What is odd about a row beside others, now that it is written: spans of one person that overlap, a sum above
    /// what it should come to, a stage whose evidence is missing.
    func oddities(of entry: OpenEntry, _ steps: [StageStep], _ desk: LedgerDesk) throws -> [FieldProblem] {
        guard entry.record.state != .removed else { return [] }
        var ceiling = CeilingWatch(desk)
        return try overlaps(of: entry, desk)
            + [
                ceiling.problem(before: entry.values, after: entry.values), lackingEvidence(of: entry, steps, desk),
            ].compactMap { $0 }
    }

    /// All that is odd about a row as it stands, also by itself. Of what is personal nothing is repeated.
    func allOddities(of entry: OpenEntry, _ steps: [StageStep], _ desk: LedgerDesk) throws -> [FieldProblem] {
        guard entry.record.state != .removed else { return [] }
        let own = checkRow(
            values: entry.values, ledger: desk.ledger, codeLists: surroundings.ledgers.codeLists,
            on: surroundings.now().day
        ).filter { problem in
            guard let field = problem.field.flatMap(desk.ledger.field), field.isPersonal else { return true }
            return !entry.record.isAnonymous && problem.arguments.isEmpty
        }
        return try own + oddities(of: entry, steps, desk)
    }

    func lackingEvidence(of entry: OpenEntry, _ steps: [StageStep], _ desk: LedgerDesk) -> FieldProblem? {
        guard let plan = desk.ledger.stages else { return nil }
        return plan.lackingEvidence(
            at: entry.values[plan.field]?.text, steps, hasFiles: !desk.files(entry.values).isEmpty)
    }

    private func overlaps(of entry: OpenEntry, _ desk: LedgerDesk) throws -> [FieldProblem] {
        guard let rule = desk.ledger.overlap, let field = desk.ledger.field(rule.field), field.isFoundByTerm,
            let from = entry.values[rule.from]?.number,
            let term = desk.terms(entry).filter({ $0.field == rule.field }).map(\.term).sorted().first
        else { return [] }
        let to = entry.values[rule.to]?.number ?? .max
        var filter = SlotFilter(books: [entry.record.book])
        filter.terms = [SlotFilter.Term(field: rule.field, term: term)]
        let others = try EntryPageQueries(desk.connection).page(
            filter, EntryOrder(slot: nil, isDescending: true), after: nil, limit: 50)
        let overlaps = others.map(desk.open).filter { other in
            guard other.record.id != entry.record.id, let start = other.values[rule.from]?.number else { return false }
            return start <= to && from <= other.values[rule.to]?.number ?? .max
        }
        return overlaps.prefix(1).map { other in
            FieldProblem(
                field: rule.field, weight: .warning, messageKey: "entry.problem.overlap",
                arguments: ["number": String(other.record.number)])
        }
    }
}
