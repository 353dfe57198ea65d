// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import Foundation
import SQLCore
import Testing
import UseCases

@Suite("Demonstration")
struct DemoTests {
    @Test(
        "It fills an installation, everybody can sign in, and it goes without a trace", arguments: TestEngine.both)
    func fillAndRemove(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let useCases = office.useCases
            let before = try await fingerprint(useCases.database)
            let users = try await useCases.fillDemo(.local)
            #expect(Set(users.map(\.role)) == Set(Role.allCases))
            for user in users {
                let secret = try await office.signIn(user.username, user.password)
                let session = try #require(try await useCases.session(secret: secret))
                let tasks = try await useCases.taskCount(Caller(who: .user(session.user)), TaskQuery())
                let isBusiness = !user.role.isAdministrator && user.role != .pairingAdmin
                #expect((tasks > 0) == isBusiness, "\(user.username)")
            }
            #expect(
                try await cause { _ = try await useCases.fillDemo(.local) } == .conflict(reason: "demo.present"))
            try await useCases.removeDemo(.local)
            #expect(try await fingerprint(useCases.database) == before)
            #expect(try files(office.folder) == [])
            #expect(try await cause { try await useCases.removeDemo(.local) } == .conflict(reason: "demo.absent"))
            _ = try await useCases.fillDemo(.local)
        }
    }

    @Test(
        "What people made meanwhile stays, but for what they made inside the demonstration",
        arguments: TestEngine.both)
    func leavesTheRest(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let useCases = office.useCases
            _ = try await useCases.fillDemo(.local)
            let national = try await office.caller("national", .national)
            let demo = try #require(try await useCases.pairings(national).first { $0.pairing.code == "yunxiu-langang" })
            _ = try await office.adopt("songping-puting.txt", by: national, in: demo.pairing)
            let kept = try await office.adopt(by: national, in: office.foreign)
            let plan = try await useCases.plan(national, id: kept.text)
            try await useCases.removeDemo(.local)
            let after = try await useCases.plan(national, id: kept.text)
            #expect(
                after.areas.flatMap(\.tasks).map(\.responsibilities)
                    == plan.areas.flatMap(\.tasks).map(\.responsibilities))
            #expect(try await useCases.taskCount(national, TaskQuery()) == 9)
            let document = try #require(after.versions.first).document.text
            _ = try await useCases.originalFile(national, document: document)
        }
    }

    @Test("It is never filled in beside accounts or plans of others", arguments: TestEngine.both)
    func onlyWhereEmpty(engine: TestEngine) async throws {
        let refusal = UseCaseError.Cause.conflict(reason: "demo.notEmpty")
        try await Office.open(engine) { office in
            _ = try await office.caller("national", .national)
            #expect(try await cause { _ = try await office.useCases.fillDemo(.local) } == refusal)
        }
        try await Office.open(engine) { office in
            _ = try await office.adopt(by: .local)
            #expect(try await cause { _ = try await office.useCases.fillDemo(.local) } == refusal)
        }
    }

    @Test("Only the command line fills it in")
    func onlyLocal() async throws {
        try await Office.open(.sqlite) { office in
            let national = try await office.caller("national", .national)
            #expect(
                try await cause { _ = try await office.useCases.fillDemo(national) }
                    == .forbidden(reason: "rule.machineOnly"))
        }
    }

    /// How many rows each table has, but for the record, which keeps everything, and the settings.
    private func fingerprint(_ database: any SQLDatabase) async throws -> [String: Int] {
        let tables = [
            "division", "pairing", "organisation", "organisation_alias", "account", "account_grant", "session",
            "document", "document_text", "draft", "draft_step", "plan", "plan_version", "plan_area", "plan_safeguard",
            "plan_task", "plan_task_wording", "plan_measure", "plan_responsibility", "plan_task_term", "task_comment",
            "crosswalk_reference", "crosswalk_clause", "crosswalk_link", "crosswalk_correction",
        ]
        return try await database.read { connection in
            var counts: [String: Int] = [:]
            for table in tables where table != "division" {
                counts[table] = try connection.integer("SELECT count(*) FROM \(table)")
            }
            return counts
        }
    }

    private func files(_ folder: URL) throws -> [String] {
        let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.isRegularFileKey])
        return try (all?.allObjects as? [URL] ?? []).filter {
            try $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true
        }.map(\.lastPathComponent).filter { $0 != "files.lock" }
    }
}
