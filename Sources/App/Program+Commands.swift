// SPDX-License-Identifier: Apache-2.0
import Definitions
import DocumentEngine
import Domain
package import UseCases
import Foundation

extension Program {
    /// Reads a file into a draft of the pairing, or into its plan. Returns one line that says what was made.
    package func importFile(_ path: String, pairing: String, adopt: Bool) async throws -> String {
        let result = try await useCases.importDocument(
            .local, path: path, fileName: URL(fileURLWithPath: path).lastPathComponent, pairing: pairing, adopt: adopt)
        guard let plan = result.plan else { return say("cli.drafted", ["file": path, "id": result.draft.id.text]) }
        return say("cli.adopted", ["file": path, "id": plan.text])
    }

    /// The label of a draft, or of the draft of which a plan's newest version was made, with the document's text.
    package func label(id: String) async throws -> WrittenLabel {
        var draft = id
        do { _ = try await useCases.draft(.local, id: id) } catch let error as UseCaseError
            where error.cause == .notFound
        {
            draft = try await useCases.draft(.local, ofPlan: id).text
        }
        let label = try await useCases.label(.local, draft: draft)
        let detail = try await useCases.draft(.local, id: draft)
        return WrittenLabel(name: label.name, json: label.json, text: hidingPersons(detail.source.text))
    }

    /// The ledger in a format of files, or as a table for the terminal.
    package func exportTasks(_ query: TaskQuery, format: TaskFormat) async throws -> [UInt8] {
        guard format == .table else {
            return try await useCases.exportTasks(.local, query, format: format, language: language)
        }
        var (query, tasks) = (query, [TaskListing]())
        query.limit = 500
        repeat {
            let page = try await useCases.tasks(.local, query)
            tasks += page.items
            query.after = page.next
        } while query.after != nil
        let headings = ["pairing", "clause", "task", "area", "units"].map { say("cli.tasks." + $0) }
        return [UInt8](printTaskTable(tasks, headings: headings).utf8)
    }

    /// Creates a person. Returns the new identity.
    package func createUser(
        _ username: String, displayName: String?, password: String, _ written: WrittenGrant
    ) async throws -> String {
        let grant = try await useCases.resolveGrant(.local, written)
        let user = NewUser(
            username: username, displayName: displayName ?? username, password: password, grant: grant)
        return try await useCases.createUser(.local, user).text
    }

    /// Fills in the invented data. Returns a line for each person: log-in name, password, role.
    package func fillDemo() async throws -> [String] {
        try await useCases.fillDemo(.local).map { "\($0.username)\t\($0.password)\t\($0.role.rawValue)" }
    }

    /// Fills the registers of the invented pairings, `scale` times the usual number of rows. Returns a line for each
    /// register with its rows, and one with their sum and the time it took.
    package func fillDemoRegisters(
        scale: Int, seed: UInt64, progress: @escaping @Sendable (DemoProgress) -> Void
    ) async throws -> [String] {
        let clock = ContinuousClock()
        let began = clock.now
        let done = try await useCases.fillDemoRegisters(
            .local, percent: scale * 100, seed: seed, progress: progress)
        let time = began.duration(to: clock.now) / .seconds(1)
        let lines = useCases.surroundings.ledgers.ledgers.map { ledger in
            "\(done.rows[ledger.key] ?? 0)\t\(ledger.key)\t\(ledger.title[language])"
        }
        let sum = say(
            "cli.demoRows",
            [
                "rows": String(done.total), "pairings": String(done.pairings),
                "seconds": String((time * 10).rounded() / 10),
                "rate": String(Int(Double(done.total) / max(time, 0.001))),
            ])
        return lines + [sum]
    }

    package func removeDemo() async throws { try await useCases.removeDemo(.local) }
}
