// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

/// The steps that one transaction takes on a request and its opinions, by the tables of states alone; written by `save`.
struct RequestWork {
    private let useCases: UseCases
    private let connection: any SQLConnection
    /// nil for the program.
    private let caller: Caller?
    let desk: RequestDesk
    private(set) var request: SpecialRequest
    private(set) var opinions: [RequestOpinion]
    private var steps: [ChainStep] = []
    private var news: [(effects: [LoopEffect], news: LoopNews)] = []
    private var stepCount: Int
    private let now: Instant

    init(
        _ useCases: UseCases, _ desk: RequestDesk, _ caller: Caller?, _ connection: any SQLConnection
    ) throws {
        (self.useCases, self.connection, self.caller, self.desk) = (useCases, connection, caller, desk)
        (request, opinions) = (desk.request, desk.opinions)
        stepCount = try ChainQueries<SpecialRequest>(connection).count(of: desk.request.id)
        now = useCases.surroundings.now()
    }

    var signature: SignedBy { SignedBy(account: caller?.userID, name: caller?.name ?? "-") }

    /// Changes the request beside its state.
    mutating func change(_ body: (inout SpecialRequest) -> Void) { body(&request) }

    mutating func change(_ index: Int, _ body: (inout RequestOpinion) -> Void) { body(&opinions[index]) }

    /// The departments that are to be asked.
    mutating func ask(_ new: [RequestOpinion]) { opinions += new }

    /// Moves the request, and what follows from it.
    mutating func move(
        _ step: SpecialRequest.Step, by parts: Set<LoopPart>, given: Set<LoopNeed>, _ input: LoopInput,
        day: CalendarDate? = nil
    ) throws {
        let table = SpecialRequest.table
        let line = try table.line(request.state, step, by: parts, given: given, request.facts, "request")
        let before = request.state
        request.state = line.to ?? before
        note(step.rawValue, nil, (before.rawValue, request.state.rawValue), (line.by, parts), input, day)
        tell(line.follows, "request", step.rawValue, opinions)
    }

    /// Moves an opinion, and what follows from it for the request.
    mutating func move(
        opinion index: Int, _ step: RequestOpinion.Step, by parts: Set<LoopPart>, given: Set<LoopNeed>,
        _ input: LoopInput, day: CalendarDate? = nil
    ) throws {
        let before = opinions[index]
        let line = try RequestOpinion.table.line(before.state, step, by: parts, given: given, [], "request")
        opinions[index].state = line.to ?? before.state
        note(
            step.rawValue, before.id.text, (before.state.rawValue, opinions[index].state.rawValue),
            (line.by, parts), input, day)
        tell(line.follows, "opinion", step.rawValue, [before])
        if line.follows.contains(.raise) { try raise() }
    }

    /// The request is to be decided once every department has answered.
    private mutating func raise() throws {
        guard request.state == .consulting, opinions.allSatisfy(\.state.isEnd) else { return }
        try move(.gather, by: [.clock], given: [], LoopInput())
    }

    private mutating func note(
        _ step: String, _ opinion: String?, _ states: (from: String, to: String),
        _ people: (allowed: Set<LoopPart>, own: Set<LoopPart>), _ input: LoopInput, _ day: CalendarDate?
    ) {
        let part = LoopPart.allCases.first { people.allowed.contains($0) && people.own.contains($0) } ?? .clock
        stepCount += 1
        steps.append(
            ChainStep(
                number: stepCount, leg: opinion, step: step, from: states.from, to: states.to, part: part, at: now,
                by: part == .clock ? SignedBy(account: nil, name: "-") : signature, note: input.said, day: day))
    }

    private mutating func tell(
        _ effects: [LoopEffect], _ machine: String, _ step: String, _ opinions: [RequestOpinion]
    ) {
        let news = LoopNews(
            kind: .request, objectKind: "request", objectID: request.id.text, title: "notice.\(machine).\(step)",
            arguments: ["matter": request.matter, "unit": opinions.map(\.unit).joined(separator: ", ")],
            path: "/requests/" + request.id.text, pairing: request.pairing, side: request.side,
            units: opinions.map(\.organisation), applicant: request.recipient)
        // An office hears nothing of a draft that was never submitted.
        let told = request.submittedAt == nil && step == SpecialRequest.Step.withdraw.rawValue ? [] : effects
        self.news.append((told, news))
    }

    /// Writes what changed, every step, one event for each, and tells whom it concerns.
    mutating func save() throws {
        // Who decides has seen what the departments say: a changed opinion is a changed request.
        if request != desk.request || opinions != desk.opinions {
            request.revision += 1
            guard try RequestQueries(connection).update(request) else {
                throw UseCaseError("request", .stale(revision: desk.request.revision))
            }
        }
        let queries = OpinionQueries(connection)
        for (index, opinion) in opinions.enumerated() {
            guard let before = desk.opinions.first(where: { $0.id == opinion.id }) else {
                try queries.insert([opinion])
                continue
            }
            guard before != opinion else { continue }
            opinions[index].revision += 1
            try queries.update(opinions[index])
        }
        try ChainQueries<SpecialRequest>(connection).insert(steps, of: request.id)
        for step in steps { try recordStep(step) }
        for (effects, news) in news { try useCases.tell(effects, of: news, connection) }
    }

    private func recordStep(_ step: ChainStep) throws {
        let by = step.part == .clock ? nil : caller
        guard let opinion = opinions.first(where: { $0.id.text == step.leg }) else {
            try useCases.record(
                connection, by, "move", .request(request.id, request.pairing), before: ["state": step.from],
                after: ["state": step.to, "requestStep": step.step, "reason": step.note])
            return
        }
        try useCases.record(
            connection, by, "moveOpinion", .request(request.id, request.pairing), before: ["opinion": step.from],
            after: ["opinion": step.to, "opinionStep": step.step, "unit": opinion.unit, "reason": step.note])
    }
}
