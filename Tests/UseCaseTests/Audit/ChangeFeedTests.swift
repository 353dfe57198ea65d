// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import SQLCore
import Storage
import Testing

@testable import UseCases

@Suite("Changes as they happen")
struct ChangeFeedTests {
    private struct Beat: Error {}

    /// The changes that a page is told up to the next beat; nil where its session ended.
    private func heard(_ watch: ChangeWatch, _ office: Office) async throws -> [String]? {
        try await office.useCases.tellChanges()
        office.useCases.changeFeed.beat()
        var heard: [String] = []
        do {
            try await watch.follow { signal in
                guard case .change(let change) = signal else { throw Beat() }
                heard.append(change.action)
            }
        } catch is Beat { return heard }
        return nil
    }

    @Test("A page hears of its object, of what it missed, and of nothing else", arguments: TestEngine.allCases)
    func hears(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let clerk = try await office.officeOf(office.own)
            let (draft, other) = (
                try await office.upload(by: clerk), try await office.upload("songping-puting.txt", by: clerk)
            )
            let since = try await office.useCases.changesUntilNow()
            func correct(_ draft: Draft) async throws -> Draft {
                try await office.useCases.correctDraft(
                    clerk, id: draft.id.text, revision: draft.revision,
                    .setDocumentField("title", "Title \(draft.revision)"))
            }
            let first = try await correct(draft)
            try await office.useCases.tellChanges()
            let watch = try await office.useCases.watch(
                clerk, [Watch(kind: "draft", id: draft.id.text)], since: since)
            #expect(watch.missed.items.map(\.action) == ["draft.correct"])
            _ = try await correct(other)
            _ = try await correct(first)
            // The one that it missed, and the one that happened since.
            #expect(try await heard(watch, office) == ["draft.correct", "draft.correct"])
        }
    }

    @Test("A page hears of all it missed, however much that is", arguments: TestEngine.allCases)
    func missesMuch(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let clerk = try await office.officeOf(office.own)
            let draft = try await office.upload(by: clerk)
            let since = try await office.useCases.changesUntilNow()
            let many = MissedChanges.most + 1
            let subject = AuditSubject(kind: "draft", id: draft.id.text, pairing: draft.pairing)
            try await office.useCases.write { connection in
                for _ in 0..<many { try office.useCases.record(connection, clerk, "correct", subject) }
            }
            try await office.useCases.tellChanges()
            let watch = try await office.useCases.watch(
                clerk, [Watch(kind: "draft", id: draft.id.text)], since: since)
            #expect(try await heard(watch, office)?.count == many)
        }
    }

    @Test("The pages of people, bodies and contacts are told of changes by the rules of these pages")
    func directories() async throws {
        try await Office.open(.sqlite) { office in
            let useCases = office.useCases
            let (clerk, stranger) = (
                try await office.officeOf(office.own), try await office.officeOf(office.foreign)
            )
            let system = try await office.caller("system", .systemAdmin)
            let contact = try await useCases.addContact(
                clerk, pairing: office.own.code,
                ["side": "oldArea", "kind": "leader", "post": "Clerk", "name": "Li", "phone": "138 1234 5678"])
            let body = try await office.anyBody(of: .oldArea)
            let person = try #require(clerk.userID)
            let watches = [
                Watch(kind: "contact", id: contact.text), Watch(kind: "organisation", id: body.text),
                Watch(kind: "user", id: person.text),
            ]
            // Who may watch each of them: the clerk's own account is the clerk's to read.
            for (caller, may) in [(clerk, [true, true, true]), (stranger, [false, true, false])]
                + [(system, [false, true, true])]
            {
                for (watch, isAllowed) in zip(watches, may) {
                    let refusal = try await cause { _ = try await useCases.watch(caller, [watch], since: nil) }
                    #expect(refusal == (isAllowed ? nil : .notFound), "\(caller.label) \(watch.text)")
                }
            }
            // What is gone can't be looked at any more: who may read the phone book is told of it all the same.
            let book = [Watch(kind: "contacts", id: "all")]
            let (mine, theirs) = (
                try await useCases.watch(clerk, book, since: nil), try await useCases.watch(stranger, book, since: nil)
            )
            try await useCases.tellChanges()
            _ = try await useCases.removeContact(clerk, id: contact.text, revision: 1)
            #expect(try await heard(mine, office) == ["contact.remove"])
            #expect(try await heard(theirs, office) == [])
        }
    }

    @Test("Whose right or session ends hears nothing more")
    func permission() async throws {
        try await Office.open(.sqlite) { office in
            let clerk = try await office.officeOf(office.own)
            let stranger = try await office.officeOf(office.foreign)
            let draft = try await office.upload(by: clerk)
            let watches = [Watch(kind: "draft", id: draft.id.text)]
            #expect(
                try await cause { _ = try await office.useCases.watch(stranger, watches, since: nil) } == .notFound)
            try await office.useCases.tellChanges()
            let list = try await office.useCases.watch(stranger, [Watch(kind: "documents", id: "all")], since: 0)
            for change in list.missed.items { #expect(try await list.admits(change) == false) }
            let watch = try await office.useCases.watch(clerk, watches, since: nil)
            _ = try await office.useCases.correctDraft(
                clerk, id: draft.id.text, revision: draft.revision, .setDocumentField("title", "Other"))
            let now = office.bench.now()
            let user = try #require(clerk.user).with { $0.state = .disabled }
            try await office.useCases.database.write { connection in
                let revision = try #require(try AccountQueries(connection).find(user.id)).revision
                #expect(try AccountQueries(connection).update(user, revision: revision, at: now))
            }
            #expect(try await heard(watch, office) == nil)
        }
    }

    @Test("One person listens with twenty pages; a further one ends the oldest and no other")
    func limit() async throws {
        try await Office.open(.sqlite) { office in
            let clerk = try await office.officeOf(office.own)
            let lists = [Watch(kind: "tasks", id: "all")]
            let other = try await office.useCases.watch(
                try await office.caller("observer", .national), lists, since: nil)
            var open: [ChangeWatch] = []
            for _ in 0..<21 { open.append(try await office.useCases.watch(clerk, lists, since: nil)) }
            office.useCases.changeFeed.beat()
            var beats: [Bool] = []
            for watch in [other] + open {
                do {
                    try await watch.follow { _ in throw Beat() }
                    beats.append(false)
                } catch is Beat { beats.append(true) }
            }
            #expect(beats == [true, false] + Array(repeating: true, count: 20))
            #expect(try await cause { _ = try await office.useCases.watch(clerk, [], since: nil) } != nil)
        }
    }

    @Test("What is forwarded follows a cursor, in order and at least once", arguments: TestEngine.allCases)
    func forwarding(engine: TestEngine) async throws {
        struct Unreachable: Error {}
        try await Office.open(engine) { office in
            for _ in 0..<5 { _ = try await office.useCases.addPairing(.local, office.child(of: office.own)) }
            await #expect(throws: Unreachable.self) {
                try await office.useCases.forwardRecord(limit: 3) { _ in throw Unreachable() }
            }
            var sent: [Int64] = []
            while try await office.useCases.forwardRecord(limit: 3, { sent += $0.map(\.sequence) }) > 0 { continue }
            #expect(sent == [1, 2, 3, 4, 5])
        }
    }

    @Test("The head is given out once a day", arguments: TestEngine.allCases)
    func anchor(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            _ = try await office.useCases.addPairing(.local, office.child(of: office.own))
            #expect(try await office.useCases.dailyAnchor()?.sequence == 1)
            #expect(try await office.useCases.dailyAnchor() == nil)
            office.bench.advance(seconds: 86_400)
            #expect(try await office.useCases.dailyAnchor()?.sequence == 1)
        }
    }
}
