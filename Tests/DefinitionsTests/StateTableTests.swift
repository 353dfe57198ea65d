// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing

/// The tables of states said a second time, as a person would write them down: `state step part…: state`, with what
/// must hold in brackets. Everything that is not written must be refused: every state × step × part × fact is tried.
@Suite("StateTable")
struct StateTableTests {
    @Test("The share of an item moves by these lines alone")
    func leg() {
        compare(
            WorkLeg.table,
            """
            planned agree clock: open
            open finish unit office: done
            open hand-on unit: handed-on
            handed-on hand-on unit: handed-on
            handed-on gather clock: done
            done close office [joint]: confirming
            done close office [!joint]: closed
            confirming confirm otherOffice: closed
            confirming dispute otherOffice: done
            done spread clock: handed-on
            confirming spread clock: handed-on
            closed spread clock: handed-on
            handed-on take-back clock: open
            done send-back office: open
            closed reopen office: open
            open suspend office clock: suspended
            handed-on suspend office clock: suspended
            done suspend office clock: suspended
            suspended resume office clock [!split]: open
            suspended resume office clock [split]: handed-on
            open withdraw office clock: withdrawn
            handed-on withdraw office clock: withdrawn
            done withdraw office clock: withdrawn
            suspended withdraw office clock: withdrawn
            open carry office clock: carried
            handed-on carry office clock: carried
            suspended carry office clock: carried
            """)
    }

    @Test("A filing moves by these lines alone")
    func filing() {
        compare(
            Filing.table,
            """
            expected write unit office: draft
            draft write unit office: draft
            returned write unit office: returned
            missed write unit office: missed
            expected submit unit: submitted
            draft submit unit: submitted
            returned submit unit: submitted
            missed submit unit: submitted
            expected submit-for office: submitted
            draft submit-for office: submitted
            returned submit-for office: submitted
            missed submit-for office: submitted
            submitted take-back unit [!cycleClosed]: draft
            submitted accept office [!cycleClosed]: accepted
            submitted accept office [cycleClosed]: locked
            submitted send-back office: returned
            accepted reopen office: returned
            expected excuse office: excused
            draft excuse office: excused
            returned excuse office: excused
            accepted lock clock: locked
            expected lock clock: missed
            draft lock clock: missed
            returned lock clock: missed
            locked correct office: locked
            """)
    }

    @Test("A supervision order moves by these lines alone")
    func order() {
        compare(
            SupervisionOrder.table,
            """
            drafted propose office: proposed
            proposed approve office: filed
            proposed decline office: drafted
            filed decline office: drafted
            filed issue office: issued
            issued gather clock: finished
            finished close office [joint]: confirming
            finished close office [!joint]: closed
            confirming confirm otherOffice: closed
            confirming dispute otherOffice: finished
            finished send-back office: issued
            closed restart office: issued
            issued suspend office: suspended
            finished suspend office: suspended
            confirming suspend office: suspended
            suspended resume office: issued
            drafted cancel office: cancelled
            proposed cancel office: cancelled
            filed cancel office: cancelled
            issued cancel office: cancelled
            finished cancel office: cancelled
            confirming cancel office: cancelled
            suspended cancel office: cancelled
            """)
    }

    @Test("The handling of an order moves by these lines alone")
    func handling() {
        compare(
            HandlingLeg.table,
            """
            sent receive unit: received
            sent refuse unit: refused
            received refuse unit: refused
            refused insist office: sent
            sent replace office: replaced
            received replace office: replaced
            handling replace office: replaced
            refused replace office: replaced
            returned replace office: replaced
            received work unit: handling
            handling work unit: handling
            returned work unit: returned
            received answer unit: answered
            handling answer unit: answered
            returned answer unit: answered
            answered accept office: done
            answered send-back office: returned
            received ask-extension unit [!prolonged]: received
            handling ask-extension unit [!prolonged]: handling
            returned ask-extension unit [!prolonged]: returned
            received grant-extension office [!prolonged]: received
            handling grant-extension office [!prolonged]: handling
            returned grant-extension office [!prolonged]: returned
            received refuse-extension office [!prolonged]: received
            handling refuse-extension office [!prolonged]: handling
            returned refuse-extension office [!prolonged]: returned
            done redo clock: returned
            """)
    }

    @Test("A special request and its opinions move by these lines alone")
    func request() {
        compare(
            SpecialRequest.table,
            """
            drafted submit applicant: submitted
            returned submit applicant: submitted
            submitted send-back office: returned
            submitted consult office: consulting
            consulting gather clock: deciding
            consulting decide-early office: deciding
            deciding approve office [joint]: confirming
            deciding approve office [!joint]: approved
            confirming confirm otherOffice: approved
            confirming dispute otherOffice: deciding
            submitted refuse office: refused
            returned refuse office: refused
            deciding refuse office: refused
            approved deliver office: delivered
            approved expire clock: expired
            drafted withdraw applicant: withdrawn
            submitted withdraw applicant: withdrawn
            returned withdraw applicant: withdrawn
            consulting withdraw applicant: withdrawn
            deciding withdraw applicant: withdrawn
            """)
        compare(
            RequestOpinion.table,
            """
            asked answer unit: answered
            answered ask-again office: asked
            """)
    }

