// SPDX-License-Identifier: Apache-2.0
import Domain
import Hummingbird
import UseCases

/// Shows one pairing held against a reference: the clauses left out, the tasks that go beyond, the tasks per clause.
func showPairingCrosswalk(_ visit: Visit) async throws -> Response {
    let crosswalk = try await visit.useCases.crosswalk(
        try visit.caller, pairing: try visit.value("code"), reference: visit.query.optional("reference"))
    return try visit.show(PairingCrosswalkPage(crosswalk, visit.phrases))
}

/// Shows one clause with the tasks of every pairing that carry it out.
func showClause(_ visit: Visit) async throws -> Response {
    let clause = try await visit.useCases.crosswalk(
        try visit.caller, reference: try visit.value("id"), clause: try visit.clauseNumber())
    return try visit.show(ClausePage(clause, visit.phrases))
}

/// Shows a clause and the tasks of one pairing side by side.
func showCrosswalkCell(_ visit: Visit) async throws -> Response {
    let cell = try await visit.useCases.crosswalkCell(
        try visit.caller, reference: try visit.value("id"), clause: try visit.clauseNumber(),
        pairing: try visit.value("code"))
    return try visit.show(CrosswalkCellPage(cell, visit.phrases))
}

/// Shows a reference plan with its clauses and its dates.
func showReferencePlan(_ visit: Visit) async throws -> Response {
    let detail = try await visit.useCases.reference(try visit.caller, id: try visit.value("id"))
    let id = detail.listing.reference.id.text
    return try visit.show(
        ReferencePlanPage(
            reference: ReferenceLine(detail.listing, visit.phrases), crosswalk: crosswalkPath(of: detail.listing),
            clauses: detail.clauses.map { ClauseLine($0, of: id) },
            predecessor: detail.predecessor.map { ReferenceLine($0, visit.phrases) },
            successor: detail.successor.map { ReferenceLine($0, visit.phrases) },
            draft: detail.mayReadDraft ? Address.draft.path(detail.listing.reference.draft.text) : nil))
}

extension Visit {
    fileprivate func clauseNumber() throws -> Int {
        guard let number = Int(try value("number")) else { throw UseCaseError("clause", .notFound) }
        return number
    }
}

extension PairingCrosswalkPage {
    fileprivate init(_ crosswalk: PairingCrosswalk, _ phrases: Phrases) {
        let (id, code) = (crosswalk.reference.reference.id.text, crosswalk.pairing.code)
        self.init(
            pairing: code, pairingLabel: crosswalk.pairing.label(in: phrases.language),
            crosswalk: crosswalkPath(of: crosswalk.reference), reference: ReferenceLine(crosswalk.reference, phrases),
            references: crosswalk.references.map { Choice($0, chosen: id, phrases) }, tasks: crosswalk.taskCount,
            covered: crosswalk.clauses.count - crosswalk.leftOut.count, leftOutCount: crosswalk.leftOut.count,
            beyondCount: crosswalk.beyond.count, leftOut: crosswalk.leftOut.map { ClauseLine($0.clause, of: id) },
            beyond: crosswalk.beyond.map { ClauseTaskLine($0, nil) },
            clauses: crosswalk.clauses.map { clause in
                Clause(
                    line: ClauseLine(clause.clause, of: id),
                    tasks: clause.tasks.map { ClauseTaskLine($0, (id, clause.clause.number, code)) })
            })
    }
}

extension ClausePage {
    fileprivate init(_ crosswalk: ClauseCrosswalk, _ phrases: Phrases) {
        let id = crosswalk.reference.reference.id.text
        self.init(
            crosswalk: crosswalkPath(of: crosswalk.reference), reference: ReferenceLine(crosswalk.reference, phrases),
            clause: ClauseLine(crosswalk.clause, of: id),
            previous: crosswalk.previous.map { Address.clause.path(id, String($0)) },
            next: crosswalk.next.map { Address.clause.path(id, String($0)) },
            rows: crosswalk.rows.map { row in
                Row(
                    path: crosswalkPath(of: row.pairing, crosswalk.reference),
                    label: row.pairing.label(in: phrases.language),
                    tasks: row.tasks.map { ClauseTaskLine($0, (id, crosswalk.clause.number, row.pairing.code)) },
                    leavesOut: row.tasks.isEmpty)
            }, carrying: crosswalk.rows.count { !$0.tasks.isEmpty })
    }
}

extension CrosswalkCellPage {
    fileprivate init(_ cell: CrosswalkCell, _ phrases: Phrases) {
        let (id, code) = (cell.reference.reference.id.text, cell.pairing.code)
        self.init(
            crosswalk: crosswalkPath(of: cell.reference), reference: ReferenceLine(cell.reference, phrases),
            clause: ClauseLine(cell.clause, of: id), pairing: crosswalkPath(of: cell.pairing, cell.reference),
            pairingLabel: cell.pairing.label(in: phrases.language),
            previous: cell.previous.map { Address.crosswalkCell.path(id, String($0), code) },
            next: cell.next.map { Address.crosswalkCell.path(id, String($0), code) },
            comparisons: cell.comparisons.map { comparison in
                Comparison(
                    task: ClauseTaskLine(comparison.task, (id, cell.clause.number, code)),
                    clause: marked(comparison.clause), title: marked(comparison.title), text: marked(comparison.text))
            })
    }
}

/// The runs with what both texts share in the element that HTML has for it.
private func marked(_ runs: [CrosswalkCell.Run]) -> String {
    var html = HTML()
    for run in runs {
        if run.isShared { html.markup("<mark>") }
        html.text(run.text)
        if run.isShared { html.markup("</mark>") }
    }
    return html.string
}
