// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import SQLCore
import Storage
import Testing
@testable import UseCases

@Suite("Requests under way when the caller's rights end")
struct RequestUnderWayTests {
    /// What happens between the sign-in and the write.
    enum Loss: String, CaseIterable, CustomTestStringConvertible {
        case disabled, roleEnded, sessionEnded, tokenRevoked
        var testDescription: String { rawValue }
    }

    private func end(_ loss: Loss, of caller: Caller, _ office: Office) async throws {
        let id = try #require(caller.user).id
        let now = office.bench.now()
        try await office.useCases.database.write { connection in
            let accounts = AccountQueries(connection)
            let account = try #require(try accounts.find(id))
            switch loss {
            case .disabled:
                _ = try accounts.update(
                    account.user.with { $0.state = .disabled }, revision: account.revision, at: now)
            case .roleEnded:
                _ = try accounts.update(
                    account.user.with { $0.grants = [.observer(nil)] }, revision: account.revision, at: now)
            case .sessionEnded: try SessionQueries(connection).endAll(of: id)
            case .tokenRevoked: try AccessTokenQueries(connection).revokeAll(of: id, at: now)
            }
        }
    }

    @Test("Nothing is written", arguments: TestEngine.both, Loss.allCases)
    func refused(engine: TestEngine, loss: Loss) async throws {
        try await Office.open(engine) { office in
            var caller = try await office.officeOf(office.own)
            if loss == .tokenRevoked {
                let new = NewToken(name: "n", scope: .write, days: 1)
                let secret = try await office.useCases.createToken(caller, new).secret
                caller = try #require(
                    try await office.useCases.callerOfToken(secret: secret, address: nil, requestID: nil))
            }
            try await end(loss, of: caller, office)
            let before = try await office.rowCounts()
            let cause = try await cause { _ = try await office.upload(by: caller) }
            #expect(cause == (loss == .roleEnded ? .forbidden(reason: "rule.rolesChanged") : .notSignedIn))
            #expect(try await office.rowCounts() == before)
        }
    }

    @Test("A token of somebody who must set up a second factor opens nothing until it is on")
    func enrolFirst() async throws {
        try await Office.open(.sqlite, { $0.secondFactorRoles = [.office] }) { office in
            let holder = try await office.officeOf(office.own)
            let new = NewToken(name: "n", scope: .write, days: 1)
            let secret = try await office.useCases.createToken(holder, new).secret
            func open() async throws -> Caller {
                try #require(try await office.useCases.callerOfToken(secret: secret, address: nil, requestID: nil))
            }
            let barred = try await open()
            #expect(barred.verdict(.readDirectory, on: .installation) == .refused(rule: "rule.enrolFirst"))
            let refusal = UseCaseError.Cause.forbidden(reason: "rule.enrolFirst")
            #expect(try await cause { _ = try await office.upload(by: barred) } == refusal)
            #expect(try await cause { _ = try await office.useCases.createToken(barred, new) } == refusal)
            var user = try #require(holder.user)
            user.mustEnrol = true
            let waiting = Caller(who: .user(user), door: holder.door)
            #expect(try await cause { _ = try await office.useCases.createToken(waiting, new) } == refusal)
            let (id, now) = (user.id, office.bench.now())
            try await office.useCases.database.write {
                try SecondFactorQueries($0).save(
                    SecondFactorRecord(
                        account: id, keyID: "k", sealedSecret: "s", lastStep: 0, createdAt: now, confirmedAt: now))
            }
            #expect(try await open().may(.readDirectory, on: .installation))
        }
    }
}

@Suite("The three duties stay apart and held")
struct HeldDutyTests {
    @Test("No administrator resets a holder of a duty, the command line does", arguments: TestEngine.both)
    func reset(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let system = try await office.caller("system", .systemAdmin)
            let roles: [RoleGrant] = [.securityAdmin, .auditAdmin, .systemAdmin]
            for (number, role) in roles.enumerated() {
                let target = try #require(try await office.caller("holder\(number)", role).user).id.text
                let before = try await office.rowCounts()
                for removing in [false, true] {
                    let refused = try await cause {
                        _ = try await office.useCases.resetPassword(
                            system, user: target, removingSecondFactor: removing)
                    }
                    #expect(refused == .conflict(reason: "user.resetOfDuty"))
                }
                #expect(try await office.rowCounts() == before)
                _ = try await office.useCases.resetPassword(.local, user: target)
            }
        }
    }

    @Test("A holder who was in use is not invited again", arguments: [false, true])
    func invitation(wasUsed: Bool) async throws {
        try await Office.open(.sqlite) { office in
            let system = try await office.caller("system", .systemAdmin)
            let id = try #require(try await office.caller("holder", .securityAdmin).user).id
            let now = office.bench.now()
            try await office.useCases.database.write { connection in
                let account = try #require(try AccountQueries(connection).find(id))
                _ = try AccountQueries(connection).update(
                    account.user.with { $0.state = .invited }, revision: account.revision, at: now)
                guard wasUsed else { return }
                try PasswordHistoryQueries(connection).add("h", of: id, id: id, at: now, keeping: 5)
            }
            let cause = try await cause {
                _ = try await office.useCases.inviteAgain(system, id: id.text, revision: 2)
            }
            #expect(cause == (wasUsed ? .conflict(reason: "user.resetOfDuty") : nil))
        }
    }

    @Test("The last active holder keeps the role", arguments: TestEngine.both)
    func lastRole(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let useCases = office.useCases
            let security = try await office.caller("security", .securityAdmin)
            let id = try #require(try await office.caller("audit", .auditAdmin).user).id.text
            func end() async throws -> UseCaseError.Cause? {
                try await cause { try await useCases.endRole(security, id: id, revision: 1, position: 0) }
            }
            #expect(try await end() == .conflict(reason: "user.lastOfDuty"))
            let moved = try await cause {
                try await useCases.movePerson(
                    security, id: id, revision: 1, position: 0, to: WrittenGrant(role: .national),
                    on: office.bench.now().day.description)
            }
            #expect(moved == .conflict(reason: "user.lastOfDuty"))
            _ = try await office.caller("audit2", .auditAdmin)
            #expect(try await end() == nil)
        }
    }

    @Test("Two administrators who disable each other at once: one stays", arguments: TestEngine.both)
    func race(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let useCases = office.useCases
            for round in 0..<5 {
                let pair = [
                    try await office.caller("a\(round)", .systemAdmin),
                    try await office.caller("b\(round)", .systemAdmin),
                ]
                let ids = try pair.map { try #require($0.user).id }
                let done = try await withThrowingTaskGroup(of: Bool.self) { group in
                    for (caller, target) in zip(pair, ids.reversed()) {
                        group.addTask {
                            do {
                                try await useCases.disablePerson(caller, id: target.text, revision: 1, reason: "left")
                                return true
                            } catch is UseCaseError { return false }
                        }
                    }
                    return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
                }
                #expect(done == 1)
                // The next round begins without a holder.
                try await useCases.database.write { connection in
                    try connection.run("UPDATE account SET state = 'disabled' WHERE username <> ?", [.text("-")])
                }
            }
        }
    }
}
