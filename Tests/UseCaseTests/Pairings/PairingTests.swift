// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import Testing
import UseCases

@Suite("Pairings")
struct PairingTests {
    @Test("Of many who take one code at once, one gets it and the others are told", arguments: TestEngine.both)
    func sameCodeAtOnce(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let pairing = office.child(of: office.own)
            let causes = try await withThrowingTaskGroup(of: UseCaseError.Cause?.self) { group in
                for _ in 0..<4 {
                    group.addTask { try await cause { _ = try await office.useCases.addPairing(.local, pairing) } }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let taken = UseCaseError.Cause.invalid([ValidationFailure(field: "code", message: "pairing.codeTaken")])
            #expect(causes.count { $0 == nil } == 1 && causes.count { $0 == taken } == 3)
        }
    }

    @Test("Everybody reads the directory; what is behind a line only who may see it", arguments: TestEngine.both)
    func directory(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let clerk = try await office.officeOf(office.own)
            let admin = try await office.caller("system", .systemAdmin)
            _ = try await office.adopt(by: clerk)
            let mine = try await office.useCases.pairings(clerk)
            #expect(
                Dictionary(uniqueKeysWithValues: mine.map { ($0.pairing.code, $0.taskCount) })
                    == ["home-away": 9, "ash-birch": nil])
            #expect(mine.allSatisfy { $0.oldAreaProvince.code == $0.pairing.oldArea.division.province })
            #expect(try await office.useCases.pairings(admin).allSatisfy { $0.taskCount == nil })
            let page = try await office.useCases.pairing(clerk, code: office.own.code)
            #expect(
                page.plans.map(\.taskCount) == [9] && page.documents.count == 1 && page.mayUpload && page.mayAddChild)
            let closed = try await office.useCases.pairing(clerk, code: office.foreign.code)
            #expect(closed.plans.isEmpty && closed.documents.isEmpty && !closed.mayUpload && !closed.mayAddChild)
            #expect(try await office.useCases.workablePairings(clerk).map(\.id) == [office.own.id])
            #expect(try await office.useCases.workablePairings(admin).isEmpty)
            #expect(try await cause { _ = try await office.useCases.pairing(clerk, code: "no-where") } == .notFound)
        }
    }

    @Test("An office adds a pairing of schools within its own and works on it", arguments: TestEngine.both)
    func child(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let clerk = try await office.officeOf(office.own)
            let child = try await office.useCases.addPairing(clerk, office.child(of: office.own))
            #expect(child.parent == office.own.id)
            #expect(try await office.useCases.pairing(clerk, code: office.own.code).children == [child])
            _ = try await office.adopt("songping-puting.txt", by: clerk, in: child)
            #expect(try await office.useCases.tasks(clerk, TaskQuery()).items.count == 10)
            #expect(try await office.history("pairing", child.id.text) == ["pairing.add"])
        }
    }

    @Test("A pairing that is not whole is refused by field", arguments: TestEngine.both)
    func refused(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let national = try await office.caller("national", .national)
            let good = office.child(of: office.own)
            let unknown = try #require(DivisionCode("123456"))
            let changes: [(String, (inout NewPairing) -> Void)] = [
                ("code", { $0.code = "Not a code" }), ("code", { $0.code = office.own.code }),
                ("oldArea.name", { $0.oldArea.name = " " }), ("eastern.division", { $0.eastern.division = unknown }),
                ("kind", { $0.kind = .city }),
            ]
            let before = try await office.rowCounts()
            for (field, change) in changes {
                var pairing = good
                change(&pairing)
                let cause = try await cause { _ = try await office.useCases.addPairing(national, pairing) }
                guard case .invalid(let failures)? = cause else {
                    Issue.record("\(field) was taken: \(String(describing: cause))")
                    continue
                }
                #expect(failures.map(\.field) == [field])
            }
            #expect(try await office.rowCounts() == before)
            // A county brings its own code with it, where its province is known.
            var county = good
            county.kind = .county
            county.oldArea.division = try #require(DivisionCode(office.own.oldArea.division.text.prefix(4) + "21"))
            _ = try await office.useCases.addPairing(national, county)
        }
    }

    @Test(
        "A pairing lies within the places of the one above it, whoever adds it",
        arguments: [
            (Side.oldArea, "950100", false), (.oldArea, "930200", false), (.oldArea, "930000", false),
            (.eastern, "930100", false), (.eastern, "950121", false), (.oldArea, "930121", true),
            (.eastern, "940100", true),
        ])
    func staysWithin(side: Side, code: String, isTaken: Bool) async throws {
        try await Office.open(.sqlite) { office in
            let clerk = try await office.officeOf(office.own)
            let division = try #require(DivisionCode(code))
            for caller in [clerk, .local] {
                var pairing = office.child(of: office.own)
                pairing.kind = .county
                if side == .oldArea { pairing.oldArea.division = division } else { pairing.eastern.division = division }
                let before = try await office.rowCounts()
                let refusal = try await cause { _ = try await office.useCases.addPairing(caller, pairing) }
                guard !isTaken else {
                    #expect(refusal == nil)
                    continue
                }
                guard case .invalid(let failures)? = refusal else {
                    Issue.record("\(code) was taken from \(caller.label)")
                    continue
                }
                #expect(failures.map(\.field) == [side.rawValue + ".division"])
                #expect(["pairing.divisionElsewhere", "division.unknown"].contains(failures[0].message))
                #expect(try await office.rowCounts() == before)
            }
        }
    }
}
