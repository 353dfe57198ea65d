// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import Testing
import UseCases

/// Lists, pages and explanations say the same, for every role and every relation.
@Suite("Lists, pages and explanations agree")
struct AccessTests {
    /// Objects of four pairings: the own one, one within it, one in the same province and a foreign one.
    struct World {
        let office: Office
        let pairings: [Pairing]
        var documents: [Identifier<Document>] = []
        var drafts: [Identifier<Draft>] = []
        var plans: [Identifier<Plan>] = []
        var tasks: [Identifier<PlanTask>] = []
        let callers: [Caller]
    }

    static func world(_ office: Office) async throws -> World {
        let nation = try await office.caller("nation", .national)
        let (own, foreign) = (office.own, office.foreign)
        let child = try await office.useCases.addPairing(nation, office.child(of: own))
        let near = try await office.useCases.addPairing(
            nation,
            NewPairing(
                code: "near-birch", kind: .city, oldArea: own.oldArea, eastern: foreign.eastern, region: nil,
                term: own.term, parent: nil))
        let body = try await office.anyBody(of: .oldArea)
        var world = World(
            office: office, pairings: [own, child, near, foreign],
            callers: [
                nation, try await office.caller("province", .province(own.oldArea.division.province)),
                try await office.caller("office-west", .office(own.id, .oldArea)),
                try await office.caller("office-east", .office(own.id, .eastern)),
                try await office.caller("office-child", .office(child.id, .oldArea)),
                try await office.caller("unit", .unit(body, own.id, .oldArea)),
                try await office.caller("observer-one", .observer(own.id)),
                try await office.caller("observer-all", .observer(nil)),
                try await office.caller("delegate", .pairingAdmin(own.id)),
                try await office.caller("both", .pairingAdmin(foreign.id), .unit(body, own.id, .oldArea)),
                try await office.caller("system", .systemAdmin), try await office.caller("security", .securityAdmin),
                try await office.caller("audit", .auditAdmin), try await office.caller("nobody"), .local,
            ])
        for pairing in world.pairings {
            let adopted = try await office.upload(by: nation, to: pairing)
            let plan = try await office.useCases.adoptDraft(
                nation, id: adopted.id.text, revision: adopted.revision, as: .newPlan)
            let open = try await office.upload("songping-puting.txt", by: nation, to: pairing)
            world.documents += [adopted.document, open.document]
            world.drafts += [adopted.id, open.id]
            world.plans.append(plan)
            world.tasks += try await office.useCases.plan(nation, id: plan.text).areas.flatMap { $0.tasks.map(\.id) }
        }
        return world
    }

    private func answers(_ body: () async throws -> Void) async throws -> Bool { try await cause(of: body) == nil }

    private func those<Subject>(
        _ ids: [Identifier<Subject>], _ body: (String) async throws -> Void
    ) async throws -> Set<String> {
        var found: Set<String> = []
        for id in ids where try await answers({ try await body(id.text) }) { found.insert(id.text) }
        return found
    }

