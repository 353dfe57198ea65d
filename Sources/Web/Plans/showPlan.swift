// SPDX-License-Identifier: Apache-2.0
import Domain
import Hummingbird
import UseCases

/// Shows an adopted plan.
func showPlan(_ visit: Visit) async throws -> Response {
    let detail = try await visit.useCases.plan(try visit.caller, id: try visit.value("id"))
    return try visit.show(PlanPage(detail, visit.phrases))
}

extension PlanPage {
    init(_ detail: PlanDetail, _ phrases: Phrases, failures: Failures = .none) {
        let versions = detail.versions.sorted { $0.number > $1.number }
        self.init(
            id: detail.plan.id.text, title: detail.plan.title, documentNumber: detail.plan.documentNumber,
            period: detail.plan.period?.text, version: detail.plan.version, pairing: detail.pairing.code,
            pairingLabel: detail.pairing.label(in: phrases.language),
            taskCount: detail.areas.reduce(0) { $0 + $1.tasks.count },
            areas: detail.areas.enumerated().map { Area($1, number: $0 + 1, phrases) },
            safeguards: detail.safeguards.map { .init(ordinal: $0.ordinal, title: $0.title, text: $0.text) },
            versions: versions.map { version in
                Version(
                    number: version.number, adoptedAt: version.adoptedAt.minuteText, adoptedBy: version.adoptedBy,
                    document: version.document.text, draft: version.draft.text,
                    previous: version.number > 1 ? version.number - 1 : nil)
            },
            compares: versions.count < 2
                ? []
                : versions.map {
                    .init(
                        number: $0.number, isOld: $0.number == detail.plan.version - 1,
                        isNew: $0.number == detail.plan.version)
                }, publication: Publication(detail.publishing, of: detail.plan, phrases), failures: failures,
            access: detail.mayExplain ? Address.access.path("plan", detail.plan.id.text) : nil,
            history: HistoryView(detail.history, phrases), watching: Watching(detail.history))
    }
}

extension PlanPage.Area {
    fileprivate init(_ area: PlanArea, number: Int, _ phrases: Phrases) {
        self.init(
            anchor: "area-" + String(number), ordinal: area.ordinal, title: area.title,
            nationalArea: area.nationalArea.map { phrases("nationalArea." + String($0)) },
            tasks: area.tasks.map {
                .init(
                    id: $0.id.text, path: $0.path, title: $0.title, text: $0.text, units: $0.responsibilities.count)
            })
    }
}
