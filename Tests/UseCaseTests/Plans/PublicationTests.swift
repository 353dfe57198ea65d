// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import Testing
import UseCases

/// What an office has published of a plan: who reads it, and what is never in it.
@Suite("Publication")
struct PublicationTests {
    @Test(
        "What an office has published is read by other pairings until it is withdrawn", arguments: TestEngine.both)
    func lifecycle(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let (clerk, stranger) = (
                try await office.officeOf(office.own), try await office.officeOf(office.foreign)
            )
            let plan = try await office.adopt(by: clerk)
            #expect(
                try await cause { _ = try await office.useCases.publishedPlan(stranger, id: plan.text) } == .notFound)
            #expect(try await office.useCases.publishedPlans(stranger, after: nil, limit: 10).items.isEmpty)
            #expect(try await readers(of: plan, office) == nil)
            try await office.useCases.publishPlan(clerk, id: plan.text, version: 1, isConfirmed: true)
            #expect(try await readers(of: plan, office)?.contains(try #require(stranger.user).displayName) == true)
            let published = try await office.useCases.publishedPlan(stranger, id: plan.text)
            let own = try await office.useCases.plan(clerk, id: plan.text)
            #expect(published.areas.flatMap(\.tasks).map(\.text) == own.areas.flatMap(\.tasks).map(\.text))
            #expect(published.safeguards.count == own.safeguards.count)
            #expect(published.listing.mayReadPlan == false)
            #expect(try await office.useCases.publishedPlans(stranger, after: nil, limit: 10).items.map(\.id) == [plan])
            // The plan itself stays where it is.
            #expect(try await cause { _ = try await office.useCases.plan(stranger, id: plan.text) } == .notFound)
            #expect(try await office.useCases.taskCount(stranger, TaskQuery()) == 0)
            let east = try await office.officeOf(office.own, .eastern)
            try await office.useCases.withdrawPlan(east, id: plan.text)
            #expect(
                try await cause { _ = try await office.useCases.publishedPlan(stranger, id: plan.text) } == .notFound)
            #expect(
                try await cause { try await office.useCases.withdrawPlan(east, id: plan.text) }
                    == .conflict(reason: "publication.none"))
            #expect(
                try await office.history("plan", plan.text) == ["plan.adopt", "plan.publish", "plan.withdraw"])
        }
    }

    /// Whom "who can see this" names as readers of what is published; nil where it says nothing of that.
    private func readers(of plan: Identifier<Plan>, _ office: Office) async throws -> [String]? {
        try await office.useCases.explainAccess(.local, to: .plan, id: plan.text).answers
            .first { $0.action == .readPublishedPlan }?.groups.flatMap { $0.people.map(\.name) }
    }

    @Test("A later version is nobody else's business until it is published itself", arguments: TestEngine.both)
    func versions(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let (clerk, stranger) = (
                try await office.officeOf(office.own), try await office.officeOf(office.foreign)
            )
            let plan = try await office.adopt(by: clerk)
            try await office.useCases.publishPlan(clerk, id: plan.text, version: 1, isConfirmed: true)
            let before = try await office.useCases.publishedPlan(stranger, id: plan.text)
            _ = try await office.adopt("yunxiu-langang-revised.txt", by: clerk, as: .newVersion(of: plan))
            let after = try await office.useCases.publishedPlan(stranger, id: plan.text)
            #expect(after.areas.flatMap(\.tasks) == before.areas.flatMap(\.tasks))
            #expect(after.listing.title == before.listing.title && after.listing.version == 1)
            #expect(after.listing.taskCount == before.listing.taskCount)
            // Safeguards are kept of the newest version alone.
            #expect(!before.safeguards.isEmpty && after.safeguards.isEmpty)
            #expect(
                try await cause {
                    try await office.useCases.publishPlan(clerk, id: plan.text, version: 1, isConfirmed: true)
                } == .stale(revision: 2))
            try await office.useCases.publishPlan(clerk, id: plan.text, version: 2, isConfirmed: true)
            let newest = try await office.useCases.publishedPlan(stranger, id: plan.text)
            #expect(newest.areas.flatMap(\.tasks) != before.areas.flatMap(\.tasks))
        }
    }

    @Test(
        "A document that says that it is public needs no confirmation, one that says nothing does, a closed one stays",
        arguments: [
            ("（此件公开发布）", false, true), ("", false, false), ("", true, true), ("（此件依申请公开）", false, false),
            ("（此件不公开）", true, false), ("（此件不予公开）", true, false),
        ])
    func marks(_ mark: String, _ isConfirmed: Bool, _ isPublished: Bool) async throws {
        try await Office.open(.sqlite) { office in
            let clerk = try await office.officeOf(office.own)
            let plan = try await adopt(Self.document + mark + "\n", office, clerk)
            let refusal = try await cause {
                try await office.useCases.publishPlan(clerk, id: plan.text, version: 1, isConfirmed: isConfirmed)
            }
            #expect((refusal == nil) == isPublished)
            let publishing = try await office.useCases.plan(clerk, id: plan.text).publishing
            #expect((publishing.publication != nil) == isPublished)
        }
    }

    @Test("Comments, drafts, contacts and persons never get out", arguments: TestEngine.both)
    func leaksNothing(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let (clerk, stranger) = (
                try await office.officeOf(office.own), try await office.officeOf(office.foreign)
            )
            let named = Self.document.replacing(
                "组织夏令营。", with: "组织夏令营。联系人：王小明，联系电话：0731-8412345，手机13912345678，邮箱wang@example.org。")
            let plan = try await adopt(named, office, clerk)
            let task = try #require(
                try await office.useCases.plan(clerk, id: plan.text).areas.first?.tasks.first)
            try await office.useCases.comment(clerk, task: task.id.text, text: "Secret remark")
            try await office.useCases.publishPlan(clerk, id: plan.text, version: 1, isConfirmed: true)
            let published = try await office.useCases.publishedPlan(stranger, id: plan.text)
            let shown = String(reflecting: published)
            for secret in ["王小明", "8412345", "13912345678", "wang@example.org", "Secret remark", "Person office"] {
                #expect(!shown.contains(secret), "\(secret)")
            }
            #expect(shown.contains("组织夏令营"))
            for refused in [
                try await cause { _ = try await office.useCases.task(stranger, id: task.id.text) },
                try await cause {
                    _ = try await office.useCases.comment(stranger, task: task.id.text, text: "From outside")
                },
                try await cause {
                    _ = try await office.useCases.historyPage(
                        stranger, of: .plan, plan.text, after: nil, limit: 10)
                },
            ] {
                #expect(refused == .notFound)
            }
        }
    }

    private func adopt(_ text: String, _ office: Office, _ caller: Caller) async throws -> Identifier<Plan> {
        let draft = try await office.useCases.uploadDocument(
            caller, path: try office.file("plan-\(office.bench.number()).txt", text), fileName: "plan.txt",
            pairing: office.own.code)
        return try await office.useCases.adoptDraft(
            caller, id: draft.id.text, revision: draft.revision, as: .newPlan)
    }

    private static let document = """
        云岫市与澜港市对口合作实施方案

        一、总体要求
        坚持优势互补。

        二、重点任务
        （一）推进红色文化传承
        1. 共建研学基地。推动两市共建红色研学基地，组织夏令营。（责任单位：两市文化和旅游局）
        2. 开展干部交流。每年选派干部挂职锻炼。（责任单位：两市市委组织部）

        三、保障措施
        （一）加强组织领导。建立联席会议制度。

        """
}