    @Test("A list shows what its objects' pages answer, and nothing else, and counts the same")
    func lists() async throws {
        try await Office.open(.sqlite) { office in
            let world = try await Self.world(office)
            let useCases = office.useCases
            for caller in world.callers {
                let documents = try await useCases.documents(caller, after: nil, limit: 200).items
                #expect(
                    Set(documents.map(\.document.id.text))
                        == (try await those(world.documents) {
                            _ = try await useCases.originalFile(caller, document: $0)
                        }), "\(caller.label)")
                #expect(
                    Set(documents.compactMap(\.draft?.text))
                        == (try await those(world.drafts) { _ = try await useCases.draft(caller, id: $0) }),
                    "\(caller.label)")
                let tasks = try await useCases.tasks(caller, TaskQuery()).items
                let readable = try await those(world.tasks) { _ = try await useCases.task(caller, id: $0) }
                #expect(Set(tasks.map(\.id.text)) == readable, "\(caller.label)")
                #expect(try await useCases.taskCount(caller, TaskQuery()) == readable.count, "\(caller.label)")
                var plans: Set<String> = []
                var counted = 0
                // Who has no role doesn't even see the directory.
                let directory = caller.label == "nobody" ? [] : try await useCases.pairings(caller)
                for listing in directory {
                    let page = try await useCases.pairing(caller, code: listing.pairing.code)
                    plans.formUnion(page.plans.map(\.plan.id.text))
                    counted += listing.taskCount ?? 0
                    let own = page.documents.map(\.document.id.text)
                    #expect(Set(own).isSubset(of: documents.map(\.document.id.text)), "\(caller.label)")
                }
                #expect(
                    plans == (try await those(world.plans) { _ = try await useCases.plan(caller, id: $0) }),
                    "\(caller.label)")
                #expect(counted == readable.count, "\(caller.label)")
                #expect(
                    try await useCases.taskFilters(caller).pairings.isEmpty == readable.isEmpty, "\(caller.label)")
            }
        }
    }

    @Test("The list of people shows whose pages answer, and nobody else")
    func people() async throws {
        try await Office.open(.sqlite) { office in
            let world = try await Self.world(office)
            let useCases = office.useCases
            let ids = world.callers.compactMap { $0.user?.id }
            for caller in world.callers {
                let readable = try await those(ids) { _ = try await useCases.person(caller, id: $0) }
                var listed: Set<String> = []
                let refusal = try await cause {
                    listed = Set(try await useCases.people(caller, PersonQuery()).items.map(\.user.id.text))
                }
                #expect(refusal == nil || readable.isEmpty, "\(caller.label)")
                #expect(listed == readable, "\(caller.label)")
                if refusal == nil {
                    #expect(try await useCases.personCount(caller, PersonQuery()) == readable.count, "\(caller.label)")
                }
            }
        }
    }

    @Test("Whoever is named as a reader of an object can open its page, and nobody else can")
    func access() async throws {
        try await Office.open(.sqlite) { office in
            let world = try await Self.world(office)
            let useCases = office.useCases
            func check(
                _ kind: AccessKind, _ id: String, _ open: (Caller) async throws -> Void
            ) async throws {
                let explanation = try await useCases.explainAccess(.local, to: kind, id: id)
                let groups = try #require(explanation.answers.first).groups
                #expect(groups.allSatisfy { $0.others.isEmpty })
                let named = Set(groups.flatMap { $0.people.map(\.name) })
                for caller in world.callers where caller.user != nil {
                    let isNamed = named.contains(try #require(caller.user).displayName)
                    #expect(try await answers { try await open(caller) } == isNamed, "\(kind) \(caller.label)")
                }
            }
            for id in world.documents {
                try await check(.document, id.text) { _ = try await useCases.originalFile($0, document: id.text) }
            }
            for id in world.drafts {
                try await check(.draft, id.text) { _ = try await useCases.draft($0, id: id.text) }
            }
            for id in world.plans { try await check(.plan, id.text) { _ = try await useCases.plan($0, id: id.text) } }
            let task = try #require(world.tasks.last).text
            try await check(.task, task) { _ = try await useCases.task($0, id: task) }
        }
    }

    @Test("What a person is said to reach is what the person's lists hold")
    func reach() async throws {
        try await Office.open(.sqlite) { office in
            let world = try await Self.world(office)
            let useCases = office.useCases
            for caller in world.callers {
                guard let user = caller.user else { continue }
                let reach = try await useCases.explainReach(.local, of: user.id.text)
                func count(_ kinds: ReachExplanation.Kind...) -> Int {
                    reach.lines.filter { kinds.contains($0.kind) }.reduce(0) { $0 + $1.count }
                }
                let tasks = try await useCases.taskCount(caller, TaskQuery())
                let documents = try await useCases.documents(caller, after: nil, limit: 200).items
                let plans = try await those(world.plans) { _ = try await useCases.plan(caller, id: $0) }
                let drafts = documents.filter { $0.draft != nil && $0.draftState != .adopted }
                #expect(count(.tasks) == tasks, "\(caller.label)")
                #expect(count(.adoptedDocuments, .otherDocuments) == documents.count, "\(caller.label)")
                #expect(count(.plans) == plans.count, "\(caller.label)")
                #expect(count(.drafts) == drafts.count, "\(caller.label)")
                // The same is said to the person.
                #expect(try await useCases.explainReach(caller, of: user.id.text).lines.count == reach.lines.count)
            }
        }
    }

    @Test("Only some may ask, and nobody learns of people or titles that are not theirs to see")
    func asking() async throws {
        try await Office.open(.sqlite) { office in
            let world = try await Self.world(office)
            let useCases = office.useCases
            let (plan, foreign) = (world.plans[0].text, world.plans[3].text)
            func ask(_ label: String, _ id: String) async throws -> UseCaseError.Cause? {
                let caller = try #require(world.callers.first { $0.label == label })
                return try await cause { _ = try await useCases.explainAccess(caller, to: .plan, id: id) }
            }
            for label in ["nation", "office-west", "office-east", "delegate", "security", "audit", "local"] {
                #expect(try await ask(label, plan) == nil, "\(label)")
            }
            for label in ["unit", "observer-one", "province"] {
                #expect(try await ask(label, plan) == .forbidden(reason: "rule.explainedToFew"), "\(label)")
            }
            for label in ["office-west", "unit", "system", "delegate", "nobody"] {
                #expect(try await ask(label, foreign) == .notFound, "\(label)")
            }
            let west = try #require(world.callers.first { $0.label == "office-west" })
            let seen = try await useCases.explainAccess(west, to: .plan, id: plan)
            #expect(Set(seen.answers.flatMap(\.groups).flatMap(\.people).map(\.name)) == ["Person office-west"])
            #expect(seen.answers[0].groups.contains { $0.others.contains { $0.role == .office && $0.count == 1 } })
            #expect(seen.title != nil)
            let delegate = try #require(world.callers.first { $0.label == "delegate" })
            let partly = try await useCases.explainAccess(delegate, to: .plan, id: plan)
            #expect(partly.title == nil)
            let names = Set(partly.answers.flatMap(\.groups).flatMap(\.people).map(\.name))
            #expect(names.contains("Person office-east") && !names.contains("Person nation"))
            let nation = try #require(world.callers[0].user).id.text
            #expect(try await cause { _ = try await useCases.explainReach(delegate, of: nation) } == .notFound)
            #expect(try await cause { _ = try await useCases.explainReach(west, of: nation) } == .notFound)
        }
    }
}
