// SPDX-License-Identifier: Apache-2.0
import Domain
import Hummingbird
import UseCases

/// Publishes the version of a plan that the form names.
func publishPlan(_ visit: Visit) async throws -> Response {
    let (caller, id) = (try visit.caller, try visit.value("id"))
    do {
        try await visit.useCases.publishPlan(
            caller, id: id, version: visit.form.integer("version") ?? -1, isConfirmed: visit.form["confirm"] == "yes")
    } catch {
        let failures = try failures(of: error, visit.phrases)
        let detail = try await visit.useCases.plan(caller, id: id)
        return try visit.show(
            PlanPage(detail, visit.phrases, failures: failures), status: .unprocessableContent)
    }
    return visit.goOn(to: Address.plan.path(id) + "#publication", notice: "published")
}

/// Takes back what is published of a plan.
func withdrawPlan(_ visit: Visit) async throws -> Response {
    let id = try visit.value("id")
    try await visit.useCases.withdrawPlan(try visit.caller, id: id)
    return visit.goOn(to: Address.plan.path(id) + "#publication", notice: "withdrawn")
}

extension PlanPage.Publication {
    init(_ publishing: PlanPublishing, of plan: Plan, _ phrases: Phrases) {
        let published = publishing.publication
        self.init(
            newest: plan.version, version: published?.version, publishedAt: published?.publishedAt.minuteText,
            publishedBy: published?.publishedBy, isOld: published.map { $0.version < plan.version } ?? false,
            mark: phrases("publicity." + publishing.publicity.rawValue),
            mayPublish: publishing.mayPublish && published?.version != plan.version
                && publishing.publicity != .closed,
            needsConfirmation: publishing.publicity != .open,
            mayWithdraw: publishing.mayPublish && published != nil)
    }
}
