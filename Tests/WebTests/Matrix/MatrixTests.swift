// SPDX-License-Identifier: Apache-2.0
import API
import Domain
import Foundation
import Testing
import UseCases

@testable import Web

/// Every address and every operation of the API, asked by every role about objects in every relation and by those who
/// are nobody: each answers exactly what its row says, and a refusal leaves the database as it was.
///
/// The rows are dealt to shards, each with a world of its own, so that they run beside each other: every row is asked in
/// exactly one of them.
@Suite("The matrix")
struct MatrixTests {
    private static let shards = 0..<2

    private struct Row {
        let name: String
        let expected: String
        var succeedsElsewhere = false
        let ask: @Sendable (MatrixPlace) -> Ask
    }

    @Test("Every address answers every role, relation and stranger as its row says", arguments: shards)
    func pages(shard: Int) async throws {
        try await MatrixWorld.open { world in
            for (index, address) in Address.allCases.inShard(shard, of: Self.shards.count).enumerated() {
                if index % 30 == 29 { try await world.forgetRefusals() }
                let row = Row(
                    name: address.rawValue, expected: address.expected,
                    succeedsElsewhere: Address.succeedElsewhere.contains(address), ask: { address.ask($0) })
                try await check(row, askers: world.people + world.strangers, world)
            }
        }
    }

    @Test("Every operation of the API answers every role, relation and stranger as its row says", arguments: shards)
    func programs(shard: Int) async throws {
        try await MatrixWorld.open { world in
            for (index, operation) in APIOperation.allCases.inShard(shard, of: Self.shards.count).enumerated() {
                if index % 30 == 29 { try await world.forgetRefusals() }
                let row = Row(
                    name: operation.rawValue, expected: operation.expected,
                    succeedsElsewhere: APIOperation.succeedElsewhere.contains(operation), ask: { operation.ask($0) })
                try await check(row, askers: world.tokens + world.strangeTokens, world)
            }
        }
    }

    @Test("The shards together hold every row once")
    func dealsAll() {
        let dealt = Self.shards.flatMap { Address.allCases.inShard($0, of: Self.shards.count) }
        #expect(dealt.count == Address.allCases.count && Set(dealt) == Set(Address.allCases))
    }

    private func check(_ row: Row, askers: [MatrixVisitor], _ world: MatrixWorld) async throws {
        var found: [String] = []
        var statuses: Set<Int> = []
        for asker in askers {
            var cell = ""
            for place in world.places {
                let label = "\(row.name) by \(asker.name), \(place.relation.letter)"
                let answer = try await world.send(row.ask(place), as: asker)
                cell.append(answer.outcome.rawValue)
                if answer.outcome == .other { statuses.insert(answer.status) }
                if world.database.takeWrites() > 0 {
                    if !answer.outcome.isSuccess { try await checkRefusal(label, world) }
                    try await world.database.putBack()
                }
            }
            found.append(Set(cell).count == 1 ? String(cell.prefix(1)) : cell)
        }
        let line = found.joined(separator: " ")
        #expect(line == row.expected, "\(row.name) \(statuses.sorted())")
        let answersSomebody = row.succeedsElsewhere || line.contains { Outcome(rawValue: $0)?.isSuccess == true }
        #expect(answersSomebody, "\(row.name) answers nobody")
        #expect(try await world.database.contents() == world.before, "\(row.name)")
    }

    /// After a refusal nothing has changed but that the record tells of it: one entry more, and the chain's end.
    private func checkRefusal(_ label: String, _ world: MatrixWorld) async throws {
        let after = try await world.database.contents()
        let changed = Set(after.keys.filter { after[$0] != world.before[$0] })
        #expect(changed.isSubset(of: ["audit_event", "audit_head"]), "\(label): \(changed)")
        // A unit of work that ended without writing: nothing to mend, no rule in the way.
        if changed.isEmpty { return }
        let known = Set((world.before["audit_event"] ?? "").split(separator: "\n"))
        let new = (after["audit_event"] ?? "").split(separator: "\n").filter { !known.contains($0) }
        #expect(new.count == 1 && new.allSatisfy { $0.contains("'refused'") }, "\(label): \(new)")
    }
}

extension [Address] {
    fileprivate func inShard(_ shard: Int, of count: Int) -> [Address] { dealt(self, shard, count) }
}

extension [APIOperation] {
    fileprivate func inShard(_ shard: Int, of count: Int) -> [APIOperation] { dealt(self, shard, count) }
}

private func dealt<Row>(_ rows: [Row], _ shard: Int, _ count: Int) -> [Row] {
    rows.enumerated().filter { $0.offset % count == shard }.map(\.element)
}
