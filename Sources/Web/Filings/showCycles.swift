// SPDX-License-Identifier: Apache-2.0
import Domain
import FormData
import HTTPTypes
import Hummingbird
import UseCases

/// Shows the reporting cycles, and what the visitor's own body hands in.
func showCycles(_ visit: Visit) async throws -> Response {
    try visit.show(try await cyclesPage(visit, "", []))
}

/// Opens a cycle.
func openCycle(_ visit: Visit) async throws -> Response {
    let form = visit.form
    do {
        let id = try await visit.useCases.openCycle(
            try visit.caller,
            NewFilingCycle(
                pairing: form["pairing"], form: form["form"], period: form["period"], due: form["due"],
                closes: form["closes"], reason: form["reason"]))
        return visit.goOn(to: Address.cycle.path(id.text), notice: "cycleOpened")
    } catch {
        let (failures, status) = try refusal(of: error)
        return try visit.show(try await cyclesPage(visit, "new", failures), status: status)
    }
}

/// Sets when cycles open by themselves and how bodies are chased.
func keepFilingRule(_ visit: Visit) async throws -> Response {
    let (form, code) = (visit.form, visit.form["pairing"])
    var fields: [String: String] = [:]
    for name in filingRuleFields + ["revision"] { fields[name] = form[name] }
    do {
        try await visit.useCases.keepFilingRule(try visit.caller, pairing: code, fields)
        return visit.goOn(to: Address.cycles.path(), notice: "saved")
    } catch {
        let (failures, status) = try refusal(of: error)
        return try visit.show(try await cyclesPage(visit, code, failures), status: status)
    }
}

private let filingRuleFields = ["opens", "dueAfter", "closesAfter", "remindBefore", "remindEvery", "orderAfter"]

/// `wrong` names the form that failed: `new`, or the code of the pairing whose rule it is.
private func cyclesPage(
    _ visit: Visit, _ wrong: String, _ failures: [ValidationFailure]
) async throws -> CyclesPage {
    let phrases = visit.phrases
    let watching = try await visit.watching(Watch(kind: "cycles", id: "all"))
    let overview = try await visit.useCases.cycles(try visit.caller)
    let today = visit.useCases.surroundings.now().day
    func writer(_ name: String) -> FormWriter {
        FormWriter(
            name, "cycle", phrases, typed: wrong == name ? visit.form : nil, failures: wrong == name ? failures : [])
    }
    return CyclesPage(
        own: overview.cycles.flatMap { listing in
            listing.own.map { CyclesPage.Own($0, listing, today, phrases) }
        },
        cycles: overview.cycles.map { listing in
            CyclesPage.Cycle(
                id: listing.cycle.id.text, label: listing.pairing.label(in: visit.language),
                period: listing.cycle.period.label(phrases), title: listing.title[visit.language],
                due: listing.cycle.due.description, closes: listing.cycle.closes.description,
                isClosed: listing.cycle.closedAt != nil, count: CountView("", listing.count))
        },
        opening: overview.places.isEmpty || overview.forms.isEmpty
            ? nil : opening(overview, writer("new"), today, visit),
        rules: overview.places.map { place in
            .init(
                label: place.pairing.label(in: visit.language),
                form: writer(place.pairing.code).rule(place.rule, place.pairing.code))
        }, failures: .none, watching: visit.request.method == .get ? watching : nil)
}

private func opening(
    _ overview: CycleOverview, _ writer: FormWriter, _ today: CalendarDate, _ visit: Visit
) -> FormModel {
    let calendar = visit.useCases.surroundings.calendar
    let form = overview.forms[0]
    let period = Period(form.length, holding: today)
    // In the first half of a period the one before is asked about.
    let first = period.days?.lowerBound ?? today
    let proposed = today.dayNumber - first.dayNumber < 45 ? period.previous : period
    let due = calendar.day(overview.places[0].rule.dueAfter, workingDaysAfter: today)
    let closes = calendar.day(overview.places[0].rule.closesAfter, workingDaysAfter: today)
    return writer.form(
        Address.openCycle.path(), submit: "cycle.open",
        [
            writer.select(
                "pairing", overview.places[0].pairing.code,
                overview.places.map { ($0.pairing.code, $0.pairing.label(in: visit.language)) }, isRequired: true),
            writer.select(
                "form", form.key, overview.forms.map { ($0.key, $0.title[visit.language]) }, isRequired: true),
            writer.text("period", proposed.description, isRequired: true, longest: 7),
            writer.date("due", due?.description ?? "", isRequired: true),
            writer.date("closes", closes?.description ?? "", isRequired: true), writer.text("reason", longest: 500),
        ])
}

extension FormWriter {
    fileprivate func rule(_ rule: FilingRule, _ code: String) -> FormModel {
        let values = rule.fields
        func number(_ name: String) -> FormModel.Field {
            text(name, values[name] ?? "", type: "number", isRequired: name != "orderAfter", longest: 3)
        }
        return form(
            Address.keepFilingRule.path(), submit: "form.save",
            [check("opens", rule.opens)] + filingRuleFields.dropFirst().map(number),
            hidden: [("pairing", code), ("revision", String(rule.revision))])
    }
}

extension CyclesPage.Own {
    fileprivate init(_ filing: Filing, _ listing: CycleListing, _ today: CalendarDate, _ phrases: Phrases) {
        self.init(
            id: filing.id.text,
            label: listing.cycle.period.label(phrases) + " · " + listing.title[phrases.language], unit: filing.unit,
            state: phrases("filing.state." + filing.state.rawValue), stateName: filing.state.rawValue,
            due: listing.cycle.due.description,
            isLate: filing.state.isWithBody && filing.isLate(due: listing.cycle.due, today: today))
    }
}

extension CountView {
    init(_ label: String, _ count: CycleCount) {
        self.init(
            label: label, expected: count.expected, filed: count.filed, late: count.late, returned: count.returned,
            accepted: count.accepted)
    }
}
