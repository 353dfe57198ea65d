// SPDX-License-Identifier: Apache-2.0
import Domain
import FormData
import HTTPTypes
import Hummingbird
import UseCases

/// Shows the yearly lists that the visitor may see, and the form that begins one.
func showYearPlans(_ visit: Visit) async throws -> Response {
    try visit.show(try await yearPlansPage(visit, typed: nil, failures: []))
}

/// Begins a yearly list.
func startYearPlan(_ visit: Visit) async throws -> Response {
    let form = visit.form
    do {
        let id = try await visit.useCases.startYearPlan(
            try visit.caller,
            YearPlanStart(
                pairing: form["pairing"], year: form.integer("year") ?? 0, takesTasks: form.holds("tasks"),
                takesUnfinished: form.holds("unfinished"), takesSafeguards: form.holds("safeguards")))
        return visit.goOn(to: Address.yearPlan.path(id.text), notice: "yearPlanStarted")
    } catch {
        let (failures, status) = try refusal(of: error)
        return try visit.show(try await yearPlansPage(visit, typed: form, failures: failures), status: status)
    }
}

private func yearPlansPage(
    _ visit: Visit, typed: FormFields?, failures: [ValidationFailure]
) async throws -> YearPlansPage {
    let (caller, phrases) = (try visit.caller, visit.phrases)
    let watching = try await visit.watching(Watch(kind: "yearPlans", id: "all"))
    let lists = try await visit.useCases.yearPlans(caller)
    let mine = try await visit.useCases.plannedPairings(caller)
    let writer = FormWriter("new", "yearPlan", phrases, typed: typed, failures: failures)
    let next = (lists.map(\.plan.year).max() ?? Int(visit.useCases.surroundings.now().dayText.prefix(4)) ?? 2026)
    return YearPlansPage(
        lists: lists.map { listing in
            YearPlansPage.List(
                id: listing.plan.id.text, label: listing.pairing.label(in: visit.language), year: listing.plan.year,
                isDraft: listing.isDraft, isOpenAgain: !listing.isDraft && !listing.plan.isAgreed,
                items: listing.items, lights: lightCounts(listing.lights, phrases))
        },
        start: mine.isEmpty
            ? nil
            : writer.form(
                Address.startYearPlan.path(), submit: "yearPlan.begin",
                [
                    writer.select(
                        "pairing", mine[0].code, mine.map { ($0.code, $0.label(in: visit.language)) },
                        isRequired: true),
                    writer.text("year", String(next), type: "number", isRequired: true, longest: 4),
                    writer.check("tasks", true), writer.check("unfinished", true), writer.check("safeguards", true),
                ]), watching: visit.request.method == .get ? watching : nil)
}

/// How many items have which light, the most urgent first.
func lightCounts(_ lights: LightCounts, _ phrases: Phrases) -> [YearPlansPage.Count] {
    lights.inOrder.map { .init(light: LightView($0.light, phrases), count: $0.count) }
}
