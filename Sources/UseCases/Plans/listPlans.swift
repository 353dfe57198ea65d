// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension UseCases {
    /// The plans that the caller may see, of one pairing where its code is given, those adopted last first.
    ///
    /// `after` is the `next` of the page before; one that isn't is invalid.
    package func plans(
        _ caller: Caller, pairing: String?, after: String?, limit: Int
    ) async throws -> Page<PlanListing> {
        let limit = pageLength(limit)
        let position = try after.map { text in
            let place = try PageMark(text, list: "plans", secret: surroundings.signingSecret).place
            guard let id = Identifier<Plan>(place.id) else { throw PageMark.unreadable }
            return PlanPosition(adoptedAt: place.at, id: id)
        }
        return try await database.read { connection in
            let directory = try PairingDirectory(connection)
            var visible = caller.pairings(for: .readPlan) { directory.scopes }
            if let pairing {
                let known = directory.pairings.filter { $0.code == pairing && visible.contains($0.id) }
                visible = .some(known.map(\.id))
            }
            let records = try PlanQueries(connection).page(visible: visible, after: position, limit: limit + 1)
            let shown = records.prefix(limit)
            let next = records.count > limit ? shown.last.map(mark) : nil
            return Page(
                items: shown.map { record in
                    PlanListing(
                        plan: record.plan, pairingCode: directory[record.plan.pairing]?.code ?? "",
                        taskCount: record.taskCount, adoptedAt: record.adoptedAt, adoptedBy: record.adoptedBy)
                }, next: next)
        }
    }

    private func mark(_ record: PlanRecord) -> String {
        PageMark(list: "plans", at: record.adoptedAt, id: record.plan.id.text).text(secret: surroundings.signingSecret)
    }
}
