// SPDX-License-Identifier: Apache-2.0
import Domain
import FormData
import HTTPTypes
import Hummingbird
import UseCases

/// Shows who has handed in for a cycle, in time or late, and what was accepted.
func showCycle(_ visit: Visit) async throws -> Response {
    try visit.show(try await cyclePage(visit, []))
}

/// Moves the days of a cycle that is open.
func moveCycleDays(_ visit: Visit) async throws -> Response {
    let (id, form) = (try visit.value("id"), visit.form)
    do {
        try await visit.useCases.moveCycleDays(
            try visit.caller, cycle: id, revision: form.integer("revision") ?? -1, due: form["due"],
            closes: form["closes"], reason: form["reason"])
        return visit.goOn(to: Address.cycle.path(id), notice: "cycleDaysMoved")
    } catch {
        let (failures, status) = try refusal(of: error)
        return try visit.show(try await cyclePage(visit, failures), status: status)
    }
}

private func daysForm(_ cycle: FilingCycle, _ failures: [ValidationFailure], _ visit: Visit) -> FormModel {
    let writer = FormWriter(
        "days", "cycleDays", visit.phrases, typed: failures.isEmpty ? nil : visit.form, failures: failures)
    return writer.form(
        Address.moveCycleDays.path(cycle.id.text), submit: "cycleDays.submit",
        [
            writer.date("due", cycle.due.description, isRequired: true),
            writer.date("closes", cycle.closes.description, isRequired: true),
            writer.text("reason", isRequired: true, longest: 500),
        ], hidden: [("revision", String(cycle.revision))])
}

private func cyclePage(_ visit: Visit, _ failures: [ValidationFailure]) async throws -> CyclePage {
    let phrases = visit.phrases
    let detail = try await visit.useCases.cycle(try visit.caller, id: try visit.value("id"))
    let (cycle, pairing) = (detail.cycle, detail.pairing)
    let watching = try await visit.watching(Watch(kind: "cycles", id: "all"))
    return CyclePage(
        id: cycle.id.text, label: pairing.label(in: visit.language), period: cycle.period.label(phrases),
        title: detail.form.title[visit.language], due: cycle.due.description, closes: cycle.closes.description,
        shortReason: cycle.shortReason,
        opened: phrases(
            "cycle.openedBy",
            [
                "name": cycle.openedBy.isEmpty ? phrases("actor.system") : cycle.openedBy,
                "time": cycle.openedAt.minuteText,
            ]), isClosed: cycle.closedAt != nil, all: CountView("", detail.all),
        counts: Side.allCases.compactMap { side in
            detail.sides[side].map { CountView(pairing.party(side, in: visit.language), $0) }
        },
        areas: detail.areas.map { CountView($0.area.isEmpty ? phrases("cycle.noArea") : $0.area, $0.count) },
        lights: detail.lights.map {
            .init(area: $0.area.isEmpty ? phrases("cycle.noArea") : $0.area, counts: lightCounts($0.counts, phrases))
        },
        rows: detail.rows.map { CyclePage.Row($0, pairing, phrases) },
        differences: detail.differences.map { DifferenceView($0, pairing, $0.item.title, phrases) },
        burden: detail.burden.text(phrases),
        mayAccept: detail.rows.contains(where: \.mayAccept), mayRemind: detail.mayRemind,
        workbook: Address.cycleAsWorkbook.path(cycle.id.text),
        days: detail.mayMoveDays ? daysForm(cycle, failures, visit) : nil,
        watching: visit.request.method == .get ? watching : nil)
}

extension CyclePage.Row {
    fileprivate init(_ row: CycleDetail.Row, _ pairing: Pairing, _ phrases: Phrases) {
        let filing = row.filing
        self.init(
            id: filing.id.text, unit: filing.unit, party: pairing.party(filing.side, in: phrases.language),
            state: phrases("filing.state." + filing.state.rawValue), stateName: filing.state.rawValue,
            submitted: filing.firstSubmittedAt?.minuteText, isForUnit: filing.isForUnit, isLate: row.isLate,
            returns: filing.returns, reminders: filing.reminders, isSeen: row.isSeen, mayAccept: row.mayAccept)
    }
}

/// Accepts the filings that were ticked.
func acceptFilings(_ visit: Visit) async throws -> Response {
    let id = try visit.value("id")
    let (_, left) = try await visit.useCases.acceptFilings(
        try visit.caller, cycle: id, visit.form.all("filing"))
    return visit.goOn(to: Address.cycle.path(id), notice: left == 0 ? "filingsAccepted" : "filingsLeft")
}

/// Reminds everybody who has not handed in.
func remindFilings(_ visit: Visit) async throws -> Response {
    let id = try visit.value("id")
    let count = try await visit.useCases.remindFilings(try visit.caller, cycle: id)
    let next = visit.form["from"] == "rollup" ? Address.rollUp.path() : Address.cycle.path(id)
    return visit.goOn(to: next, notice: count == 0 ? "remindedAlready" : "reminded")
}

/// Sends the table of a cycle: a sheet for each area, and what is missing or late.
func sendCycle(_ visit: Visit) async throws -> Response {
    .download(
        try await visit.useCases.exportCycle(
            try visit.caller, id: try visit.value("id"), language: visit.language),
        name: visit.phrases("cycle.fileName") + ".xlsx",
        type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
}
