// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import Testing
import UseCases

/// Two clerks on one draft: corrections of different things both stand, those of one thing are the clerk's to choose.
@Suite("Merging corrections")
struct MergeTests {
    private struct Case: Sendable {
        let name: String
        let theirs: DraftCorrection
        let mine: DraftCorrection
        /// The place (or field) that mine is about.
        let place: DraftPlace?
        let merges: Bool
    }

    private static let first = DraftPlace.task(area: 0, task: 0)
    private static let second = DraftPlace.task(area: 0, task: 1)
    private static let cases: [Case] = [
        Case(
            name: "titles of two tasks", theirs: .retitle(first, "A"), mine: .retitle(second, "B"), place: second,
            merges: true),
        Case(
            name: "title and units of one task", theirs: .retitle(first, "A"), mine: .setUnits(first, "A局、B局"),
            place: first, merges: true),
        Case(
            name: "two titles of one task", theirs: .retitle(first, "A"), mine: .retitle(first, "B"), place: first,
            merges: false),
        Case(
            name: "a task that was removed", theirs: .remove(first), mine: .retitle(first, "B"), place: first,
            merges: false),
        Case(
            name: "a task whose place shifted", theirs: .remove(first), mine: .retitle(second, "B"), place: second,
            merges: true),
        Case(
            name: "removing what was retitled", theirs: .retitle(first, "A"), mine: .remove(first), place: first,
            merges: false),
        Case(
            name: "joining with a next one that was retitled", theirs: .retitle(second, "A"),
            mine: .mergeWithNext(first), place: first, merges: false),
        Case(
            name: "moving where the order changed", theirs: .remove(first),
            mine: .move(area: 0, task: 1, toArea: 0, at: 0), place: second, merges: false),
        Case(
            name: "a field of the document and a task", theirs: .retitle(first, "A"),
            mine: .setDocumentField("documentNumber", "N"), place: nil, merges: true),
    ]

    @Test(
        "What others did meanwhile stands, and mine too unless both are about the same", arguments: TestEngine.both)
    func merges(engine: TestEngine) async throws {
        for example in Self.cases {
            try await Office.open(engine) { office in
                let (clerk, draft) = try await uploaded(office)
                let seen =
                    example.place.flatMap { draft.plan.seen($0) } ?? draft.plan.seen(field: "documentNumber")
                let theirs = try await office.useCases.correctDraft(
                    clerk, id: draft.id.text, revision: draft.revision, example.theirs)
                do {
                    let merged = try await office.useCases.correctDraft(
                        clerk, id: draft.id.text, revision: draft.revision, example.mine, seen: seen)
                    #expect(example.merges, "\(example.name)")
                    #expect(merged.revision == theirs.revision + 1)
                    #expect(merged.plan != theirs.plan)
                } catch let error as UseCaseError {
                    #expect(!example.merges, "\(example.name)")
                    #expect(error.cause == .stale(revision: theirs.revision), "\(example.name)")
                    #expect(try await office.useCases.draft(clerk, id: draft.id.text).draft.plan == theirs.plan)
                }
            }
        }
    }

    private func uploaded(_ office: Office) async throws -> (Caller, Draft) {
        let clerk = try await office.officeOf(office.own)
        return (clerk, try await office.upload(by: clerk))
    }

    @Test(
        "A collision tells what it was, what the other made of it and how to send it again",
        arguments: TestEngine.both)
    func showsVersions(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let (clerk, draft) = try await uploaded(office)
            let id = draft.id.text
            let title = try #require(draft.plan.areas.first?.tasks.first?.title)
            let seen = try #require(draft.plan.seen(Self.first))
            for words in ["A", "B"] {
                let present = try await office.useCases.draft(clerk, id: id).draft.revision
                _ = try await office.useCases.correctDraft(
                    clerk, id: id, revision: present, .retitle(Self.first, words))
            }
            let mine = DraftCorrection.retitle(Self.first, "C")
            let collision = try await office.useCases.collision(clerk, draft: id, mine, seen: seen)
            #expect(collision.before == [title])
            #expect(collision.theirs == ["B"])
            let again = try await office.useCases.correctDraft(
                clerk, id: id, revision: draft.revision, mine, seen: collision.seen)
            #expect(again.plan.areas.first?.tasks.first?.title == "C")
        }
    }

    @Test(
        "Without a word of what was seen an old revision is refused, as programs are told",
        arguments: TestEngine.both)
    func staysStrict(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let (clerk, draft) = try await uploaded(office)
            _ = try await office.useCases.correctDraft(
                clerk, id: draft.id.text, revision: draft.revision, .retitle(Self.first, "A"))
            await #expect(throws: UseCaseError("draft", .stale(revision: draft.revision + 1))) {
                try await office.useCases.correctDraft(
                    clerk, id: draft.id.text, revision: draft.revision, .retitle(Self.second, "B"))
            }
        }
    }
}
