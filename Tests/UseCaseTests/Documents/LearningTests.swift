// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import Foundation
import Testing
import UseCases

@Suite("Learning from corrections")
struct LearningTests {
    private static let place = DraftPlace.task(area: 0, task: 0)

    /// The first single unit of the first task, and a new body of its city.
    private func taught(
        _ office: Office, _ clerk: Caller, _ draft: Draft
    ) async throws -> (name: DraftUnitName, body: Identifier<Organisation>) {
        let unit = try #require(
            draft.plan.units(at: Self.place)?.expanded.first {
                if case .unit(let city) = $0.bearer { return city == office.own.oldArea.name }
                return false
            })
        let body = try await office.useCases.addOrganisation(
            clerk,
            NewOrganisation(name: "Body", kind: .department, place: office.own.oldArea.division.text))
        return (DraftUnitName(unit: unit.unit, city: office.own.oldArea.name), body)
    }

    @Test(
        "A unit that was mapped is known in the next document, until it is taken away", arguments: TestEngine.both)
    func nextUploadKnows(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let (useCases, clerk) = (office.useCases, try await office.officeOf(office.own))
            let draft = try await office.upload(by: clerk)
            let (name, body) = try await taught(office, clerk, draft)
            func meant(_ plan: PlanDraft) -> [Identifier<Organisation>?] {
                plan.areas.flatMap(\.tasks).flatMap(\.responsible.expanded).filter {
                    $0.unit == name.unit && $0.bearer == .unit(city: name.city)
                }.map(\.organisation)
            }
            #expect(meant(draft.plan).allSatisfy { $0 == nil })
            let mapped = try await useCases.correctDraft(
                clerk, id: draft.id.text, revision: 1, .mapUnit(Self.place, name, to: body))
            #expect(meant(mapped.plan).contains(body))
            let page = try await useCases.organisation(clerk, id: body.text)
            #expect(page.spellings.map(\.spelling) == [name.unit] && page.spellings[0].draft == draft.id)
            let next = try await office.upload("yunxiu-langang-revised.txt", by: clerk)
            #expect(!meant(next.plan).isEmpty && meant(next.plan).allSatisfy { $0 == body })

            try await useCases.changeSpelling(
                clerk, organisation: body.text, spelling: page.spellings[0].id, isRemoved: true)
            try await useCases.discardDraft(clerk, id: next.id.text, revision: 1)
            let last = try await office.upload("yunxiu-langang-revised.txt", by: clerk)
            #expect(meant(last.plan).allSatisfy { $0 == nil })
        }
    }

    @Test("Undoing a mapping takes the spelling away, redoing it puts it back", arguments: TestEngine.both)
    func undoes(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let (useCases, clerk) = (office.useCases, try await office.officeOf(office.own))
            let draft = try await office.upload(by: clerk)
            let (name, body) = try await taught(office, clerk, draft)
            let id = draft.id.text
            _ = try await useCases.correctDraft(clerk, id: id, revision: 1, .mapUnit(Self.place, name, to: body))
            func removed() async throws -> [Bool] {
                try await useCases.organisation(clerk, id: body.text).spellings.map(\.isRemoved)
            }
            #expect(try await removed() == [false])
            _ = try await useCases.undo(clerk, draft: id, revision: 2)
            #expect(try await removed() == [true])
            _ = try await useCases.redo(clerk, draft: id, revision: 3)
            #expect(try await removed() == [false])
        }
    }

    @Test("A mapping is offered for the other places, and adoption lays the duty on that body")
    func offersTheOthers() async throws {
        try await Office.open(.sqlite) { office in
            let (useCases, clerk) = (office.useCases, try await office.officeOf(office.own))
            let draft = try await office.upload(by: clerk)
            let id = draft.id.text
            let counts = Dictionary(
                grouping: draft.plan.areas.flatMap(\.tasks).flatMap { task in
                    Set(
                        task.responsible.expanded.compactMap { unit -> DraftUnitName? in
                            guard case .unit(let city) = unit.bearer else { return nil }
                            return DraftUnitName(unit: unit.unit, city: city)
                        })
                }, by: { $0 }
            ).mapValues(\.count)
            let name = try #require(
                counts.filter { $0.key.city == office.own.oldArea.name }.max { $0.value < $1.value }?.key)
            let area = try #require(draft.plan.areas.firstIndex { $0.tasks.contains { $0.has(name) } })
            let task = try #require(draft.plan.areas[area].tasks.firstIndex { $0.has(name) })
            let body = try await useCases.addOrganisation(
                clerk, NewOrganisation(name: "Body", kind: .department, place: office.own.oldArea.division.text))
            _ = try await useCases.correctDraft(
                clerk, id: id, revision: 1, .mapUnit(.task(area: area, task: task), name, to: body))
            let offer = try #require(try await useCases.draft(clerk, id: id).offer)
            #expect(offer.count >= 1 && offer.meaning == "Body")
            let spread = try await useCases.correctDraft(clerk, id: id, revision: 2, offer.correction)
            #expect(try await useCases.draft(clerk, id: id).offer == nil)
            _ = try await useCases.adoptDraft(clerk, id: id, revision: spread.revision, as: .newPlan)
            let detail = try await useCases.organisation(clerk, id: body.text)
            #expect(detail.taskCount == counts[name])
        }
    }

    @Test("A body that is none is refused, and nothing is kept")
    func refusesNoBody() async throws {
        try await Office.open(.sqlite) { office in
            let clerk = try await office.officeOf(office.own)
            let draft = try await office.upload(by: clerk)
            let (name, _) = try await taught(office, clerk, draft)
            let nobody = Identifier<Organisation>(at: office.bench.now(), random: (1, 1))
            let refusal = try await cause {
                _ = try await office.useCases.correctDraft(
                    clerk, id: draft.id.text, revision: 1, .mapUnit(Self.place, name, to: nobody))
            }
            #expect(
                refusal == .invalid([ValidationFailure(field: "organisation", message: "correction.noSuchBody")]))
        }
    }

    @Test("Adoption keeps what was corrected, with its clause and figures, and gives it out as examples")
    func keepsReadings() async throws {
        try await Office.open(.sqlite) { office in
            let (useCases, clerk) = (office.useCases, try await office.officeOf(office.own))
            let draft = try await office.upload(by: clerk)
            let id = draft.id.text
            _ = try await useCases.correctDraft(clerk, id: id, revision: 1, .retitle(Self.place, "Right"))
            _ = try await useCases.adoptDraft(clerk, id: id, revision: 2, as: .newPlan)
            let report = try await useCases.accuracy(clerk, pairing: office.own.code)
            let line = try #require(report.documents.first)
            #expect(line.draft == draft.id && line.reader != nil)
            #expect(line.corrections.map(\.element) == ["task.title"] && line.corrections[0].became == "Right")
            #expect(line.corrections[0].clause == draft.plan.areas[0].tasks[0].path)
            #expect(try #require(report.total.first { $0.element == "tasks" }).f1 < 1)
            #expect(report.total.first { $0.element == "areas" }?.f1 == 1)
            #expect(line.mean < 1)

            let zip = try await useCases.exportExamples(clerk, pairing: nil)
            #expect(zip.starts(with: Array("PK".utf8)))
            let names = String(decoding: zip, as: UTF8.self)
            #expect(names.contains("labels/document-") && names.contains("documents/document-"))
            try await useCases.withhold(clerk, document: draft.document.text, true)
            let without = try await useCases.exportExamples(clerk, pairing: nil)
            #expect(!String(decoding: without, as: UTF8.self).contains("labels/document-"))
            #expect(
                try await cause { _ = try await useCases.label(clerk, draft: id) }
                    == .conflict(reason: "document.withheld"))
            let stranger = try await office.officeOf(office.foreign)
            #expect(try await useCases.accuracy(stranger, pairing: nil).documents.isEmpty)
            #expect(
                try await cause { _ = try await useCases.accuracy(stranger, pairing: office.own.code) } == .notFound)
        }
    }

    @Test("A full name with its city is the body of that city that the directory knows")
    func fullNames() async throws {
        try await Office.open(.sqlite) { office in
            let (useCases, clerk) = (office.useCases, try await office.officeOf(office.own))
            let draft = try await office.upload(by: clerk)
            let body = try await useCases.addOrganisation(
                clerk,
                NewOrganisation(
                    name: "\u{5E02}\u{6559}\u{80B2}\u{5C40}", kind: .department, place: office.own.oldArea.division.text
                ))
            let full = office.own.oldArea.name + "\u{6559}\u{80B2}\u{5C40}"
            let corrected = try await useCases.correctDraft(
                clerk, id: draft.id.text, revision: 1, .setUnits(Self.place, full))
            _ = try await useCases.adoptDraft(
                clerk, id: draft.id.text, revision: corrected.revision, as: .newPlan)
            #expect(try await useCases.organisation(clerk, id: body.text).taskCount >= 1)
            var query = OrganisationQuery()
            query.text = full
            #expect(try await useCases.organisations(clerk, query).items.map(\.organisation.id) == [body])
        }
    }
}

