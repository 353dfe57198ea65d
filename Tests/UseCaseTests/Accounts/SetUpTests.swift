// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import SQLCore
import Testing
import UseCases

@Suite("Set-up")
struct SetUpTests {
    private func request(_ office: Office, names: [String] = ["A", "B", "C"]) -> SetUpRequest {
        func person(_ username: String, _ name: String) -> SetUpRequest.Person {
            SetUpRequest.Person(username: username, displayName: name, password: "Correct-horse7")
        }
        return SetUpRequest(
            systemAdmin: person("sys", names[0]), securityAdmin: person("sec", names[1]),
            auditAdmin: person("aud", names[2]), officeUsername: "clerk", officeDisplayName: "Clerk",
            officePairing: office.own.code, officeSide: .eastern)
    }
    private let visitor = Caller(who: .local, address: "127.0.0.1")

    @Test("A token opens set-up once; it makes the administrators and invites a clerk", arguments: TestEngine.both)
    func setUp(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let useCases = office.useCases
            #expect(try await useCases.needsSetUp())
            let first = try #require(try await useCases.issueSetUpToken())
            let token = try #require(try await useCases.issueSetUpToken())
            #expect(try await !useCases.opensSetUp(token: first))
            #expect(try await useCases.opensSetUp(token: token))
            let result = try await useCases.completeSetUp(token: token, request(office), from: visitor)
            #expect(try await !useCases.needsSetUp())
            #expect(try await !useCases.opensSetUp(token: token))
            #expect(try await useCases.issueSetUpToken() == nil)
            #expect(
                try await cause { _ = try await useCases.completeSetUp(token: token, request(office), from: visitor) }
                    == .notFound)
            #expect(
                try await useCases.invitedUser(token: result.invitation).grants == [.office(office.own.id, .eastern)])
            #expect(try await cause { try await signIn(useCases, "clerk") } != nil)
            try await useCases.acceptInvitation(token: result.invitation, password: "Correct-horse7")
            try await signIn(useCases, "clerk")
            try await signIn(useCases, "sys")
            #expect(
                try await cause {
                    try await useCases.acceptInvitation(token: result.invitation, password: "Correct-horse8")
                } == .notFound)
        }
    }

    private func signIn(_ useCases: UseCases, _ username: String) async throws {
        _ = try await useCases.signIn(username: username, password: "Correct-horse7", address: nil, userAgent: nil)
    }

    @Test("Nobody can hold two of the three duties", arguments: [["Same", "B", " same "], ["A", "Same", "Sa me"]])
    func threePeople(names: [String]) async throws {
        try await Office.open(.sqlite) { office in
            let token = try #require(try await office.useCases.issueSetUpToken())
            let cause = try await cause {
                _ = try await office.useCases.completeSetUp(token: token, request(office, names: names), from: visitor)
            }
            #expect(
                cause
                    == .invalid([
                        ValidationFailure(field: "auditAdmin.displayName", message: "setUp.separatePeople")
                    ]))
            #expect(try await office.useCases.needsSetUp())
        }
    }

    @Test("A mistake anywhere leaves nothing behind and the token good", arguments: TestEngine.both)
    func allOrNothing(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let token = try #require(try await office.useCases.issueSetUpToken())
            let before = try await office.rowCounts()
            var unknown = request(office)
            unknown.officePairing = "no-where"
            var weak = request(office)
            weak.auditAdmin.password = "weak"
            var shared = request(office)
            shared.securityAdmin.username = "sys"
            let expected = [
                (unknown, "officePairing"), (weak, "auditAdmin.password"), (shared, "securityAdmin.username"),
            ]
            for (request, field) in expected {
                let cause = try await cause {
                    _ = try await office.useCases.completeSetUp(token: token, request, from: visitor)
                }
                guard case .invalid(let failures)? = cause else {
                    Issue.record("\(field): \(String(describing: cause))")
                    continue
                }
                #expect(failures.contains { $0.field == field })
            }
            #expect(try await office.rowCounts() == before)
            #expect(try await office.useCases.opensSetUp(token: token))
        }
    }

    @Test("An invitation ends after a week")
    func invitationEnds() async throws {
        try await Office.open(.sqlite) { office in
            let token = try #require(try await office.useCases.issueSetUpToken())
            let result = try await office.useCases.completeSetUp(token: token, request(office), from: visitor)
            office.bench.advance(seconds: 8 * 24 * 3600)
            #expect(
                try await cause { _ = try await office.useCases.invitedUser(token: result.invitation) } == .notFound)
        }
    }

    @Test("The command line creates a person who must change the password", arguments: TestEngine.both)
    func createUser(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let useCases = office.useCases
            let grant = try await useCases.resolveGrant(
                .local, WrittenGrant(role: .office, pairing: office.own.code, side: .oldArea))
            #expect(grant == .office(office.own.id, .oldArea))
            let user = NewUser(username: "clerk", displayName: "Clerk", password: "Correct-horse7", grant: grant)
            let id = try await useCases.createUser(.local, user)
            #expect(try await office.history("user", id.text) == ["user.create"])
            #expect(try await !useCases.needsSetUp())
            let secret = try await office.signIn("clerk", "Correct-horse7")
            #expect(try await useCases.session(secret: secret)?.user.mustChangePassword == true)
            let taken = try await cause { _ = try await useCases.createUser(.local, user) }
            #expect(
                taken
                    == .invalid([
                        ValidationFailure(
                            field: "username", message: "user.usernameTaken", arguments: ["username": "clerk"])
                    ]))
            let system = try await office.caller("system", .systemAdmin)
            #expect(
                try await cause { _ = try await useCases.createUser(system, user) }
                    == .forbidden(reason: "rule.otherAdministrator"))
        }
    }

    @Test("A grant that names nothing is refused by field")
    func unknownScope() async throws {
        try await Office.open(.sqlite) { office in
            let cases: [(WrittenGrant, String, String)] = [
                (WrittenGrant(role: .province, province: "430100"), "province", "division.unknown"),
                (WrittenGrant(role: .province, province: "120000"), "province", "division.unknown"),
                (WrittenGrant(role: .office, pairing: "no-where", side: .oldArea), "pairing", "pairing.unknown"),
                (WrittenGrant(role: .unit, side: .oldArea), "pairing", "user.pairingMissing"),
                (WrittenGrant(role: .office, pairing: "", side: .oldArea), "pairing", "user.pairingMissing"),
                (
                    WrittenGrant(role: .unit, pairing: office.own.code, side: .oldArea), "organisation",
                    "user.organisationMissing"
                ),
                (WrittenGrant(role: .office, pairing: office.own.code), "side", "user.sideMissing"),
                (
                    WrittenGrant(role: .unit, pairing: office.own.code, side: .oldArea, organisation: "None"),
                    "organisation", "organisation.unknown"
                ),
                (WrittenGrant(role: .observer, pairing: "no-where"), "pairing", "pairing.unknown"),
            ]
            for (grant, field, message) in cases {
                let cause = try await cause { _ = try await office.useCases.resolveGrant(.local, grant) }
                guard case .invalid(let failures)? = cause else {
                    Issue.record("\(grant) was taken")
                    continue
                }
                #expect(failures.map(\.field) == [field] && failures.map(\.message) == [message])
            }
        }
    }
}
