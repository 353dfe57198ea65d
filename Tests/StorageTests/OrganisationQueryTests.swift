// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import SQLCore
import Storage
import Testing

@Suite("Queries of organisations")
struct OrganisationQueryTests {
    @Test("A body comes back with its aliases, days and successor", arguments: TestEngine.allCases)
    func roundTrip(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            try await Samples.seed(database)
            let heir = try Samples.organisation(2, "Planning Bureau")
            var old = try Samples.organisation(1, "Plan Office", aliases: ["PO", "The Office"], successor: heir.id)
            old.validFrom = CalendarDate(iso: "2001-02-03")
            old.validTo = CalendarDate(iso: "2019-12-31")
            old.isConfirmed = false
            let former = old
            try await database.write { connection throws in
                try OrganisationQueries(connection).insert(heir)
                try OrganisationQueries(connection).insert(former)
            }
            try await database.read { connection throws in
                let queries = OrganisationQueries(connection)
                #expect(try queries.find(former.id) == former)
                #expect(try queries.find([heir.id, former.id]).map(\.name) == ["Plan Office", "Planning Bureau"])
            }
        }
    }

    @Test("A spelling is looked up in its own place, names before aliases", arguments: TestEngine.allCases)
    func matching(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            try await Samples.seed(database)
            let bodies = [
                try Samples.organisation(1, "Old Bureau", aliases: ["Bureau"]), try Samples.organisation(2, "Bureau"),
                try Samples.organisation(3, "Bureau", division: "980200"),
                try Samples.organisation(4, "National Bank", division: nil, aliases: ["Bank"]),
            ]
            try await database.write { connection throws in
                for body in bodies { try OrganisationQueries(connection).insert(body) }
            }
            let (here, there) = (try Samples.code("990100"), try Samples.code("980200"))
            try await database.read { connection throws in
                let queries = OrganisationQueries(connection)
                #expect(try queries.matching("Bureau", in: here).map(\.id) == [bodies[1].id, bodies[0].id])
                #expect(try queries.matching("Bureau", in: there) == [bodies[2]])
                #expect(try queries.matching("Bank", in: nil) == [bodies[3]])
                #expect(try queries.matching("Bank", in: here).isEmpty)
                #expect(try queries.all(in: [there, here]).map(\.id) == [bodies[2].id, bodies[1].id, bodies[0].id])
            }
        }
    }

    @Test("A change replaces the aliases, and nothing is changed that is not there", arguments: TestEngine.allCases)
    func updates(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            try await Samples.seed(database)
            let before = try Samples.organisation(1, "Bureau", aliases: ["a", "b"])
            var after = before
            (after.name, after.aliases, after.kind) = ("New Bureau", ["b", "c"], .park)
            let (changed, stranger) = (after, try Samples.organisation(7, "Nobody"))
            let results = try await database.write { connection throws in
                let queries = OrganisationQueries(connection)
                try queries.insert(before)
                return [try queries.update(changed), try queries.update(stranger)]
            }
            #expect(results == [true, false])
            #expect(try await database.read { try OrganisationQueries($0).find(before.id) } == changed)
        }
    }

    @Test("A place has one body of a name, and so have those of no place", arguments: TestEngine.allCases)
    func unique(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            try await Samples.seed(database)
            for division in ["990100", nil] {
                let (first, second) = (
                    try Samples.organisation(division == nil ? 1 : 2, "Bureau", division: division),
                    try Samples.organisation(division == nil ? 3 : 4, "Bureau", division: division)
                )
                try await database.write { try OrganisationQueries($0).insert(first) }
                let refused = await cause { try await database.write { try OrganisationQueries($0).insert(second) } }
                #expect(refused?.isUniqueViolation == true)
            }
        }
    }
}
