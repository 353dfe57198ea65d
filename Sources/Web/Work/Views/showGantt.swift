// SPDX-License-Identifier: Apache-2.0
import Domain
import Hummingbird
import UseCases

/// Shows a yearly list as bars over its year.
func showGantt(_ visit: Visit) async throws -> Response {
    let phrases = visit.phrases
    let detail = try await visit.useCases.yearPlan(try visit.caller, id: try visit.value("id"))
    let id = detail.plan.id.text
    return try visit.show(
        GanttPage(
            id: id, pairing: detail.pairing.code, pairingLabel: detail.pairing.label(in: visit.language),
            title: phrases("work.titleOf", ["year": String(detail.plan.year)]), isDraft: detail.isDraft,
            views: ListViews(of: id, open: .gantt, phrases),
            lights: lightCounts(LightCounts(detail.items.map(\.light)), phrases),
            chart: renderGantt(detail, today: visit.useCases.surroundings.now().day, phrases).string,
            isEmpty: detail.items.isEmpty, watching: Watching(detail.history)))
}
