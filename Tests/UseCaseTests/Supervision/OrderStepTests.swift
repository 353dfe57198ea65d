// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import SQLCore
import Storage
import Testing

@testable import UseCases

/// Every step from every state by everybody: what the table and the rules allow is carried out, all else is refused and
/// leaves nothing.
@Suite("Every step of orders and their handling")
struct OrderStepTests {
    private struct Asker {
        let name: String
        let caller: Caller
        /// As whom they move the order, and its leg.
        let order: Set<LoopPart>
        let leg: Set<LoopPart>
        /// Whether they see orders that are not filed yet, and all others.
        var seesDrafts = false
        var sees = true
    }

    private func askers(_ office: Office, _ people: OrderPeople) async throws -> [Asker] {
        let observer = try await office.caller("observer", .observer(office.own.id))
        let nation = try await office.caller("nation", .national)
        let province = try await office.caller("province", .province(office.own.oldArea.division.province))
        let east = try await office.unit("Harbour", .eastern)
        return [
            Asker(name: "proposer", caller: people.first, order: [.office], leg: [.office], seesDrafts: true),
            Asker(name: "office", caller: people.second, order: [.office], leg: [.office], seesDrafts: true),
            Asker(
                name: "other office", caller: people.otherOffice, order: [.otherOffice], leg: [.otherOffice],
                seesDrafts: true),
            Asker(name: "unit", caller: people.unit, order: [], leg: [.unit]),
            Asker(name: "other unit", caller: east, order: [], leg: [], sees: false),
            Asker(name: "nation", caller: nation, order: [], leg: []),
            Asker(name: "province", caller: province, order: [], leg: []),
            Asker(name: "observer", caller: observer, order: [], leg: [], sees: false),
            Asker(name: "foreign office", caller: people.stranger, order: [], leg: [], sees: false),
        ]
    }

    /// Everything that a step could need.
    private static let everything = LoopInput(
        note: "Because", answer: "Done", noEvidence: "Seen", day: "2027-03-20", unit: "Culture")

