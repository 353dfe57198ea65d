// SPDX-License-Identifier: Apache-2.0
import Domain
import Hummingbird
import UseCases

/// Asks before a draft is adopted, with what it holds and what it could become a new version of.
func showAdoption(_ visit: Visit) async throws -> Response {
    let detail = try await visit.useCases.draft(try visit.caller, id: try visit.value("id"))
    if let plan = detail.adoptedAs { return .seeOther(Address.plan.path(plan.text)) }
    guard detail.mayAdopt, detail.draft.state == .open else { throw UseCaseError("draft", .notFound) }
    return try visit.show(
        AdoptionPage(
            id: detail.draft.id.text, revision: detail.draft.revision,
            title: detail.draft.plan.document.title ?? detail.document.fileName,
            pairingLabel: detail.pairing.label(in: visit.language),
            counts: DraftCounts(detail.draft.plan, findings: detail.findings.count),
            hasFindings: !detail.findings.isEmpty, canAdopt: !detail.draft.plan.areas.allSatisfy(\.tasks.isEmpty),
            plans: detail.plans.map { .init($0) }))
}

/// Makes the draft a plan, or a new version of one.
func adoptDraft(_ visit: Visit) async throws -> Response {
    let target: AdoptionTarget
    switch Identifier<Plan>(visit.form["target"]) {
    case let plan?: target = .newVersion(of: plan)
    case nil: target = .newPlan
    }
    let plan = try await visit.useCases.adoptDraft(
        try visit.caller, id: try visit.value("id"), revision: visit.form.integer("revision") ?? -1, as: target)
    return visit.goOn(to: Address.plan.path(plan.text), notice: "adopted")
}
