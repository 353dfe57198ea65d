// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import LedgerEngine
import SQLCore
import Storage

/// One filing with what surrounds it, while it is read or written in a transaction.
struct FilingDesk {
    let cycle: FilingCycle
    let filing: Filing
    let form: FilingForm
    let pairing: Pairing
    let scope: PairingScope
    let connection: any SQLConnection

    /// What of its side the rule table is asked about.
    var object: RuleObject { RuleObject(pairing: scope, side: filing.side) }
    var facts: Set<LoopFact> { cycle.closedAt == nil ? [] : [.cycleClosed] }

    /// As whom the caller moves it, for what the rule table allows.
    func parts(_ caller: Caller) -> Set<LoopPart> {
        loopParts(caller, side: filing.side, organisation: filing.organisation, in: scope)
            .filter { caller.may($0 == .office ? .checkWork : .reportWork, on: object) && $0 != .otherOffice }
    }
}

/// What a filing asks for, with what is written in it.
struct FilingSheet {
    let lines: [FilingLine]
    /// By the legs of the lines.
    let legs: [Identifier<WorkLeg>: WorkLegRecord]
    let items: [Identifier<WorkItem>: WorkItemRecord]
    let milestones: [Identifier<WorkItem>: [Milestone]]
    var answers: [FilingPlace: String]
    let form: FilingForm

    init(_ desk: FilingDesk) throws {
        let queries = FilingAnswerQueries(desk.connection)
        form = desk.form
        (lines, answers) = (try queries.lines(of: desk.filing.id), try queries.answers(of: desk.filing.id))
        let found = try WorkLegQueries(desk.connection).find(lines.map(\.leg))
        legs = Dictionary(found.map { ($0.leg.id, $0) }, uniquingKeysWith: { first, _ in first })
        let work = WorkItemQueries(desk.connection)
        let ids = Set(found.map(\.leg.item)).sorted()
        items = Dictionary(try work.find(ids).map { ($0.item.id, $0) }, uniquingKeysWith: { first, _ in first })
        milestones = try work.milestones(of: ids)
    }

    func nodes(of leg: Identifier<WorkLeg>) -> [Milestone] {
        legs[leg].flatMap { milestones[$0.leg.item] }.map { $0.filter { $0.isAgreed && !$0.isDropped } } ?? []
    }

    typealias Asked = (place: FilingPlace, field: FilingForm.Field)

    /// Every field that is asked for or filled, in the order of the page: what was said before milestones told it stays.
    var places: [Asked] {
        lines.flatMap { line -> [Asked] in
            let asked = Set(form.asked(hasMilestones: !nodes(of: line.leg).isEmpty).map(\.key))
            return form.asked(hasMilestones: false).map { (FilingPlace(leg: line.leg, field: $0.key), $0) }
                .filter { asked.contains($0.1.key) || answers[$0.0] != nil }
        } + form.asked(hasMilestones: nil).map { (FilingPlace(leg: nil, field: $0.key), $0) }
    }

    /// Whether nobody works on the share any more, so that nothing must be said of it.
    private func isSetAside(_ place: FilingPlace) -> Bool {
        switch place.leg.flatMap({ legs[$0]?.leg.state }) {
        case .withdrawn, .suspended: true
        default: false
        }
    }

    /// As a form shows them, and as two people's changes of them are told apart.
    var editable: [EditableField] {
        places.map { EditableField($0.place.description, answers[$0.place] ?? "") }
    }

    /// What is missing, and what can't be read.
    var gaps: [ValidationFailure] {
        places.compactMap { place, field in
            let text = answers[place] ?? ""
            if text.isEmpty {
                return field.field.isRequired && !isSetAside(place)
                    ? ValidationFailure(field: place.description, message: "filing.missing") : nil
            }
            return reading(text, field, at: place).failure
        }
    }

    /// The value of what was typed, or why it is none.
    func reading(
        _ text: String, _ field: FilingForm.Field, at place: FilingPlace
    ) -> (value: FieldValue?, failure: ValidationFailure?) {
        let reading = field.field.read(FieldInput(text, unit: field.field.unit), .none)
        let problem = reading.problems.first { $0.weight == .error }
        return (
            reading.value,
            problem.map {
                ValidationFailure(field: place.description, message: $0.messageKey, arguments: $0.arguments)
            }
        )
    }
}

extension LedgerDirectory {
    /// For fields that point nowhere.
    static var none: Self {
        LedgerDirectory(codeLists: [:], find: { _, _ in .unknown(nearest: nil) }, name: { _, _, _ in nil })
    }
}

extension UseCases {
    /// The filing of an address, locked inside `write`. Throws notFound where the caller may not know of it: bodies see
    /// their own, offices those of their side, everybody else who reads the work what was accepted.
    func findFiling(
        _ id: String, _ caller: Caller, _ connection: any SQLConnection, isLocked: Bool = false
    ) throws -> FilingDesk {
        let queries = FilingQueries(connection)
        guard let id = Identifier<Filing>(id), let filing = try isLocked ? queries.lock(id) : queries.find(id),
            let cycle = try FilingCycleQueries(connection).find(filing.cycle),
            let form = surroundings.forms[cycle.form],
            let pairing = try PairingQueries(connection).find(filing.pairing),
            let scope = try PairingScope.load(pairing.id, connection)
        else { throw UseCaseError("filing", .notFound) }
        try caller.require(.readWork, on: RuleObject(pairing: scope), "filing", knowing: .readWork)
        guard caller.sees(filing, in: scope) else {
            throw UseCaseError("filing", .notFound, hiding: "rule.ownFilingsOnly")
        }
        return FilingDesk(
            cycle: cycle, filing: filing, form: form, pairing: pairing, scope: scope, connection: connection)
    }

    /// The cycle of an address. Throws notFound where the caller may not read the work of its pairing.
    func findCycle(
        _ id: String, _ caller: Caller, _ connection: any SQLConnection, isLocked: Bool = false
    ) throws -> (cycle: FilingCycle, pairing: Pairing, scope: PairingScope) {
        let queries = FilingCycleQueries(connection)
        guard let id = Identifier<FilingCycle>(id), let cycle = try isLocked ? queries.lock(id) : queries.find(id),
            let pairing = try PairingQueries(connection).find(cycle.pairing),
            let scope = try PairingScope.load(pairing.id, connection)
        else { throw UseCaseError("cycle", .notFound) }
        try caller.require(.readWork, on: RuleObject(pairing: scope), "cycle", knowing: .readWork)
        return (cycle, pairing, scope)
    }
}

extension Caller {
    /// Whether the caller, who reads the work of the pairing, sees this filing now.
    func sees(_ filing: Filing, in scope: PairingScope) -> Bool {
        if filing.state == .accepted || filing.state == .locked { return true }
        let parts = loopParts(self, side: filing.side, organisation: filing.organisation, in: scope)
        return !parts.isDisjoint(with: [.unit, .office])
    }
}

extension AuditSubject {
    static func filing(_ filing: Filing) -> Self {
        Self(kind: "filing", id: filing.id.text, pairing: filing.pairing)
    }
    static func cycle(_ cycle: FilingCycle) -> Self { Self(kind: "cycle", id: cycle.id.text, pairing: cycle.pairing) }
    /// All cycles of a pairing: their rule.
    static func cycle(of pairing: Pairing) -> Self { Self(kind: "cycle", id: pairing.id.text, pairing: pairing.id) }
}
