// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore
import Storage

/// What an import made: the draft, and the plan where it was adopted at once.
package struct ImportResult: Sendable {
    package let draft: Draft
    package let plan: Identifier<Plan>?
}

extension UseCases {
    /// Uploads a file and, if asked, adopts it at once: as a new version of the pairing's plan of the same title, else
    /// as a new plan. A file that is a plan of the pairing already is not adopted twice.
    ///
    /// Throws conflict where somebody has begun to correct the draft: it is adopted there.
    package func importDocument(
        _ caller: Caller, path: String, fileName: String, pairing: String, adopt: Bool
    ) async throws -> ImportResult {
        if adopt, let known = try await adoptedAlready(caller, path: path, pairing: pairing) { return known }
        let draft = try await uploadDocument(caller, path: path, fileName: fileName, pairing: pairing)
        guard adopt else { return ImportResult(draft: draft, plan: nil) }
        // What somebody has begun to correct is theirs to adopt.
        guard draft.revision == 1 else { throw UseCaseError("draft", .conflict(reason: "import.corrected")) }
        let detail = try await self.draft(caller, id: draft.id.text)
        let namesake = detail.plans.first { $0.plan.title == draft.plan.document.title }
        let plan = try await adoptDraft(
            caller, id: draft.id.text, revision: draft.revision,
            as: namesake.map { .newVersion(of: $0.plan.id) } ?? .newPlan)
        return ImportResult(draft: try await self.draft(caller, id: draft.id.text).draft, plan: plan)
    }

    private func adoptedAlready(_ caller: Caller, path: String, pairing: String) async throws -> ImportResult? {
        let files = files
        guard let digest = try? await withoutBlocking(turn: 0, { try files.digest(of: path) }) else { return nil }
        let version = try await database.read { connection -> PlanVersion? in
            guard let pairing = try PairingQueries(connection).find(code: pairing),
                caller.may(.readPlan, on: try ruleObject(pairing.id, connection, "pairing")),
                let document = try DocumentQueries(connection).find(hash: digest.hash, in: pairing.id)
            else { return nil }
            return try PlanQueries(connection).versions(of: document.id).first
        }
        guard let version else { return nil }
        return ImportResult(
            draft: try await draft(caller, id: version.draft.text).draft, plan: version.plan)
    }
}
