// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import SQLCore
import Storage
import Testing

@testable import UseCases

@Suite("Shares of items")
struct LegTests {
    @Test("A body reports done, a colleague of its office closes", arguments: TestEngine.both)
    func closes(engine: TestEngine) async throws {
        try await WorkPlace.open(engine) { place in
            let useCases = place.useCases
            let id = try await place.start()
            try await place.agree(id)
            let leg = try #require(try await place.items(id)[0].legs.first { $0.side == .oldArea })
            let unit = try await place.person(of: leg)
            let bare = try await cause { try await useCases.moveLeg(unit, id: leg.id.text, .finish, LoopWords()) }
            #expect(bare == .invalid([ValidationFailure(field: "evidence", message: "loop.missing.evidence")]))
            let words = LoopWords(note: "Three sites surveyed", evidence: "Survey report of 5 May")
            try await useCases.moveLeg(unit, id: leg.id.text, .finish, words)
            #expect(try await place.state(of: leg) == .done)
            let mine = try await cause { try await useCases.moveLeg(unit, id: leg.id.text, .close, LoopWords()) }
            #expect(mine == .forbidden(reason: "rule.officesOnly"))
            try await useCases.moveLeg(place.oldArea, id: leg.id.text, .sendBack, LoopWords(note: "Where is the list?"))
            try await useCases.moveLeg(unit, id: leg.id.text, .finish, words)
            try await useCases.moveLeg(place.oldArea, id: leg.id.text, .close, LoopWords())
            #expect(try await place.state(of: leg) == .closed)
            let item = try await useCases.item(place.oldArea, id: leg.item.text)
            let steps = try #require(item.shares.first { $0.leg.id == leg.id }).steps
            #expect(steps.map(\.step) == ["agree", "finish", "send-back", "finish", "close"])
            #expect(steps[2].note == "Where is the list?")
            // Each is told what concerns them, once, in the order in which it happened.
            let toUnit = try await place.told(unit)
            #expect(toUnit == ["told.leg.send-back", "told.leg.close"])
            let toOffice = try await place.told(place.eastern)
            #expect(toOffice == ["told.yearPlan.waiting"])
            #expect(try await place.told(place.oldArea) == ["told.leg.finish", "told.leg.finish"])
        }
    }

    @Test("Who reported it done does not close it: the office that did so needs a colleague")
    func secondPerson() async throws {
        try await WorkPlace.open(.sqlite) { place in
            let useCases = place.useCases
            let id = try await place.start()
            try await place.agree(id)
            let leg = try #require(try await place.items(id)[0].legs.first { $0.side == .oldArea })
            try await useCases.moveLeg(
                place.oldArea, id: leg.id.text, .finish, LoopWords(note: "Done", evidence: "Report"))
            let own = try await cause {
                try await useCases.moveLeg(place.oldArea, id: leg.id.text, .close, LoopWords())
            }
            #expect(own == .forbidden(reason: "rule.loopSecondPerson"))
            let colleague = try await place.office.caller("colleague", .office(place.office.own.id, .oldArea))
            try await useCases.moveLeg(colleague, id: leg.id.text, .close, LoopWords())
            #expect(try await place.state(of: leg) == .closed)
        }
    }

    @Test("What both cities answer for is confirmed by the other office")
    func joint() async throws {
        try await WorkPlace.open(.sqlite) { place in
            let useCases = place.useCases
            let id = try await place.start()
            let item = try await place.items(id)[0].item
            try await useCases.editItem(
                place.oldArea, id: item.id.text, Edit(revision: 1, values: ["isJoint": "yes"]))
            try await place.agree(id)
            let leg = try #require(try await place.items(id)[0].legs.first { $0.side == .oldArea })
            let unit = try await place.person(of: leg)
            try await useCases.moveLeg(unit, id: leg.id.text, .finish, LoopWords(note: "Done", evidence: "Report"))
            try await useCases.moveLeg(place.oldArea, id: leg.id.text, .close, LoopWords())
            #expect(try await place.state(of: leg) == .confirming)
            let own = try await cause {
                try await useCases.moveLeg(place.oldArea, id: leg.id.text, .confirm, LoopWords())
            }
            #expect(own == .forbidden(reason: "rule.otherSide"))
            try await useCases.moveLeg(place.eastern, id: leg.id.text, .dispute, LoopWords(note: "We saw one only"))
            try await useCases.moveLeg(place.oldArea, id: leg.id.text, .close, LoopWords())
            try await useCases.moveLeg(place.eastern, id: leg.id.text, .confirm, LoopWords())
            #expect(try await place.state(of: leg) == .closed)
        }
    }