    @Test("Steps of orders", arguments: TestEngine.both)
    func orders(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let people = try await OrderPeople(office)
            let askers = try await askers(office, people)
            for isJoint in [false, true] {
                let id = try await office.issued(people, ["joint": isJoint ? "true" : ""])
                for state in SupervisionOrder.State.allCases {
                    try await put(order: state, leg: state == .issued ? .sent : .done, id, office)
                    for asker in askers {
                        for step in SupervisionOrder.Step.allCases {
                            try await tryStep(step, asker, state, isJoint, id, office)
                        }
                    }
                }
            }
        }
    }

    private func tryStep(
        _ step: SupervisionOrder.Step, _ asker: Asker, _ state: SupervisionOrder.State, _ isJoint: Bool, _ id: String,
        _ office: Office
    ) async throws {
        let isInternal = state == .drafted || state == .proposed
        let isSeen = asker.sees && (asker.seesDrafts || !isInternal)
        let line = SupervisionOrder.table.line(state, step, isJoint ? [.joint] : [])
        let isProposers = [.approve, .suspend, .cancel].contains(step) && asker.name == "proposer"
        let isAllowed =
            isSeen
            && line.map { line in
                !line.by.isDisjoint(with: asker.order) && !(line.needs.contains(.secondPerson) && isProposers)
            } ?? false
        let before = try await office.orderTrace()
        let found = try await cause {
            try await office.useCases.moveOrder(
                asker.caller, id: id, revision: nil, step: step.rawValue, Self.everything)
        }
        let label = "\(asker.name): \(step) from \(state), joint \(isJoint)"
        #expect((found == nil) == isAllowed, "\(label): \(String(describing: found))")
        if !isSeen { #expect(found == .notFound, "\(label)") }
        guard found == nil else {
            #expect(try await office.orderTrace() == before, "\(label)")
            return
        }
        let after = try await office.useCases.database.read {
            try OrderQueries($0).find(Identifier(id)!)?.state
        }
        // The leg of an order that isn't issued is done here, so that one that goes on is finished.
        #expect(after == (step == .resume ? .finished : line?.to), "\(label)")
        try await put(order: state, leg: state == .issued ? .sent : .done, id, office)
    }

    @Test("Steps of one body's handling", arguments: TestEngine.both)
    func handling(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let people = try await OrderPeople(office)
            let askers = try await askers(office, people)
            let id = try await office.issued(people)
            let leg = try await office.useCases.order(people.first, id: id).legs[0].leg.id.text
            for state in HandlingLeg.State.allCases {
                for isProlonged in [false, true] {
                    for asker in askers {
                        for step in HandlingLeg.Step.allCases {
                            try await put(order: .issued, leg: state, prolonged: isProlonged, id, office)
                            try await tryStep(step, asker, state, isProlonged, (id, leg), office)
                        }
                    }
                }
            }
        }
    }

    private func tryStep(
        _ step: HandlingLeg.Step, _ asker: Asker, _ state: HandlingLeg.State, _ isProlonged: Bool,
        _ ids: (order: String, leg: String), _ office: Office
    ) async throws {
        let line = HandlingLeg.table.line(state, step, isProlonged ? [.prolonged] : [])
        // More time is asked for already by the office's second person, and so not asked for again.
        let isAsked = step == .askExtension
        let isOwn = step == .grantExtension && asker.name == "office"
        let isAllowed =
            asker.sees && !isAsked && !isOwn && (line.map { !$0.by.isDisjoint(with: asker.leg) } ?? false)
        // A replacement has no more time than the order; more time is later than that.
        var input = Self.everything
        if step == .replace { input.day = nil }
        let before = try await office.orderTrace()
        let found = try await cause {
            try await office.useCases.moveHandling(
                asker.caller, order: ids.order, leg: ids.leg, revision: nil, step: step.rawValue, input)
        }
        let label = "\(asker.name): \(step) from \(state), prolonged \(isProlonged)"
        #expect((found == nil) == isAllowed, "\(label): \(String(describing: found))")
        if !asker.sees { #expect(found == .notFound, "\(label)") }
        guard found == nil else {
            #expect(try await office.orderTrace() == before, "\(label)")
            return
        }
        let after = try await office.useCases.database.read {
            try HandlingQueries($0).all(of: Identifier(ids.order)!).first { $0.id.text == ids.leg }?.state
        }
        #expect(after == line?.to ?? state, "\(label)")
    }

    @Test("Nothing moves in an order that isn't with its bodies", arguments: TestEngine.both)
    func notIssued(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let people = try await OrderPeople(office)
            let id = try await office.issued(people)
            let leg = try await office.useCases.order(people.first, id: id).legs[0].leg.id.text
            for state in SupervisionOrder.State.allCases where state != .issued {
                try await put(order: state, leg: .received, id, office)
                for (caller, step) in [(people.unit, "answer"), (people.first, "replace")] {
                    let found = try await cause {
                        try await office.useCases.moveHandling(
                            caller, order: id, leg: leg, revision: nil, step: step, Self.everything)
                    }
                    #expect(found != nil, "\(state) \(step)")
                }
                #expect(try await office.useCases.order(people.first, id: id).legs[0].offers.isEmpty)
            }
        }
    }

    /// Puts the order and its first leg into these states, whatever was before; other legs go.
    private func put(
        order: SupervisionOrder.State, leg: HandlingLeg.State, prolonged: Bool = false, _ id: String, _ office: Office
    ) async throws {
        let isFiled = order != .drafted && order != .proposed
        let (proposer, asker) = try await office.useCases.database.read { connection in
            let accounts = AccountQueries(connection)
            return (
                try accounts.find(username: "office-home-away-oldarea")?.user.id,
                try accounts.find(username: "second")?.user.id
            )
        }
        try await office.useCases.database.write { connection in
            try connection.run("DELETE FROM handling_leg WHERE order_id = ? AND position > 1", [.text(id)])
            try connection.run(
                """
                UPDATE handling_leg SET state = ?, is_prolonged = ?, asked_day = '2027-03-15', asked_reason = 'Snow',
                    asked_by = ?, asker = 'S', answered_by = NULL, accepted_by = NULL, deadline = '2027-03-01'
                WHERE order_id = ?
                """, [.choice(leg), .flag(prolonged), .id(asker), .text(id)])
            let filed =
                isFiled
                ? "year = 2027, serial = 1, filed_at = 1, issued_at = 1"
                : "year = NULL, serial = NULL, filed_at = NULL, issued_at = NULL"
            let others = "UPDATE supervision_order SET year = 2026 WHERE id <> ? AND year = 2027"
            try connection.run(others, [.text(id)])
            try connection.run(
                """
                UPDATE supervision_order SET state = ?, proposed_by = ?, proposer = 'P', deadline = '2027-03-01', \(filed)
                WHERE id = ?
                """, [.choice(order), .id(proposer), .text(id)])
        }
    }
}