    @Test("A meeting's decision moves by these lines alone")
    func decision() {
        compare(
            MeetingDecision.table,
            """
            open report office unit: reported
            reported close office: closed
            reported send-back office: open
            open drop office: dropped
            reported drop office: dropped
            closed reopen office: open
            dropped reopen office: open
            """)
    }

    @Test("What is closed, accepted or decided is so by another person; going back or aside has its reason")
    func guards() {
        needs(WorkLeg.table, .secondPerson, on: [.close])
        needs(WorkLeg.table, .reason, on: [.reopen, .suspend, .resume, .withdraw, .carry])
        needs(WorkLeg.table, .remark, on: [.dispute, .sendBack])
        needs(WorkLeg.table, .evidence, on: [.finish])
        needs(Filing.table, .secondPerson, on: [.accept])
        needs(Filing.table, .complete, on: [.submit, .submitFor])
        needs(Filing.table, .paper, on: [.submitFor])
        needs(Filing.table, .reason, on: [.reopen, .excuse, .correct])
        needs(SupervisionOrder.table, .secondPerson, on: [.approve, .close, .suspend])
        needs(SupervisionOrder.table, .reason, on: [.decline, .sendBack, .restart, .suspend, .resume, .cancel])
        needs(HandlingLeg.table, .secondPerson, on: [.accept, .grantExtension])
        needs(HandlingLeg.table, .evidence, on: [.answer])
        needs(MeetingDecision.table, .secondPerson, on: [.close])
        needs(MeetingDecision.table, .reason, on: [.drop, .reopen])
        needs(SpecialRequest.table, .decision, on: [.approve])
        needs(SpecialRequest.table, .secondPerson, on: [.approve])
    }

    @Test("Every state is reached from the first, and from each that is no end there is a way to one")
    func ways() {
        check(WorkLeg.table)
        check(Filing.table)
        check(SupervisionOrder.table)
        check(HandlingLeg.table)
        check(SpecialRequest.table)
        check(RequestOpinion.table)
        check(MeetingDecision.table)
    }

    private func needs<State, Step>(_ table: StateTable<State, Step>, _ need: LoopNeed, on steps: [Step]) {
        for line in table.lines where steps.contains(line.step) {
            #expect(line.needs.contains(need), "\(line.step) needs \(need)")
            #expect(
                throws: LoopRefusal.missing([need]),
                performing: {
                    _ = try table.move(
                        line.from.first!, line.step, by: line.by, given: line.needs.subtracting([need]), line.when)
                })
        }
    }

    private func check<State, Step>(_ table: StateTable<State, Step>) {
        func reach(_ start: State) -> Set<State> {
            var found: Set<State> = [start]
            var open = [start]
            while let state = open.popLast() {
                for line in table.lines where line.from.contains(state) {
                    if let to = line.to, found.insert(to).inserted { open.append(to) }
                }
            }
            return found
        }
        #expect(reach(table.start) == Set(State.allCases))
        for state in State.allCases where !state.isEnd {
            #expect(reach(state).contains { $0.isEnd }, "\(state) leads nowhere")
        }
    }

    /// Tries everything: what the text says must be so, all else refused.
    private func compare<State, Step>(_ table: StateTable<State, Step>, _ text: String) {
        let said = text.split(separator: "\n").map { Said($0) }
        for state in State.allCases {
            for step in Step.allCases {
                for facts in Self.allFacts {
                    let line = said.first { $0.matches(state.rawValue, step.rawValue, facts) }
                    for part in LoopPart.allCases {
                        let found: StateTable<State, Step>.Line? = try? table.move(
                            state, step, by: [part], given: Set(LoopNeed.allCases), facts)
                        let wanted = line.flatMap { $0.parts.contains(part.rawValue) ? $0.to : nil }
                        #expect(
                            found.map { ($0.to ?? state).rawValue } == wanted,
                            "\(state.rawValue) \(step.rawValue) \(part.rawValue) \(facts.map(\.rawValue))")
                    }
                }
            }
        }
    }

    private static let allFacts: [Set<LoopFact>] = (0..<(1 << LoopFact.allCases.count)).map { bits in
        Set(LoopFact.allCases.enumerated().filter { bits >> $0.offset & 1 == 1 }.map(\.element))
    }

    private struct Said {
        let state: String, step: String, to: String
        let parts: Set<String>
        let when: [String], unless: [String]

        init(_ line: Substring) {
            let halves = line.split(separator: ": ")
            let words = halves[0].split(separator: " ").map(String.init)
            let facts = words.filter { $0.hasPrefix("[") }.map { $0.dropFirst().dropLast() }
            (state, step, to) = (words[0], words[1], String(halves[1]))
            parts = Set(words.dropFirst(2).filter { !$0.hasPrefix("[") })
            when = facts.filter { !$0.hasPrefix("!") }.map(String.init)
            unless = facts.filter { $0.hasPrefix("!") }.map { String($0.dropFirst()) }
        }

        func matches(_ state: String, _ step: String, _ facts: Set<LoopFact>) -> Bool {
            let names = Set(facts.map(\.rawValue))
            return self.state == state && self.step == step && names.isSuperset(of: when)
                && names.isDisjoint(with: unless)
        }
    }
}