    @Test("A share that is handed on is done when its parts are", arguments: TestEngine.both)
    func handsOn(engine: TestEngine) async throws {
        try await WorkPlace.open(engine) { place in
            let useCases = place.useCases
            let id = try await place.start()
            try await place.agree(id)
            let leg = try #require(try await place.items(id)[0].legs.first { $0.side == .oldArea })
            let unit = try await place.person(of: leg)
            let nobody = try await cause {
                try await useCases.handOnLeg(unit, id: leg.id.text, to: [], revision: nil)
            }
            #expect(nobody == .invalid([ValidationFailure(field: "bodies", message: "leg.bodiesMissing")]))
            try await useCases.handOnLeg(unit, id: leg.id.text, to: ["Museum", "Archive"], revision: nil)
            #expect(try await place.state(of: leg) == .handedOn)
            let parts =
                try await useCases.item(place.oldArea, id: leg.item.text).shares
                .first { $0.leg.id == leg.id }?.parts.map(\.leg) ?? []
            #expect(parts.map(\.unit) == ["Museum", "Archive"] && parts.allSatisfy { $0.state == .open })
            let colleague = try await place.office.caller("colleague", .office(place.office.own.id, .oldArea))
            for part in parts {
                #expect(try await place.state(of: leg) == .handedOn)
                try await useCases.moveLeg(
                    place.oldArea, id: part.id.text, .finish, LoopWords(note: "Done", evidence: "Report"))
                try await useCases.moveLeg(colleague, id: part.id.text, .close, LoopWords())
            }
            #expect(try await place.state(of: leg) == .done)
        }
    }

    @Test("A part that is opened again takes its share along; what is set aside is so with its parts")
    func parts() async throws {
        try await WorkPlace.open(.sqlite) { place in
            let useCases = place.useCases
            let id = try await place.start()
            try await place.agree(id)
            let leg = try #require(try await place.items(id)[0].legs.first { $0.side == .oldArea })
            let unit = try await place.person(of: leg)
            let colleague = try await place.office.caller("colleague", .office(place.office.own.id, .oldArea))
            func parts() async throws -> [WorkLeg] {
                try await useCases.item(place.oldArea, id: leg.item.text).shares.first { $0.leg.id == leg.id }?
                    .parts.map(\.leg) ?? []
            }
            try await useCases.handOnLeg(unit, id: leg.id.text, to: ["Museum", "Archive"], revision: nil)
            let first = try await parts()[0]
            let again = try await cause {
                try await useCases.handOnLeg(place.oldArea, id: first.id.text, to: ["Hall"], revision: nil)
            }
            #expect(again == .conflict(reason: "leg.handOnOnce"))
            for part in try await parts() {
                try await useCases.moveLeg(
                    place.oldArea, id: part.id.text, .finish, LoopWords(note: "Done", evidence: "Report"))
                try await useCases.moveLeg(colleague, id: part.id.text, .close, LoopWords())
            }
            try await useCases.moveLeg(place.oldArea, id: leg.id.text, .close, LoopWords())
            try await useCases.moveLeg(place.oldArea, id: first.id.text, .reopen, LoopWords(note: "One is missing"))
            #expect(try await place.state(of: leg) == .handedOn)
            try await useCases.moveLeg(place.oldArea, id: leg.id.text, .suspend, LoopWords(note: "Flood"))
            #expect(try await place.state(of: first) == .suspended)
            try await useCases.moveLeg(place.oldArea, id: leg.id.text, .resume, LoopWords(note: "Dry again"))
            #expect(try await place.state(of: first) == .open)
            #expect(try await place.state(of: leg) == .handedOn)
        }
    }

