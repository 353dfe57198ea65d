// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import Testing
import UseCases

/// Who else does this, and how do they word it: of other pairings only what is published.
@Suite("Likeness of plans")
struct LikenessTests {
    @Test(
        "A plan is compared with what another pairing has published, and with nothing else of it",
        arguments: TestEngine.both)
    func published(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let useCases = office.useCases
            let (clerk, stranger) = (
                try await office.officeOf(office.own), try await office.officeOf(office.foreign)
            )
            let mine = try await office.adopt(by: clerk)
            let theirs = try await office.adopt("yunxiu-langang.txt", by: stranger, in: office.foreign)
            #expect(
                try await cause { _ = try await useCases.comparePlans(clerk, mine: mine.text, other: theirs.text) }
                    == .notFound)
            #expect(try await useCases.comparablePlans(clerk).map(\.id) == [mine])
            let task = try #require(try await useCases.plan(clerk, id: mine.text).areas.first?.tasks.first)
            #expect(try await useCases.likeTasks(clerk, task: task.id.text).likes.isEmpty)
            try await useCases.publishPlan(stranger, id: theirs.text, version: 1, isConfirmed: true)
            _ = try await office.adopt(
                "yunxiu-langang-revised.txt", by: stranger, as: .newVersion(of: theirs), in: office.foreign)
            let found = try await useCases.comparePlans(clerk, mine: mine.text, other: theirs.text)
            #expect(found.other.isPublication && found.other.version == 1 && !found.mine.isPublication)
            // Both are the same document, so that every task finds itself, word for word.
            for task in found.tasks {
                let nearest = try #require(task.likes.first)
                #expect(nearest.task.text == task.task.text && nearest.task.path == task.task.path)
                #expect(nearest.words.map(\.text).joined() == nearest.task.text)
                #expect(nearest.otherWords.map(\.text).joined() == task.task.text)
            }
            let like = try await useCases.likeTasks(clerk, task: task.id.text)
            #expect(like.likes.first?.task.text == task.text && like.likes.first?.task.plan.isPublication == true)
            let plans = try await useCases.comparablePlans(clerk)
            #expect(plans.map(\.id) == [mine, theirs] && plans.map(\.isPublication) == [false, true])
        }
    }

    @Test("Who may read both plans whole compares their newest versions", arguments: TestEngine.both)
    func whole(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let useCases = office.useCases
            let nation = try await office.caller("nation", .national)
            let mine = try await office.adopt(by: nation)
            let theirs = try await office.adopt("songping-puting.txt", by: nation, in: office.foreign)
            let found = try await useCases.comparePlans(nation, mine: mine.text, other: theirs.text)
            #expect(!found.mine.isPublication && !found.other.isPublication)
            let told = Set(found.tasks.flatMap(\.likes).map(\.task.id)).union(found.unmatched.map(\.id))
            #expect(told == Set(try await useCases.plan(nation, id: theirs.text).areas.flatMap(\.tasks).map(\.id)))
            let task = try #require(found.tasks.first { !$0.likes.isEmpty })
            let like = try await useCases.likeTasks(nation, task: task.task.id.text)
            #expect(like.likes.allSatisfy { $0.task.plan.id == theirs })
            #expect(like.likes.map(\.likeness) == like.likes.map(\.likeness).sorted(by: >))
        }
    }
}
