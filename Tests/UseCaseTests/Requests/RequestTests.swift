// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import SQLCore
import Storage
import Testing

@testable import UseCases

@Suite("Special requests")
struct RequestTests {
    private func answered(_ office: Office, _ people: RequestPeople, _ changes: [String: String] = [:]) async throws
        -> String
    {
        let id = try await office.consulted(people, changes)
        try await office.answer(id, 0, people.forestry)
        try await office.answer(id, 1, people.culture)
        return id
    }

    @Test("From the draft to what was promised and done", arguments: TestEngine.both)
    func wholeWay(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let people = try await RequestPeople(office)
            let id = try await office.request(people, ["basis": ""])
            let missing = try await cause {
                try await office.take(id, (people.applicant, "submit", LoopInput()))
            }
            guard case .invalid(let gaps)? = missing else {
                Issue.record("not refused")
                return
            }
            #expect(gaps.map(\.field) == ["basis"])
            try await office.useCases.editRequest(
                people.applicant, id: id, Edit(revision: 1, values: ["basis": "Clause 3"]))
            try await office.take(id, (people.applicant, "submit", LoopInput()))
            // Friday, 15 January 2027, and twenty working days: the Spring Festival of 2027 is not in the calendar yet.
            var detail = try await office.useCases.request(people.first, id: id)
            #expect(detail.request.deadline?.description == "2027-02-12" && detail.clock?.daysLeft == 20)
            try await office.take(
                id, (people.first, "send-back", LoopInput(note: "Which land?")),
                (people.applicant, "submit", LoopInput()),
                (people.first, "consult", LoopInput(day: "2027-01-29", unit: "Forestry\n Culture 2027-01-25")))
            detail = try await office.useCases.request(people.applicant, id: id)
            #expect(detail.opinions.map(\.opinion.due.description) == ["2027-01-29", "2027-01-25"])
            #expect(detail.opinions.map { $0.clock?.daysLeft } == [10, 6])
            try await office.answer(id, 1, people.culture)
            #expect(try await office.useCases.request(people.first, id: id).request.state == .consulting)
            try await office.answer(id, 0, people.forestry)
            #expect(try await office.useCases.request(people.first, id: id).request.state == .deciding)
            try await office.take(
                id, (people.second, "approve", LoopInput(answer: "Rent for three years", day: "2027-12-31")),
                (people.first, "deliver", LoopInput(answer: "Lease signed", noEvidence: "Lies in the registry")))
            detail = try await office.useCases.request(people.applicant, id: id)
            #expect(detail.request.state == .delivered && detail.request.decision == "Rent for three years")
            #expect(detail.request.decider?.name == "Person second")
            #expect(detail.request.validThrough?.description == "2027-12-31")
            #expect(detail.request.outcome?.contains("Lease signed") == true && detail.clock == nil)
            let steps = [
                "submit", "send-back", "submit", "consult", "answer", "answer", "gather", "approve", "deliver",
            ]
            #expect(detail.steps.map(\.step) == steps)
            let recorded = try await office.useCases.database.read {
                try $0.integer("SELECT count(*) FROM audit_event WHERE object_kind = 'request'")
            }
            #expect(recorded == 2 + steps.count)
        }
    }

    @Test("Who asks sees the decision, not what offices and departments say", arguments: TestEngine.both)
    func sight(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let people = try await RequestPeople(office)
            let id = try await answered(office, people, ["joint": "true"])
            try await office.take(id, (people.second, "approve", LoopInput(answer: "Rent")))
            func seen(_ caller: Caller) async throws -> RequestDetail {
                try await office.useCases.request(caller, id: id)
            }
            for (caller, answers) in [
                (people.first, ["Agreed by rule 5", "Agreed by rule 5"]),
                (people.otherOffice, ["Agreed by rule 5", "Agreed by rule 5"]), (people.applicant, [nil, nil]),
                (people.forestry, ["Agreed by rule 5", nil]),
            ] {
                let detail = try await seen(caller)
                #expect(detail.opinions.map(\.opinion.answer) == answers, "\(caller.name)")
                let isOffice = caller == people.first || caller == people.otherOffice
                #expect((detail.request.decision != nil) == isOffice, "\(caller.name)")
                #expect(detail.steps.last?.note == (isOffice ? "Rent" : nil), "\(caller.name)")
                let notes = detail.steps.filter { $0.step == "answer" }.map { $0.note != nil }
                #expect(notes == answers.map { $0 != nil }, "\(caller.name)")
            }
            try await office.take(
                id, (people.otherOffice, "dispute", LoopInput(note: "Too cheap")),
                (people.second, "approve", LoopInput(answer: "Rent at cost")),
                (people.otherOffice, "confirm", LoopInput()))
            let after = try await seen(people.applicant)
            #expect(after.request.decision == "Rent at cost" && after.request.state == .approved)
            #expect(!after.steps.contains { $0.note == "Too cheap" })
            // What is of one city alone is nothing to the other; a draft is nothing to an office.
            let own = try await office.consulted(people)
            #expect(
                try await cause { _ = try await office.useCases.request(people.otherOffice, id: own) } == .notFound)
            let draft = try await office.request(people)
            #expect(try await cause { _ = try await office.useCases.request(people.first, id: draft) } == .notFound)
            #expect(try await office.useCases.request(people.applicant, id: draft).fields?["matter"] == "Land")
        }
    }

    @Test("Whoever had it in hand doesn't decide it; needs are asked for", arguments: TestEngine.both)
    func needs(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let people = try await RequestPeople(office)
            let id = try await answered(office, people)
            let decision = LoopInput(answer: "Rent")
            #expect(
                try await cause { try await office.take(id, (people.first, "approve", decision)) }
                    == .forbidden(reason: "rule.loopSecondPerson"))
            #expect(try await office.useCases.request(people.first, id: id).offers.contains { $0.isForAnother })
            let wordless = try await cause { try await office.take(id, (people.second, "approve", LoopInput())) }
            guard case .invalid(let failures)? = wordless else {
                Issue.record("not refused")
                return
            }
            #expect(failures.map(\.field) == ["answer"])
            // The office's own request is decided by another of its people.
            let own = try await office.consulted(people, units: "Forestry", byOffice: true)
            try await office.take(own, (people.second, "decide-early", LoopInput(note: "It burns")))
            for caller in [people.first, people.second] {
                #expect(
                    try await cause { try await office.take(own, (caller, "approve", decision)) }
                        == .forbidden(reason: "rule.loopSecondPerson"))
            }
            let stale = try await cause {
                try await office.useCases.moveRequest(
                    people.first, id: own, revision: 1, step: "refuse", LoopInput(note: "No"))
            }
            #expect(stale == .stale(revision: 4))
        }
    }

    @Test("Who asked the departments doesn't decide where a colleague went on", arguments: TestEngine.both)
    func colleague(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let people = try await RequestPeople(office)
            let id = try await office.consulted(people)
            try await office.take(id, (people.second, "decide-early", LoopInput(note: "It burns")))
            let first = try await cause { try await office.take(id, (people.first, "approve", Self.decision)) }
            #expect(first == .forbidden(reason: "rule.loopSecondPerson"))
            let second = try await cause { try await office.take(id, (people.second, "approve", Self.decision)) }
            #expect(second == .forbidden(reason: "rule.loopSecondPerson"))
        }
    }

    @Test("Who decides has read what the departments say now", arguments: TestEngine.both)
    func changedOpinion(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let people = try await RequestPeople(office)
            let id = try await answered(office, people)
            let read = try await office.useCases.request(people.second, id: id)
            let revision = read.request.revision
            try await office.useCases.moveOpinion(
                people.first, request: id, opinion: read.opinions[0].opinion.id.text, revision: nil,
                step: "ask-again", LoopInput(note: "How much?"))
            let outdated = try await cause {
                try await office.useCases.moveRequest(
                    people.second, id: id, revision: revision, step: "approve", Self.decision)
            }
            #expect(outdated == .stale(revision: revision + 1))
        }
    }

    private static let decision = LoopInput(answer: "Rent")

    @Test("Departments: named once, not the applicant, with notice or a reason", arguments: TestEngine.both)
    func departments(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let people = try await RequestPeople(office)
            let id = try await office.request(people)
            try await office.take(id, (people.applicant, "submit", LoopInput()))
            for (units, day, note, fields) in [
                ("", "2027-01-29", nil, ["unit"]), ("Nobody", "2027-01-29", nil, ["unit"]),
                ("Forestry\nForestry", "2027-01-29", nil, ["unit"]), ("Park", "2027-01-29", nil, ["unit"]),
                ("Forestry", "2027-01-14", nil, ["day"]), ("Forestry", "2027-01-19", nil, ["note"]),
                ("Forestry 2027-01-19", "2027-01-29", nil, ["note"]),
            ] as [(String, String, String?, [String])] {
                let refused = try await cause {
                    try await office.take(
                        id, (people.first, "consult", LoopInput(note: note, day: day, unit: units)))
                }
                guard case .invalid(let failures)? = refused else {
                    Issue.record("\(units) \(day)")
                    continue
                }
                #expect(failures.map(\.field) == fields, "\(units) \(day)")
            }
            try await office.take(
                id, (people.first, "consult", LoopInput(note: "Snow", day: "2027-01-19", unit: "Forestry")))
            #expect(try await office.useCases.listRequests(people.first, RequestQuery()).short == 1)
            try await office.answer(id, 0, people.forestry)
            // Asked again: at least three working days.
            try await office.answer(id, 0, people.first, "ask-again")
            let opinion = try await office.useCases.request(people.forestry, id: id).opinions[0].opinion
            #expect(opinion.due.description == "2027-01-20" && opinion.remark == "Say more")
        }
    }

    @Test("What was promised ends with its term", arguments: TestEngine.both)
    func expiry(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let people = try await RequestPeople(office)
            let ending = try await answered(office, people)
            let lasting = try await answered(office, people)
            try await office.take(
                ending, (people.second, "approve", LoopInput(answer: "Rent", day: "2027-01-20")))
            try await office.take(lasting, (people.second, "approve", LoopInput(answer: "Rent")))
            func states() async throws -> [SpecialRequest.State] {
                var states: [SpecialRequest.State] = []
                for id in [ending, lasting] {
                    states.append(try await office.useCases.request(people.applicant, id: id).request.state)
                }
                return states
            }
            office.bench.advance(seconds: 5 * 86_400)
            #expect(try await office.useCases.expireRequests() == nil)
            #expect(try await states() == [.approved, .approved])
            office.bench.advance(seconds: 86_400)
            #expect(try await office.useCases.expireRequests()?.arguments == ["count": "1"])
            #expect(try await states() == [.expired, .approved])
            #expect(try await office.useCases.expireRequests() == nil)
            let last = try await office.useCases.request(people.applicant, id: ending).steps.last
            #expect(last?.step == "expire" && last?.part == .clock)
        }
    }
}
