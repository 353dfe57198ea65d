// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import Foundation
import SQLCore
import Storage
import Synchronization
import Testing
import UseCases

@Suite("Backup and restore")
struct BackupTests {
    @Test(
        "It restores into each database, and back into the first, without a difference", arguments: TestEngine.allCases)
    func roundTrip(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            try await office.fill()
            let first = try await office.backUp()
            let contents = try Contents(of: first)
            #expect(contents.tables.contains { $0.name == "plan_task" && $0.rows > 5 })
            #expect(contents.files.count == 3)
            let others: [TestEngine] = TestEngine.hasServer ? [.sqlite, .postgres, .plainPostgres] : [.sqlite]
            for other in others {
                try await Office.restored(first, into: other) { restored in
                    let second = office.folder.appending(path: "\(other).second").path()
                    _ = try await restored.makeBackup(.local, to: second, BackupOptions(program: "test"))
                    #expect(try Contents(of: second) == contents)
                    try await Office.restored(second, into: engine) { back in
                        let third = office.folder.appending(path: "\(other).third").path()
                        _ = try await back.makeBackup(.local, to: third, BackupOptions(program: "test"))
                        #expect(try Contents(of: third) == contents)
                        #expect(try await back.verifyRecord(.local).faults == [])
                    }
                }
            }
        }
    }

    @Test("A restored system goes on where the other stood", arguments: TestEngine.allCases)
    func goesOn(engine: TestEngine) async throws {
        try await Office.open(.sqlite) { office in
            try await office.fill()
            let clerk = try await office.officeOf(office.own, .eastern)
            let before = try await office.useCases.tasks(clerk, TaskQuery()).items
            try await Office.restored(try await office.backUp(), into: engine) { restored in
                let after = try await restored.tasks(clerk, TaskQuery()).items
                #expect(after.map(\.id) == before.map(\.id) && after.map(\.text) == before.map(\.text))
                try await restored.comment(clerk, task: after[0].id.text, text: "More")
                let documents = try await restored.documents(clerk, after: nil, limit: 10)
                let file = try await restored.originalFile(clerk, document: documents.items[0].document.id.text)
                #expect(FileManager.default.fileExists(atPath: file.path))
                // The guards of the schema are there too.
                await #expect(throws: SQLError.self) {
                    try await restored.database.write { try $0.run("DELETE FROM audit_event") }
                }
            }
        }
    }

    @Test("Asked to, a restore ends sessions and tokens, and the record tells how many", arguments: TestEngine.allCases)
    func endsSessions(engine: TestEngine) async throws {
        try await Office.open(.sqlite) { office in
            let clerk = try await office.officeOf(office.own)
            guard case .user(let user) = clerk.who else { return }
            let made = try await office.useCases.createToken(
                .local, NewToken(name: "t", scope: .write, days: 9), for: user.username)
            let path = try await office.backUp()
            let manifest = try BackupFile(path: path).manifest
            try await Office.restored(path, into: engine) { restored in
                func caller() async throws -> Caller? {
                    try await restored.callerOfToken(secret: made.secret, address: nil, requestID: nil)
                }
                #expect(try await caller() != nil)
                try await restored.recordRestore(.local, of: manifest, endingSessions: true)
                #expect(try await caller() == nil)
                let event = try await restored.database.read {
                    try AuditQueries($0).search(AuditSearch(action: "installation.restore"), limit: 1).first?.event
                }
                #expect(event?.after?.contains(#""revokedTokens":"1""#) == true)
                #expect(try await restored.verifyRecord(.local).faults == [])
            }
        }
    }

    @Test("Backups made while others write hold no half of anything", arguments: TestEngine.allCases)
    func whileOthersWrite(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            try await office.fill()
            let clerk = try await office.officeOf(office.own, .eastern)
            let task = try #require(try await office.useCases.tasks(clerk, TaskQuery()).items.first)
            let draft = try await office.upload("yunxiu-langang-revised.txt", by: clerk)
            let corrections = Count()
            try await withThrowingTaskGroup { group in
                group.addTask {
                    for number in 1...60 {
                        _ = try await office.useCases.correctDraft(
                            clerk, id: draft.id.text, revision: number,
                            .retitle(.task(area: 0, task: 0), "Title \(number)"))
                        corrections.value.withLock { $0 = number }
                    }
                }
                group.addTask {
                    for number in 1...60 {
                        try await office.useCases.comment(clerk, task: task.id.text, text: "Comment \(number)")
                    }
                }
                group.addTask {
                    for number in 1...3 {
                        let text = try String(contentsOfFile: Office.sample("songping-puting.txt"), encoding: .utf8)
                        let path = try office.file("\(number).txt", text + "\n\(number)\n")
                        let made = try await office.useCases.uploadDocument(
                            clerk, path: path, fileName: "\(number).txt", pairing: office.own.code)
                        _ = try await office.useCases.adoptDraft(
                            clerk, id: made.id.text, revision: made.revision, as: .newPlan)
                        _ = try await office.useCases.sweepFiles()
                    }
                }
                var count = 0
                repeat {
                    count += 1
                    try await check(try await office.backUp("\(count).backup"), draft.id.text)
                } while corrections.value.withLock({ $0 }) < 60
                try await group.waitForAll()
            }
        }
    }

    /// How far the writers have come.
    private final class Count: Sendable {
        let value = Mutex(0)
    }

    /// What must hold at every moment. Restoring has checked the foreign keys already.
    private func check(_ path: String, _ draft: String) async throws {
        try await Office.restored(path, into: .sqlite) { restored in
            #expect(try await restored.verifyRecord(.local).faults == [])
            try await restored.database.read { connection in
                let id = [SQLValue.text(draft)]
                let revision = try connection.integer("SELECT revision FROM draft WHERE id = ?", id)
                let steps = try connection.integer("SELECT count(*) FROM draft_step WHERE draft_id = ?", id)
                let events = try connection.integer(
                    "SELECT count(*) FROM audit_event WHERE object_id = ? AND action = 'draft.correct'", id)
                #expect(revision == steps + 1 && steps == events)
                let comments = try connection.integer("SELECT count(*) FROM task_comment")
                let said = try connection.integer("SELECT count(*) FROM audit_event WHERE action = 'task.comment'")
                #expect(comments == said)
                let plans = try connection.rows(
                    "SELECT p.title, (SELECT count(*) FROM plan_task t WHERE t.plan_id = p.id) FROM plan p")
                for plan in plans { #expect(try plan.integer(1) >= 9) }
                let adopted = try connection.integer("SELECT count(*) FROM audit_event WHERE action = 'plan.adopt'")
                #expect(plans.count == adopted)
            }
            let manifest = try BackupFile(path: path).manifest
            #expect(manifest.faultyFiles == [])
        }
    }

    @Test("A database of an older schema is restored and then migrated", arguments: TestEngine.allCases)
    func olderSchema(engine: TestEngine) async throws {
        try await engine.withDatabase(isMigrated: false) { database in
            _ = try await Migrator(Array(Migrations.all.prefix(7))).migrate(database, now: 5)
            try await database.write { connection in
                try connection.run("INSERT INTO division (code, name, romanised) VALUES ('990000', 'Ash', 'Ash')")
                for (number, event) in ["a.b", "c.d"].enumerated() {
                    try connection.run(
                        """
                        INSERT INTO audit_event (id, at, actor_kind, actor_name, action, object_kind, object_id)
                        VALUES (?, ?, 'system', 'system', ?, 'a', '-')
                        """,
                        [.text("00000000-0000-7000-8000-00000000000\(number)"), .integer(number), .text(event)])
                }
            }
            let folder = FileManager.default.temporaryDirectory.appending(path: "jiedui-older-\(UUID())")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            try Data(repeating: 1, count: 32).write(to: folder.appending(path: "signing-secret"))
            let bench = Bench(seed: 3)
            let useCases = UseCases(
                database: database,
                surroundings: Surroundings(
                    now: { bench.now() }, random: { (bench.number(), bench.number()) }, dataFolder: folder.path()))
            let path = folder.appending(path: "old.backup").path()
            let made = try await useCases.makeBackup(.local, to: path, BackupOptions(program: "test"))
            #expect(made.schema == 7)
            try await Office.restored(path, into: engine) { restored in
                let applied = try await Migrations.migrator.migrate(restored.database, now: 6)
                #expect(applied.map(\.number) == Array(8...Migrations.all.count))
                try await restored.chainOldRecord()
                let report = try await restored.verifyRecord(.local)
                #expect(report.faults == [] && report.count == 3)
            }
        }
    }

    @Test("The last backup is remembered and recorded", arguments: TestEngine.allCases)
    func memory(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            #expect(try await lastBackup(of: office.useCases.database) == nil)
            let path = try await office.backUp()
            #expect(try await lastBackup(of: office.useCases.database) == BackupFile(path: path).manifest.moment)
            #expect(try await office.history("installation", "-").contains("installation.backUp"))
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
        }
    }
}
