// SPDX-License-Identifier: Apache-2.0
import Domain
import Hummingbird
import UseCases

/// Shows what an office has published of a plan.
func showPublishedPlan(_ visit: Visit) async throws -> Response {
    let plan = try await visit.useCases.publishedPlan(try visit.caller, id: try visit.value("id"))
    return try visit.show(PublishedPlanPage(plan, visit.phrases))
}

extension PublishedPlanPage {
    init(_ plan: PublishedPlan, _ phrases: Phrases) {
        let listing = plan.listing
        self.init(
            id: listing.id.text, title: listing.title, documentNumber: listing.documentNumber,
            period: listing.period?.text, pairing: listing.pairing.code,
            pairingLabel: listing.pairing.label(in: phrases.language),
            publishedOn: listing.publishedAt.dayText, taskCount: listing.taskCount,
            areas: plan.areas.enumerated().map { place, area in
                Area(
                    anchor: "area-" + String(place + 1), ordinal: area.ordinal, title: area.title,
                    tasks: area.tasks.map {
                        Task(
                            anchor: Self.anchor(of: $0.id), path: $0.path, title: $0.title, text: $0.text,
                            units: $0.units)
                    })
            }, safeguards: plan.safeguards.map { Safeguard(ordinal: $0.ordinal, title: $0.title, text: $0.text) },
            plan: listing.mayReadPlan ? Address.plan.path(listing.id.text) : nil)
    }

    /// The place of a task on the page.
    static func anchor(of task: Identifier<PlanTask>) -> String { "task-" + task.text }
}
