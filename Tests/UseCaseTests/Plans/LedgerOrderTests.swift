// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import SQLCore
import Storage
import Testing
import UseCases

@Suite("The order of the ledger")
struct LedgerOrderTests {
    @Test(
        "Whoever sees some pairings reads them page by page in the order in which all are read",
        arguments: TestEngine.both)
    func pages(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let nation = try await office.caller("nation", .national)
            let near = try await office.useCases.addPairing(
                nation,
                NewPairing(
                    code: "near-birch", kind: .city, oldArea: office.own.oldArea, eastern: office.foreign.eastern,
                    region: nil, term: office.own.term, parent: nil))
            for pairing in [office.own, office.foreign, near] {
                for sample in ["yunxiu-langang.txt", "songping-puting.txt"] {
                    _ = try await office.adopt(sample, by: nation, in: pairing)
                }
            }
            let many = try await others(LedgerQueries.mostMerged, office) + [office.own, near]
            for seen in [[office.own], [office.own, near], [office.foreign, near, office.own], many] {
                let some = try await office.caller(
                    "observer-\(seen.count)-\(seen[0].code)", grants: seen.map { .observer($0.id) })
                let codes = Set(seen.map(\.code))
                for order in [TaskQuery.Order.document, .title, .area] {
                    let all = try await read(nation, order, limit: 500, office).filter {
                        codes.contains($0.pairingCode)
                    }
                    let pages = try await read(some, order, limit: 3, office)
                    #expect(pages.map(\.id) == all.map(\.id), "\(order) \(codes)")
                    #expect(pages.count > 3)
                }
            }
        }
    }

    /// More pairings of the same cities, without plans.
    private func others(_ count: Int, _ office: Office) async throws -> [Pairing] {
        let others = (0..<count).map { number in
            Pairing(
                id: Identifier(at: office.bench.now(), random: (7, UInt64(number))), code: "other-\(number)",
                kind: .city, oldArea: office.own.oldArea, eastern: office.own.eastern, region: nil,
                term: office.own.term, parent: nil)
        }
        try await office.useCases.database.write { connection in
            for other in others { try PairingQueries(connection).insert(other) }
        }
        return others
    }

    private func read(
        _ caller: Caller, _ order: TaskQuery.Order, limit: Int, _ office: Office
    ) async throws -> [TaskListing] {
        var query = TaskQuery()
        (query.order, query.limit) = (order, limit)
        var found: [TaskListing] = []
        repeat {
            let page = try await office.useCases.tasks(caller, query)
            found += page.items
            query.after = page.next
        } while query.after != nil
        return found
    }
}
