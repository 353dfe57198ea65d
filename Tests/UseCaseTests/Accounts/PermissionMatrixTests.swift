// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import Testing
import UseCases

/// Every operation on an object of a pairing, tried by every role on the own and on a foreign pairing, on real rows.
@Suite("Permission matrix")
struct PermissionMatrixTests {
    /// What comes of a try: carried out, forbidden (the object is known), or not found (it may not even be known).
    enum Outcome: Character {
        case done = "+"
        case forbidden = "f"
        case notFound = "-"
    }

    enum Operation: String, CaseIterable {
        case openDraft, openDocument, openPlan, openTask, correct, undo, discard, adopt, upload, comment, addChild
        case exportTasks
    }

    /// Own pairing, then foreign one, in the order of `roles`.
    static let expected: [Operation: String] = [
        .openDraft: "++ +- +- +- -- -- -- -- -- --",
        .openDocument: "++ +- +- +- -- -- -- -- -- --",
        .openPlan: "++ +- +- +- +- +- ++ -- -- --",
        .openTask: "++ +- +- +- +- +- ++ -- -- --",
        .correct: "++ f- +- +- -- -- -- -- -- --",
        .undo: "++ f- +- +- -- -- -- -- -- --",
        .discard: "++ f- +- +- -- -- -- -- -- --",
        .adopt: "++ f- +- +- -- -- -- -- -- --",
        .upload: "++ ff +f +f ff ff ff ff ff ff",
        .comment: "++ +- +- +- +- f- ff -- -- --",
        .addChild: "++ ff +f +f ff ff ff ++ ff ff",
        // A list is never refused; it is empty where nothing may be seen.
        .exportTasks: "++ +- +- +- +- +- ++ -- -- --",
    ]

    static func roles(_ office: Office) async throws -> [Caller] {
        let own = office.own
        let body = try await office.anyBody(of: .oldArea)
        return [
            try await office.caller("national", .national),
            try await office.caller("province", .province(own.oldArea.division.province)),
            try await office.caller("office-west", .office(own.id, .oldArea)),
            try await office.caller("office-east", .office(own.id, .eastern)),
            try await office.caller("unit", .unit(body, own.id, .oldArea)),
            try await office.caller("observer-one", .observer(own.id)),
            try await office.caller("observer-all", .observer(nil)),
            try await office.caller("system", .systemAdmin),
            try await office.caller("security", .securityAdmin),
            try await office.caller("audit", .auditAdmin),
        ]
    }

