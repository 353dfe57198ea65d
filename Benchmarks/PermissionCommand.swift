// SPDX-License-Identifier: Apache-2.0
import App
import ArgumentParser
import Domain
import SQLCore
import Storage
import UseCases

struct PermissionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "permission",
        abstract:
            "Times a page of the ledger with permission against the same queries without, and one that hides 90 %.")
    @Option var database: String
    @Option var data: String
    @Option(help: "How often each is asked; the middle of all times counts.") var rounds = 300

    /// What is measured, asked in turn so that other work on the machine meets all alike.
    private struct Question {
        let name: String
        let ask: () async throws -> Void
        var times: [Double] = []
        var middle: Double { times.sorted()[times.count / 2] }
    }

    func run() async throws {
        let settings = try await readSettings(flags: ["database": database, "data": data], environment: [:], file: nil)
        let program = try await Program.open(settings)
        let engine = program.database.dialect.engine
        for order in [TaskQuery.Order.document, .title, .area] {
            var query = TaskQuery()
            (query.order, query.limit) = (order, 50)
            let first = query
            query.after = try await program.useCases.tasks(.local, first).next
            for (page, query) in [("first page", first), ("second page", query)] {
                try await measure("\(engine), by \(order), \(page)", query, program)
            }
        }
        await program.close()
    }

    private func measure(_ name: String, _ query: TaskQuery, _ program: Program) async throws {
        let pairings = try await program.database.read { try PairingQueries($0).all() }
        let few = Array(pairings.prefix(max(1, pairings.count / 10)))
        let ledgerOrder: LedgerFilter.Order =
            switch query.order {
            case .document: .document
            case .title: .title
            case .area: .area
            }
        var after: LedgerPosition?
        if query.after != nil {
            let page = try await program.database.read {
                try LedgerQueries($0).page(LedgerFilter(visible: .all), ledgerOrder, after: nil, limit: 50)
            }
            after = page.last.map { LedgerPosition(of: $0, in: ledgerOrder) }
        }
        let from = after
        let (nation, some) = (caller([.national]), caller(few.map { .observer($0.id) }))
        var narrow = query
        if query.after != nil {
            var first = query
            first.after = nil
            narrow.after = try await program.useCases.tasks(some, first).next
        }
        let narrowed = narrow
        var questions = [
            Question(name: "without permission") {
                try await program.database.read { connection in
                    _ = try PairingQueries(connection).all()
                    let tasks = try LedgerQueries(connection).page(
                        LedgerFilter(visible: .all), ledgerOrder, after: from, limit: 51)
                    _ = try TaskQueries(connection).responsibilities(of: tasks.prefix(50).map(\.id))
                }
            },
            Question(name: "nothing hidden") { _ = try await program.useCases.tasks(nation, query) },
            Question(name: "90 % hidden") { _ = try await program.useCases.tasks(some, narrowed) },
        ]
        for round in 0..<(rounds + 20) {
            for place in questions.indices {
                let start = ContinuousClock.now
                try await questions[place].ask()
                if round >= 20 { questions[place].times.append((ContinuousClock.now - start).seconds * 1000) }
            }
        }
        let bare = questions[0].middle
        for question in questions {
            let more = (question.middle / bare - 1) * 100
            report("\(name), \(question.name)", question.middle, "ms (\(Int(more.rounded())) % more)")
        }
    }

    private func caller(_ grants: [RoleGrant]) -> Caller {
        Caller(
            who: .user(
                User(
                    id: Identifier(at: Instant(milliseconds: 1), random: (1, 1)), username: "bench",
                    displayName: "Bench", grants: grants, state: .active, mustChangePassword: false,
                    language: .english)))
    }
}
