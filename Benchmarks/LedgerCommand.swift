// SPDX-License-Identifier: Apache-2.0
import App
import ArgumentParser
import Domain
import SQLCore
import Storage
import UseCases

struct LedgerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger", abstract: "Fills a database with plans of sixteen tasks until it holds so many tasks.")
    @Option var database: String
    @Option var data: String
    @Option var tasks = 50_000

    func run() async throws {
        let settings = try await readSettings(flags: ["database": database, "data": data], environment: [:], file: nil)
        let program = try await Program.open(settings)
        let make = program.useCases.surroundings
        let pairings = try await program.database.read { try PairingQueries($0).all() }
        for number in 0..<(tasks / 16) {
            let pairing = pairings[number % pairings.count]
            try await program.database.write { connection in
                try InventedPlan(number: number, pairing: pairing, now: make.now(), random: make.random)
                    .insert(into: connection)
            }
        }
        await program.close()
    }
}

/// A plan of sixteen tasks in five areas, in invented words, as large as real ones are.
private struct InventedPlan {
    let number: Int
    let pairing: Pairing
    let now: Instant
    let random: @Sendable () -> (UInt64, UInt64)

    func insert(into connection: any SQLConnection) throws {
        let document = Document(
            id: id(), fileName: "\(number).txt", format: .text, size: 1, hash: hash, pairing: pairing.id,
            title: "Plan \(number)", documentNumber: nil, uploadedAt: now, uploadedBy: nil)
        try DocumentQueries(connection).insert(document, SourceText(text: "-", format: .text))
        let draft = DraftRecord(
            id: id(), document: document.id, pairing: pairing.id, state: .adopted, revision: 1, plan: "{}", findings: 0,
            changedAt: now, changedBy: "bench")
        try DraftQueries(connection).insert(draft)
        let plan = Plan(
            id: id(), pairing: pairing.id, title: "Plan \(number)", documentNumber: nil, period: nil, version: 1)
        try PlanQueries(connection).insert(plan)
        try PlanQueries(connection).insert(
            PlanVersion(
                plan: plan.id, number: 1, document: document.id, draft: draft.id, adoptedAt: now, adoptedBy: "bench"))
        let tasks = (0..<16).map { task($0, of: plan.id) }
        try TaskQueries(connection).insert(tasks)
        for task in tasks {
            try TaskQueries(connection).replaceResponsibilities(of: task.id, by: responsibilities(task.position))
        }
    }

    /// As long as a real one, and another for each plan.
    private var hash: String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 64 - digits.count) + digits
    }

    private func task(_ position: Int, of plan: Identifier<Plan>) -> TaskRecord {
        let area = position * 5 / 16 + 1
        return TaskRecord(
            id: id(), plan: plan, pairing: pairing.id, version: 1, position: position,
            path: "2.\(area).\(position + 1)",
            area: "Area \(area)", areaOrdinal: "2.\(area)", nationalArea: area, group: nil,
            title: "Task \(position + 1) of plan \(number)",
            text: String(repeating: "Both sides build, share and support what the clause names. ", count: 6),
            source: DraftSource(range: TextRange(from: 0, to: 1)))
    }

    private func responsibilities(_ position: Int) -> [Responsibility] {
        (0..<5).flatMap { unit in
            Side.allCases.map { side in
                Responsibility(
                    side: side, unit: "Bureau \((position + unit) % 30)", organisation: nil, scope: nil, role: nil,
                    isUncertain: false)
            }
        }
    }

    private func id<Subject>() -> Identifier<Subject> { Identifier(at: now, random: random()) }
}