    @Test(
        "Every role gets of every operation what the table says, and a refusal writes nothing",
        arguments: TestEngine.both)
    func matrix(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let clerk = try await office.caller("clerk", .national)
            let plans = [try await office.adopt(by: clerk), try await office.adopt(by: clerk, in: office.foreign)]
            let roles = try await Self.roles(office)
            let pairings = [office.own, office.foreign]
            var targets: [Target] = []
            for place in 0...1 { targets.append(try await Target(office, pairings[place], plans[place], clerk)) }
            for operation in Operation.allCases {
                let row = try #require(Self.expected[operation]).split(separator: " ")
                for (caller, cell) in zip(roles, row) {
                    for (place, wanted) in zip([0, 1], cell) {
                        let before = try await office.rowCounts()
                        let outcome = try await targets[place].outcome(of: operation, by: caller)
                        let label = "\(operation) by \(caller.label) on \(pairings[place].code)"
                        #expect(outcome.rawValue == wanted, "\(label)")
                        if outcome == .done {
                            try await targets[place].clear()
                            targets[place] = try await Target(office, pairings[place], plans[place], clerk)
                        } else {
                            #expect(try await office.rowCounts() == before, "\(label)")
                        }
                    }
                }
            }
        }
    }

    @Test("Somebody who must change the password, is disabled or has no role can do nothing")
    func barred() async throws {
        try await Office.open(.sqlite) { office in
            let clerk = try await office.caller("clerk", .national)
            let plan = try await office.adopt(by: clerk)
            let fresh = try await office.caller("fresh", .national, mustChange: true)
            #expect(
                try await cause { _ = try await office.useCases.plan(fresh, id: plan.text) }
                    == .forbidden(reason: "rule.changePasswordFirst"))
            let nobody = Caller(who: .user(try #require(clerk.user).with { $0.grants = [] }))
            #expect(try await cause { _ = try await office.useCases.plan(nobody, id: plan.text) } == .notFound)
            let disabled = Caller(who: .user(try #require(clerk.user).with { $0.state = .disabled }))
            #expect(
                try await cause { _ = try await office.useCases.plan(disabled, id: plan.text) }
                    == .forbidden(reason: "rule.notActive"))
            #expect(try await office.useCases.tasks(fresh, TaskQuery()).items.isEmpty)
            #expect(try await office.useCases.taskCount(nobody, TaskQuery()) == 0)
        }
    }
}

/// Objects of one pairing to try operations on: a fresh draft each time, because operations use it up.
private struct Target {
    let office: Office
    let pairing: Pairing
    let plan: Identifier<Plan>
    let clerk: Caller
    let draft: Draft
    let task: String

    init(_ office: Office, _ pairing: Pairing, _ plan: Identifier<Plan>, _ clerk: Caller) async throws {
        (self.office, self.pairing, self.plan, self.clerk) = (office, pairing, plan, clerk)
        let opened = try await office.upload("songping-puting.txt", by: clerk, to: pairing)
        draft = try await office.useCases.correctDraft(
            clerk, id: opened.id.text, revision: opened.revision, .setDocumentField("title", "Other"))
        let detail = try await office.useCases.plan(clerk, id: plan.text)
        task = try #require(detail.areas.first?.tasks.first).id.text
    }

    func outcome(of operation: PermissionMatrixTests.Operation, by caller: Caller) async throws
        -> PermissionMatrixTests.Outcome
    {
        var isEmpty = false
        let cause = try await cause { isEmpty = try await !run(operation, caller) }
        switch cause {
        case nil: return isEmpty ? .notFound : .done
        case .notFound?: return .notFound
        case .forbidden?: return .forbidden
        case let other?: throw UseCaseError("unexpected", other)
        }
    }

    /// Returns whether there was anything to see.
    private func run(_ operation: PermissionMatrixTests.Operation, _ caller: Caller) async throws -> Bool {
        let useCases = office.useCases
        let (id, revision) = (draft.id.text, draft.revision)
        switch operation {
        case .openDraft: _ = try await useCases.draft(caller, id: id)
        case .openDocument: _ = try await useCases.originalFile(caller, document: draft.document.text)
        case .openPlan: _ = try await useCases.plan(caller, id: plan.text)
        case .openTask: _ = try await useCases.task(caller, id: task)
        case .correct: _ = try await useCases.correctDraft(caller, id: id, revision: revision, .remove(.safeguard(0)))
        case .undo: _ = try await useCases.undo(caller, draft: id, revision: revision)
        case .discard: try await useCases.discardDraft(caller, id: id, revision: revision)
        case .adopt: _ = try await useCases.adoptDraft(caller, id: id, revision: revision, as: .newPlan)
        case .upload: _ = try await office.upload("yunxiu-langang-revised.txt", by: caller, to: pairing)
        case .comment: try await useCases.comment(caller, task: task, text: "Noted")
        case .addChild: _ = try await useCases.addPairing(caller, office.child(of: pairing))
        case .exportTasks:
            var query = TaskQuery()
            query.pairing = pairing.code
            return try await !useCases.tasks(caller, query).items.isEmpty
        }
        return true
    }

    /// Leaves no open draft of the pairing behind.
    func clear() async throws {
        for listing in try await office.useCases.documents(clerk, after: nil, limit: 200).items
        where listing.draftState == .open && listing.pairingCode == pairing.code {
            let id = try #require(listing.draft).text
            let draft = try await office.useCases.draft(clerk, id: id).draft
            try await office.useCases.discardDraft(clerk, id: id, revision: draft.revision)
        }
    }
}