extension DraftTask {
    fileprivate func has(_ name: DraftUnitName) -> Bool {
        responsible.expanded.contains { $0.unit == name.unit && $0.bearer == .unit(city: name.city) }
    }
}

@Suite("Documents that cite each other")
struct ReferenceTests {
    private static let text = """
        云岫市与澜港市红色旅游合作方案
        一、重点任务
        （一）传承红色文化
        1．建设基地。落实《云岫市与澜港市对口合作实施方案（2023—2027年）》，按照《云岫市旅游规划》（云政发〔2020〕9号）推进。（责任单位：云岫市文化和旅游局）
        """

    @Test("A citation leads to its document once that is uploaded, by itself", arguments: TestEngine.both)
    func links(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let (useCases, clerk) = (office.useCases, try await office.officeOf(office.own))
            let citing = try await office.upload(text: Self.text, by: clerk)
            let id = citing.document.text
            let before = try await useCases.documentDetail(clerk, id: id)
            #expect(before.cited.count == 2 && before.cited.allSatisfy { $0.document == nil })
            #expect(before.cited[0].clauses == [citing.plan.areas[0].tasks[0].path])
            #expect(before.cited[1].number == "云政发〔2020〕9号")
            let missing = try await useCases.missingDocuments(clerk, pairing: office.own.code)
            #expect(missing.count == 2 && missing.allSatisfy { $0.citing.map(\.document) == [citing.document] })

            let cited = try await office.upload(by: clerk)
            let after = try await useCases.documentDetail(clerk, id: id)
            #expect(after.cited[0].document == cited.document && after.cited[1].document == nil)
            #expect(try await useCases.missingDocuments(clerk, pairing: nil).map(\.number) == ["云政发〔2020〕9号"])
            let target = try await useCases.documentDetail(clerk, id: cited.document.text)
            #expect(target.citing.map(\.document) == [citing.document])

            let stranger = try await office.officeOf(office.foreign)
            #expect(try await useCases.missingDocuments(stranger, pairing: nil).isEmpty)
            #expect(try await cause { _ = try await useCases.documentDetail(stranger, id: id) } == .notFound)
        }
    }
}
