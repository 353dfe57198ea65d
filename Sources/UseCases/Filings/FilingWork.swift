// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

/// The steps that one transaction takes on a filing, by the table of states alone; written by `save`.
struct FilingWork {
    private let useCases: UseCases
    /// nil for the program.
    private let caller: Caller?
    let desk: FilingDesk
    private(set) var filing: Filing
    private var steps: [ChainStep] = []
    private var effects: [(step: Filing.Step, effects: [LoopEffect])] = []
    private let now: Instant

    init(_ useCases: UseCases, _ desk: FilingDesk, _ caller: Caller?) {
        (self.useCases, self.desk, self.caller) = (useCases, desk, caller)
        (filing, now) = (desk.filing, useCases.surroundings.now())
    }

    var signature: SignedBy { SignedBy(account: caller?.userID, name: caller?.name ?? "-") }

    mutating func change(_ body: (inout Filing) -> Void) { body(&filing) }

    /// Moves the filing; `note` is kept with the step.
    mutating func move(
        _ step: Filing.Step, by parts: Set<LoopPart>, given: Set<LoopNeed>, note: String? = nil
    ) throws {
        let line = try Filing.table.line(filing.state, step, by: parts, given: given, desk.facts, "filing")
        let before = filing.state
        filing.state = line.to ?? before
        let part = LoopPart.allCases.first { line.by.contains($0) && parts.contains($0) } ?? .clock
        if step != .write {
            let count = try ChainQueries<Filing>(desk.connection).count(of: filing.id)
            steps.append(
                ChainStep(
                    number: count + steps.count + 1, leg: nil, step: step.rawValue, from: before.rawValue,
                    to: filing.state.rawValue, part: part, at: now,
                    by: part == .clock ? SignedBy(account: nil, name: "-") : signature, note: note, day: nil))
        }
        effects.append((step, line.follows))
    }

    /// Writes what changed, with an event for each step but writing, and tells whom it concerns.
    mutating func save() throws {
        filing.revision += 1
        guard try FilingQueries(desk.connection).update(filing) else {
            throw UseCaseError("filing", .stale(revision: desk.filing.revision))
        }
        try ChainQueries<Filing>(desk.connection).insert(steps, of: filing.id)
        for step in steps {
            try useCases.record(
                desk.connection, step.part == .clock ? nil : caller, "move", .filing(filing),
                before: ["filing": step.from],
                after: ["filing": step.to, "filingStep": step.step, "reason": step.note])
        }
        for (step, effects) in effects { try useCases.tell(effects, of: news(of: step), desk.connection) }
    }

    private func news(of step: Filing.Step) -> LoopNews {
        LoopNews(
            kind: step.kind, objectKind: "filing", objectID: filing.id.text, title: "told.filing." + step.rawValue,
            arguments: ["unit": filing.unit, "period": desk.cycle.period.description],
            path: "/filings/" + filing.id.text, pairing: filing.pairing, side: filing.side,
            units: [filing.organisation].compactMap { $0 })
    }
}

extension Filing.Step {
    fileprivate var kind: NoticeKind {
        switch self {
        case .submit, .submitFor: .submitted
        case .sendBack, .reopen: .returned
        case .accept: .accepted
        case .write, .takeBack, .excuse, .lock, .correct: .changed
        }
    }
}