    @Test("A share whose parts were all withdrawn is its body's own again; a withdrawn share counts for nothing")
    func withdrawn() async throws {
        try await WorkPlace.open(.sqlite) { place in
            let useCases = place.useCases
            let id = try await place.start()
            try await place.agree(id)
            let legs = try await place.items(id)[0].legs
            let leg = try #require(legs.first { $0.side == .oldArea })
            try await useCases.handOnLeg(
                try await place.person(of: leg), id: leg.id.text, to: ["Museum"], revision: nil)
            let part = try #require(
                try await useCases.item(place.oldArea, id: leg.item.text).shares.first { $0.leg.id == leg.id }?
                    .parts.first?.leg)
            try await useCases.setProgress(place.oldArea, leg: part.id.text, 600, revision: nil)
            #expect(try await place.items(id)[0].light.progress == 600 / legs.count)
            try await useCases.moveLeg(place.oldArea, id: part.id.text, .withdraw, LoopWords(note: "Closed"))
            #expect(try await place.state(of: leg) == .open)
            for other in legs where other.id != leg.id {
                let caller = other.side == .oldArea ? place.oldArea : place.eastern
                try await useCases.moveLeg(caller, id: other.id.text, .withdraw, LoopWords(note: "Not theirs"))
            }
            try await useCases.setProgress(place.oldArea, leg: leg.id.text, 900, revision: nil)
            #expect(try await place.items(id)[0].light.progress == 900)
        }
    }

    @Test("One city alone doesn't take a confirmation from the other; words longer than are kept are refused")
    func jointStays() async throws {
        try await WorkPlace.open(.sqlite) { place in
            let useCases = place.useCases
            let id = try await place.start()
            let item = try await place.items(id)[0].item.id.text
            try await useCases.editItem(place.oldArea, id: item, Edit(revision: 1, values: ["isJoint": "yes"]))
            try await place.agree(id)
            try await useCases.editItem(place.oldArea, id: item, Edit(revision: 2, values: ["isJoint": ""]))
            let leg = try #require(try await place.items(id)[0].legs.first { $0.side == .oldArea })
            let unit = try await place.person(of: leg)
            let long = try await cause {
                try await useCases.moveLeg(
                    unit, id: leg.id.text, .finish,
                    LoopWords(note: "Done", evidence: String(repeating: "e", count: 1_001)))
            }
            guard case .invalid(let failures)? = long else { throw UseCaseError("test", .notFound) }
            #expect(failures.map(\.field) == ["evidence"])
            try await useCases.moveLeg(unit, id: leg.id.text, .finish, LoopWords(note: "Done", evidence: "Report"))
            try await useCases.moveLeg(place.oldArea, id: leg.id.text, .close, LoopWords())
            #expect(try await place.state(of: leg) == .confirming)
        }
    }

    @Test("Milestones say how far an item is; without them its bodies do")
    func progress() async throws {
        try await WorkPlace.open(.sqlite) { place in
            let useCases = place.useCases
            let id = try await place.start()
            let item = try await place.items(id)[0].item
            try await useCases.editItem(
                place.oldArea, id: item.id.text, Edit(revision: 1, values: ["q1": "Survey", "q2": "List"]))
            try await place.agree(id)
            let (with, without) = (try await place.items(id)[0], try await place.items(id)[1])
            let typed = try await cause {
                try await useCases.setProgress(place.oldArea, leg: with.legs[0].id.text, 500, revision: nil)
            }
            #expect(typed == .conflict(reason: "leg.milestonesSay"))
            for leg in without.legs {
                let caller = leg.side == .oldArea ? place.oldArea : place.eastern
                try await useCases.setProgress(caller, leg: leg.id.text, 500, revision: nil)
            }
            #expect(try await place.items(id)[1].light.progress == 500)
            let future = try await cause {
                try await useCases.reachMilestone(
                    place.oldArea, item: item.id.text, milestone: with.milestones[0].id.text,
                    on: CalendarDate(iso: "2027-02-01"))
            }
            #expect(future == .invalid([ValidationFailure(field: "day", message: "milestone.notYet")]))
            try await useCases.reachMilestone(
                place.oldArea, item: item.id.text, milestone: with.milestones[0].id.text,
                on: CalendarDate(iso: "2027-01-10"))
            #expect(try await place.items(id)[0].light.progress == 500)
        }
    }

    @Test("Every step from every state is taken by whom the tables name, and by nobody else: nothing else is written")
    func everyStep() async throws {
        try await WorkPlace.open(.sqlite) { place in
            let id = try await place.start()
            try await place.agree(id)
            let leg = try #require(try await place.items(id)[0].legs.first { $0.side == .oldArea })
            let other = try #require(try await place.items(id)[0].legs.first { $0.side == .eastern })
            let callers: [(Caller, Set<LoopPart>)] = [
                (try await place.person(of: leg), [.unit]), (place.oldArea, [.office]), (place.eastern, [.otherOffice]),
                (try await place.person(of: other, "far"), []),
                (try await place.office.caller("nation", .national), []),
                (try await place.office.caller("province", .province(place.office.own.oldArea.division.province)), []),
                (try await place.office.caller("reader", .observer(place.office.own.id)), []),
                (try await place.office.officeOf(place.office.foreign), []),
                (try await place.office.caller("system", .systemAdmin), []),
            ]
            let words = LoopWords(note: "Because", evidence: "Report")
            for state in WorkLeg.State.allCases {
                for step in WorkLeg.Step.allCases where step != .handOn {
                    for (caller, parts) in callers {
                        try await place.set(leg, state)
                        let line = WorkLeg.table.line(state, step)
                        let isAllowed = line.map { !$0.by.isDisjoint(with: parts) } ?? false
                        let refusal = try await cause {
                            try await place.useCases.moveLeg(caller, id: leg.id.text, step, words)
                        }
                        #expect(
                            (refusal == nil) == isAllowed,
                            "\(state) \(step) \(caller.label): \(String(describing: refusal))")
                        let now = try await place.state(of: leg)
                        #expect(now == (isAllowed ? line?.to ?? state : state), "\(state) \(step) \(caller.label)")
                    }
                }
            }
        }
    }
}

extension WorkPlace {
    /// Puts a share into a state, whatever the tables say.
    func set(_ leg: WorkLeg, _ state: WorkLeg.State) async throws {
        try await useCases.database.write { connection in
            var record = try #require(try WorkLegQueries(connection).find(leg.id))
            record.leg.state = state
            record.leg.finishedBy = nil
            record.leg.revision += 1
            _ = try WorkLegQueries(connection).update(record)
        }
    }
}
