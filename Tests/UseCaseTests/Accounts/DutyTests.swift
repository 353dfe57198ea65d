// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import EngineTesting
import SQLCore
import Storage
import Testing

@testable import UseCases

@Suite("Duties and rules")
struct DutyTests {
    static let pairing = Identifier<Pairing>(at: Instant(milliseconds: 1), random: (1, 1))

    @Test(
        "No account holds two duties, or a duty beside anything else",
        arguments: [
            ([RoleGrant.systemAdmin, .securityAdmin], "grant.twoDuties"),
            ([.auditAdmin, .national, .systemAdmin], "grant.twoDuties"),
            ([.auditAdmin, .pairingAdmin(pairing)], "grant.dutyAndPairing"),
            ([.national, .securityAdmin], "grant.dutyAndBusiness"),
            ([.national, .national], "grant.twice"),
        ])
    func refuses(grants: [RoleGrant], message: String) async throws {
        let cause = try await cause { try checkDuties(grants) }
        #expect(cause == .invalid([ValidationFailure(field: "role", message: message)]))
        #expect(throws: Never.self) { try checkDuties([grants[0]]) }
        #expect(throws: Never.self) { try checkDuties([.pairingAdmin(Self.pairing), .office(Self.pairing, .eastern)]) }
    }

    @Test(
        "Wherever an account is written, invited or active, two duties are refused and nothing is left",
        arguments: TestEngine.both)
    func atEveryDoor(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let useCases = office.useCases
            for state in [UserState.invited, .active, .disabled] {
                let before = try await office.rowCounts()
                let cause = try await cause {
                    try await useCases.write { connection in
                        var user = useCases.newUser("two-duties", "Two", .systemAdmin, state)
                        user.grants.append(.auditAdmin)
                        try useCases.insert(user, hash: nil, connection, .local)
                    }
                }
                #expect(cause == .invalid([ValidationFailure(field: "role", message: "grant.twoDuties")]))
                #expect(try await office.rowCounts() == before)
            }
        }
    }

    @Test("The database refuses two duties too, whoever writes them", arguments: TestEngine.both)
    func inTheDatabase(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            await #expect(throws: SQLError.self) { try await office.caller("two", .systemAdmin, .securityAdmin) }
            _ = try await office.caller("one", .securityAdmin)
            _ = try await office.caller("many", .national, .observer(nil))
        }
    }

    @Test("Every rule has its sentence in every language", arguments: Language.allCases)
    func sentences(language: Language) throws {
        let keys = try MessageCatalogue().keys(language)
        for key in RuleTable.rules.map(\.name) + RuleTable.refusals { #expect(keys.contains(key), "\(key)") }
    }

    @Test("No line of the table says what another says already")
    func linesAreDistinct() {
        var seen: Set<String> = []
        for rule in RuleTable.rules {
            for action in rule.actions {
                for subject in rule.subjects {
                    for relation in rule.relations {
                        #expect(seen.insert("\(action) \(subject) \(relation)").inserted, "\(rule.name) \(action)")
                    }
                }
            }
        }
    }
}
