// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import Testing
import UseCases

@Suite("Working on a draft")
struct DraftTests {
    @Test("Corrections are undone and made again, also by a colleague", arguments: TestEngine.both)
    func undoAndRedo(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let useCases = office.useCases
            let (west, east) = (try await office.officeOf(office.own), try await office.officeOf(office.own, .eastern))
            let opened = try await office.upload(by: west)
            let id = opened.id.text
            let titled = try await useCases.correctDraft(
                west, id: id, revision: 1, .retitle(.task(area: 0, task: 0), "One"))
            let removed = try await useCases.correctDraft(east, id: id, revision: 2, .remove(.task(area: 0, task: 1)))
            #expect(titled.revision == 2 && removed.revision == 3 && removed.changedBy != titled.changedBy)
            let back = try await useCases.undo(west, draft: id, revision: 3)
            #expect(back.plan == titled.plan && back.revision == 4)
            let start = try await useCases.undo(west, draft: id, revision: 4)
            #expect(start.plan == opened.plan)
            #expect(
                try await cause { _ = try await useCases.undo(west, draft: id, revision: 5) }
                    == .conflict(reason: "draft.nothingToUndo"))
            let forth = try await useCases.redo(east, draft: id, revision: 5)
            #expect(forth.plan == titled.plan)
            let again = try await useCases.redo(east, draft: id, revision: 6)
            #expect(again.plan == removed.plan)
            #expect(
                try await cause { _ = try await useCases.redo(west, draft: id, revision: 7) }
                    == .conflict(reason: "draft.nothingToRedo"))
            let detail = try await useCases.draft(west, id: id)
            #expect(detail.canUndo && !detail.canRedo && detail.draft == again)
            #expect(
                try await office.history("draft", id) == [
                    "draft.open", "draft.correct", "draft.correct", "draft.undo", "draft.undo", "draft.redo",
                    "draft.redo",
                ])
        }
    }

    @Test("A correction that changes nothing makes no revision and no step to undo", arguments: TestEngine.both)
    func correctsNothing(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let useCases = office.useCases
            let clerk = try await office.officeOf(office.own)
            let id = try await office.upload(by: clerk).id.text
            let title = DraftCorrection.retitle(.task(area: 0, task: 0), "One")
            let first = try await useCases.correctDraft(clerk, id: id, revision: 1, title)
            let before = try await office.rowCounts()
            let second = try await useCases.correctDraft(clerk, id: id, revision: 2, title)
            #expect(second == first && second.revision == 2)
            #expect(try await office.rowCounts() == before)
            // Who saw an older state is told all the same.
            let stale = try await cause { _ = try await useCases.correctDraft(clerk, id: id, revision: 1, title) }
            #expect(stale == .stale(revision: 2))
            let back = try await useCases.undo(clerk, draft: id, revision: 2)
            #expect(back.plan.areas[0].tasks[0].title != "One")
        }
    }

    @Test("The list counts as many findings as the page of the draft shows", arguments: TestEngine.both)
    func countsFindings(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let useCases = office.useCases
            let clerk = try await office.officeOf(office.foreign)
            let id = try await office.upload(by: clerk, to: office.foreign).id.text
            func compare() async throws {
                let page = try await useCases.draft(clerk, id: id)
                #expect(page.findings.contains { $0.diagnostic.code == "otherPairing" })
                let list = try await useCases.documents(clerk, after: nil, limit: 5)
                #expect(list.items.map(\.warnings) == [page.findings.count])
            }
            try await compare()
            _ = try await useCases.correctDraft(clerk, id: id, revision: 1, .retitle(.task(area: 0, task: 0), "One"))
            try await compare()
        }
    }

    @Test("A new correction forgets what was undone")
    func correctAfterUndo() async throws {
        try await Office.open(.sqlite) { office in
            let useCases = office.useCases
            let clerk = try await office.officeOf(office.own)
            let id = try await office.upload(by: clerk).id.text
            _ = try await useCases.correctDraft(clerk, id: id, revision: 1, .retitle(.task(area: 0, task: 0), "One"))
            _ = try await useCases.undo(clerk, draft: id, revision: 2)
            _ = try await useCases.correctDraft(clerk, id: id, revision: 3, .retitle(.task(area: 0, task: 0), "Two"))
            let detail = try await useCases.draft(clerk, id: id)
            #expect(!detail.canRedo && detail.draft.plan.areas[0].tasks[0].title == "Two")
            let back = try await useCases.undo(clerk, draft: id, revision: 4)
            #expect(back.plan.areas[0].tasks[0].title != "One")
        }
    }

    @Test("Of two corrections of one revision one wins, and the other is told", arguments: TestEngine.both)
    func race(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let clerk = try await office.officeOf(office.own)
            let id = try await office.upload(by: clerk).id.text
            let outcomes = try await withThrowingTaskGroup(of: UseCaseError.Cause?.self) { group in
                for title in ["One", "Two", "Three", "Four"] {
                    group.addTask {
                        try await cause {
                            _ = try await office.useCases.correctDraft(
                                clerk, id: id, revision: 1, .retitle(.task(area: 0, task: 0), title))
                        }
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(outcomes.count { $0 == nil } == 1)
            #expect(outcomes.count { $0 == .stale(revision: 2) } == 3)
            #expect(try await office.rowCounts()["draft_step"] == 1)
        }
    }

    @Test("A correction that can't be made says why and changes nothing", arguments: TestEngine.both)
    func invalid(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let clerk = try await office.officeOf(office.own)
            let id = try await office.upload(by: clerk).id.text
            let before = try await office.rowCounts()
            let cause = try await cause {
                _ = try await office.useCases.correctDraft(clerk, id: id, revision: 1, .retitle(.area(0), " "))
            }
            #expect(cause == .invalid([ValidationFailure(field: "title", message: "correction.titleMissing")]))
            #expect(try await office.rowCounts() == before)
            #expect(try await office.useCases.draft(clerk, id: id).draft.revision == 1)
        }
    }

    @Test("A closed draft is not changed any more")
    func closed() async throws {
        try await Office.open(.sqlite) { office in
            let clerk = try await office.officeOf(office.own)
            let useCases = office.useCases
            let id = try await office.upload(by: clerk).id.text
            try await useCases.discardDraft(clerk, id: id, revision: 1)
            #expect(
                try await cause { _ = try await useCases.correctDraft(clerk, id: id, revision: 2, .remove(.area(0))) }
                    == .conflict(reason: "draft.discarded"))
            #expect(
                try await cause { _ = try await useCases.adoptDraft(clerk, id: id, revision: 2, as: .newPlan) }
                    == .conflict(reason: "draft.discarded"))
        }
    }

    @Test("An address that is no identity is not found")
    func noIdentity() async throws {
        try await Office.open(.sqlite) { office in
            let clerk = try await office.officeOf(office.own)
            for id in ["", "1", "' OR 1=1 --", "00000000-0000-7000-8000-000000000000"] {
                #expect(try await cause { _ = try await office.useCases.draft(clerk, id: id) } == .notFound)
                #expect(try await cause { _ = try await office.useCases.plan(clerk, id: id) } == .notFound)
                #expect(try await cause { _ = try await office.useCases.task(clerk, id: id) } == .notFound)
            }
        }
    }
}
