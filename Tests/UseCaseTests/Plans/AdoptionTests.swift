// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import SQLCore
import Storage
import Testing
import UseCases

@Suite("Adopting a draft")
struct AdoptionTests {
    @Test("A draft becomes a plan with tasks, units on both sides and their bodies", arguments: TestEngine.both)
    func newPlan(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let clerk = try await office.officeOf(office.own)
            let draft = try await office.upload(by: clerk)
            let id = try await office.useCases.adoptDraft(clerk, id: draft.id.text, revision: 1, as: .newPlan)
            let detail = try await office.useCases.plan(clerk, id: id.text)
            #expect(detail.areas.map(\.title) == draft.plan.areas.map(\.title))
            #expect(detail.areas.flatMap { $0.tasks.map(\.text) } == draft.plan.areas.flatMap { $0.tasks.map(\.text) })
            #expect(detail.safeguards.map(\.title) == draft.plan.safeguards.map(\.title))
            #expect(detail.versions.map(\.number) == [1] && detail.plan.version == 1)
            let duties = try #require(detail.areas.first?.tasks.first).responsibilities
            let expanded = draft.plan.areas[0].tasks[0].responsible.expanded
            #expect(duties.map(\.unit) == expanded.map(\.unit))
            #expect(Set(duties.map(\.side)) == [.oldArea, .eastern])
            for duty in duties where duty.scope == nil {
                let body = try #require(duty.organisation)
                let side = try #require(duty.side)
                let found = try await office.useCases.database.read { try OrganisationQueries($0).find(body) }
                #expect(found?.division == office.own.party(side).division)
                #expect(found?.isConfirmed == false)
                #expect(found.map { $0.name == duty.unit || $0.aliases.contains(duty.unit) } == true)
            }
            let closed = try await office.useCases.draft(clerk, id: draft.id.text)
            #expect(closed.draft.state == .adopted && !closed.mayCorrect)
            #expect(try await office.history("plan", id.text) == ["plan.adopt"])
            let task = try #require(detail.areas.first?.tasks.first)
            #expect(try await office.history("task", task.id.text) == ["task.create"])
        }
    }

    @Test("A body that two tasks name, or an alias means, is one body")
    func bodies() async throws {
        try await Office.open(.sqlite) { office in
            let clerk = try await office.officeOf(office.own)
            _ = try await office.adopt(by: clerk)
            let before = try await office.rowCounts()["organisation"]
            _ = try await office.adopt("yunxiu-langang-revised.txt", by: clerk)
            #expect(try await office.rowCounts()["organisation"] == before)
        }
    }

    @Test(
        "In a new version tasks keep their identity; what changed is told task by task", arguments: TestEngine.both)
    func newVersion(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let useCases = office.useCases
            let clerk = try await office.officeOf(office.own)
            let id = try await office.adopt(by: clerk)
            let first = try await useCases.plan(clerk, id: id.text).areas.flatMap(\.tasks)
            try await useCases.comment(clerk, task: first[1].id.text, text: "Noted")
            let same = try await office.adopt("yunxiu-langang-revised.txt", by: clerk, as: .newVersion(of: id))
            #expect(same == id)
            let second = try await useCases.plan(clerk, id: id.text).areas.flatMap(\.tasks)
            let compared = try await useCases.comparePlanVersions(clerk, plan: id.text, from: 1, to: 2)
            let changes = Dictionary(grouping: compared, by: \.change).mapValues(\.count)
            #expect(changes == [.unchanged: 7, .reworded: 1, .new: 1, .dropped: 1])
            let reworded = try #require(compared.first { $0.change == .reworded })
            #expect(reworded.task == first[1].id)
            #expect(reworded.words.contains { $0.kind == .removed } && reworded.words.contains { $0.kind == .added })
            #expect(
                reworded.words.filter { $0.kind != .removed }.map(\.text).joined()
                    .hasPrefix([second[1].title ?? "", second[1].text].joined(separator: "\n") + "\n"))
            #expect(second[0].id == first[0].id && second[0].version == 1 && second[1].version == 2)
            let task = try await useCases.task(clerk, id: first[1].id.text)
            #expect(task.comments.count == 1 && task.wordings.map(\.version) == [2, 1])
            #expect(task.wordings.map(\.change) == [.reworded, .new])
            #expect(
                try await office.history("task", first[1].id.text) == ["task.create", "task.comment", "task.reword"])
            let dropped = try #require(compared.first { $0.change == .dropped })
            let gone = try await useCases.task(clerk, id: try #require(dropped.task).text)
            #expect(gone.wordings.map(\.change) == [.dropped, .new])
            #expect(try await useCases.tasks(clerk, TaskQuery()).items.count == 9)
            #expect(try await useCases.taskCount(clerk, TaskQuery()) == 9)
        }
    }

    @Test(
        "Of a task that is split the part with most of the text keeps the identity, of merged ones the one that gave most",
        arguments: TestEngine.both)
    func splitsAndMerges(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let useCases = office.useCases
            let clerk = try await office.officeOf(office.own)
            func adopt(_ tasks: String, as target: AdoptionTarget) async throws -> Identifier<Plan> {
                let text = "云岫市与澜港市对口合作实施方案\n\n一、总体要求\n坚持优势互补。\n\n二、重点任务\n（一）深化合作\n"
                let path = try office.file("plan-\(office.bench.number()).txt", text + tasks)
                let draft = try await useCases.uploadDocument(
                    clerk, path: path, fileName: "plan.txt", pairing: office.own.code)
                return try await useCases.adoptDraft(
                    clerk, id: draft.id.text, revision: draft.revision, as: target)
            }
            let (short, long) = ("共建红色研学基地。", "选派骨干教师支教，共享优质课程资源，开展职业院校联合办学。")
            let (port, loan) = ("推动铁水联运。", "设立合作基金，引导金融机构支持园区企业，完善利益分享机制。")
            let first = "1. 研学和教育。\(short)\(long)\n2. 物流。\(port)\n3. 金融。\(loan)\n"
            let plan = try await adopt(first, as: .newPlan)
            let before = try await useCases.plan(clerk, id: plan.text).areas.flatMap(\.tasks)
            try await useCases.comment(clerk, task: before[0].id.text, text: "Stays with the text")
            let second = "1. 研学。\(short)\n2. 教育。\(long)\n3. 物流和金融。\(port)\(loan)\n"
            _ = try await adopt(second, as: .newVersion(of: plan))
            let after = try await useCases.plan(clerk, id: plan.text).areas.flatMap(\.tasks)
            #expect(after.map(\.id).dropFirst() == [before[0].id, before[2].id])
            let kept = try await useCases.task(clerk, id: before[0].id.text)
            #expect(kept.comments.count == 1 && kept.task.title == "教育")
            #expect(kept.descents.map(\.task) == [after[0].id] && kept.descents.map(\.isOrigin) == [false])
            let part = try await useCases.task(clerk, id: after[0].id.text)
            #expect(part.descents.map(\.task) == [before[0].id] && part.descents.map(\.change) == [.split])
            let gone = try await useCases.task(clerk, id: before[1].id.text)
            #expect(gone.descents.map(\.task) == [before[2].id] && gone.descents.map(\.share) == [100])
            let compared = try await useCases.comparePlanVersions(clerk, plan: plan.text, from: 1, to: 2)
            #expect(compared.map(\.change) == [.split, .merged])
            #expect(compared.map { $0.old.map(\.task) } == [[before[0].id], [before[1].id, before[2].id]])
            #expect(compared.map { $0.new.map(\.task) } == [[after[0].id, after[1].id], [after[2].id]])
            #expect(try await office.history("task", before[0].id.text).last == "task.split")
            #expect(try await office.history("task", before[2].id.text).last == "task.merge")
            // A third version that changes nothing is compared with the first along the lines of descent.
            _ = try await adopt(second + "\n", as: .newVersion(of: plan))
            let across = try await useCases.comparePlanVersions(clerk, plan: plan.text, from: 1, to: 3)
            #expect(across.map(\.change) == [.split, .merged])
        }
    }

    @Test(
        "A version that only gives a task to other units is a rewording, told with both", arguments: TestEngine.both
    )
    func newUnits(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let useCases = office.useCases
            let clerk = try await office.officeOf(office.own)
            let id = try await office.adopt(by: clerk)
            let task = try #require(try await useCases.plan(clerk, id: id.text).areas.first?.tasks.first)
            let draft = try await office.upload(by: clerk)
            let changed = try await useCases.correctDraft(
                clerk, id: draft.id.text, revision: 1, .setUnits(.task(area: 0, task: 0), ""))
            _ = try await useCases.adoptDraft(
                clerk, id: draft.id.text, revision: changed.revision, as: .newVersion(of: id))
            let compared = try await useCases.comparePlanVersions(clerk, plan: id.text, from: 1, to: 2)
            #expect(compared.filter { $0.change != .unchanged }.map(\.task) == [task.id])
            let row = try #require(compared.first { $0.change == .reworded })
            #expect(row.words.contains { $0.kind == .removed } && !row.words.contains { $0.kind == .added })
            let detail = try await useCases.task(clerk, id: task.id.text)
            #expect(detail.wordings.map { $0.units?.isEmpty } == [true, false])
            #expect(detail.task.version == 2)
            let told = try #require(detail.history.events.first { $0.action == "task.reword" })
            #expect(told.before?.contains("\"units\"") == true && told.before != told.after)
        }
    }

    @Test("A task's page shows its clause in the document it came from", arguments: TestEngine.both)
    func clause(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let clerk = try await office.officeOf(office.own)
            let id = try await office.adopt(by: clerk)
            for task in try await office.useCases.plan(clerk, id: id.text).areas.flatMap(\.tasks) {
                let detail = try await office.useCases.task(clerk, id: task.id.text)
                let printed = detail.clause.clause.filter { !$0.isWhitespace }
                #expect(printed == task.text.filter { !$0.isWhitespace })
                #expect(detail.clause.paragraph > 10 && detail.clause.before.count > 10)
                #expect(detail.task.measures.map(\.text).joined() == task.text)
            }
        }
    }

    @Test(
        "A draft without tasks, an old revision and a plan of another pairing are refused",
        arguments: TestEngine.both)
    func refused(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let useCases = office.useCases
            let clerk = try await office.caller("clerk", .national)
            let foreign = try await office.adopt(by: clerk, in: office.foreign)
            let path = try office.file("plan.txt", "A text without a plan")
            let empty = try await useCases.uploadDocument(
                clerk, path: path, fileName: "plan.txt", pairing: office.own.code)
            let draft = try await office.upload(by: clerk)
            let before = try await office.rowCounts()
            #expect(
                try await cause {
                    _ = try await useCases.adoptDraft(clerk, id: empty.id.text, revision: 1, as: .newPlan)
                }
                    == .invalid([ValidationFailure(field: "tasks", message: "adopt.noTasks")]))
            #expect(
                try await cause {
                    _ = try await useCases.adoptDraft(clerk, id: draft.id.text, revision: 9, as: .newPlan)
                }
                    == .stale(revision: 1))
            #expect(
                try await cause {
                    _ = try await useCases.adoptDraft(
                        clerk, id: draft.id.text, revision: 1, as: .newVersion(of: foreign))
                } == .notFound)
            #expect(try await office.rowCounts() == before)
        }
    }

    @Test("An adoption that fails at its last step leaves nothing", arguments: TestEngine.both)
    func allOrNothing(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let clerk = try await office.officeOf(office.own)
            let draft = try await office.upload(by: clerk)
            // Without its table the record can't be kept, which is the last that an adoption does.
            try await office.useCases.database.write { try $0.run("ALTER TABLE audit_event RENAME TO audit_gone") }
            await #expect(throws: SQLError.self) {
                try await office.useCases.adoptDraft(clerk, id: draft.id.text, revision: 1, as: .newPlan)
            }
            try await office.useCases.database.write { try $0.run("ALTER TABLE audit_gone RENAME TO audit_event") }
            let after = try await office.rowCounts()
            #expect(after["plan"] == 0 && after["plan_task"] == 0 && after["organisation"] == 0)
            #expect(try await office.useCases.draft(clerk, id: draft.id.text).draft.state == .open)
        }
    }

    @Test(
        "The command line imports and adopts at once; the same file again changes nothing",
        arguments: TestEngine.both)
    func importDocument(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let useCases = office.useCases
            func load(_ name: String) async throws -> ImportResult {
                try await useCases.importDocument(
                    .local, path: Office.sample(name), fileName: name, pairing: office.own.code, adopt: true)
            }
            let first = try await load("yunxiu-langang.txt")
            let before = try await office.rowCounts()
            let again = try await load("yunxiu-langang.txt")
            #expect(again.plan == first.plan && first.plan != nil && again.draft.id == first.draft.id)
            #expect(try await office.rowCounts() == before)
            // A document of the same title is the next version of the same plan.
            let revised = try await load("yunxiu-langang-revised.txt")
            #expect(revised.plan == first.plan && revised.draft.state == .adopted)
            let other = try await load("songping-puting.txt")
            #expect(other.plan != first.plan)
        }
    }

    @Test("What somebody has begun to correct is not adopted by an import", arguments: TestEngine.both)
    func importCorrected(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let clerk = try await office.officeOf(office.own)
            let draft = try await office.upload(by: clerk)
            _ = try await office.useCases.correctDraft(
                clerk, id: draft.id.text, revision: 1, .remove(.task(area: 0, task: 0)))
            let name = "yunxiu-langang.txt"
            #expect(
                try await cause {
                    _ = try await office.useCases.importDocument(
                        .local, path: Office.sample(name), fileName: name, pairing: office.own.code, adopt: true)
                } == .conflict(reason: "import.corrected"))
        }
    }
}
