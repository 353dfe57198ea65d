// SPDX-License-Identifier: Apache-2.0

extension Filing {
    /// Where what a body hands in for a cycle stands.
    package enum State: String, LoopState {
        /// Asked for; nobody has written in it yet.
        case expected
        case draft
        case submitted
        case returned
        case accepted
        /// Accepted, in a closed cycle: changes are dated corrections.
        case locked
        /// Not handed in when its cycle closed.
        case missed
        /// The office asks nothing of this body this time.
        case excused

        /// The body has still to hand in.
        package var isWithBody: Bool { self == .expected || self == .draft || self == .returned }

        package var isEnd: Bool { self == .locked || self == .missed || self == .excused }
    }

    /// What is done with it.
    package enum Step: String, LoopStep {
        case write, submit
        /// Handed in by the office for a body, with the paper.
        case submitFor = "submit-for"
        case takeBack = "take-back"
        case accept
        case sendBack = "send-back"
        case reopen, excuse, lock, correct
    }

    package static let table = StateTable<State, Step>(
        start: .expected,
        [
            .init([.expected, .draft], .write, by: [.unit, .office], to: .draft),
            .init([.returned, .missed], .write, by: [.unit, .office], to: nil),
            .init(
                [.expected, .draft, .returned], .submit, by: [.unit], needs: [.complete], to: .submitted,
                follows: [.tellOffice]),
            .init(
                [.missed], .submit, by: [.unit], needs: [.complete, .reason], to: .submitted, follows: [.tellOffice]),
            .init(
                [.expected, .draft, .returned], .submitFor, by: [.office], needs: [.complete, .paper], to: .submitted,
                follows: [.tellUnit]),
            .init(
                [.missed], .submitFor, by: [.office], needs: [.complete, .paper, .reason], to: .submitted,
                follows: [.tellUnit]),
            .init([.submitted], .takeBack, by: [.unit], unless: [.cycleClosed], to: .draft, follows: [.tellOffice]),
            .init(
                [.submitted], .accept, by: [.office], needs: [.secondPerson], unless: [.cycleClosed], to: .accepted,
                follows: [.tellUnit]),
            .init(
                [.submitted], .accept, by: [.office], needs: [.secondPerson], when: [.cycleClosed], to: .locked,
                follows: [.tellUnit, .correct]),
            .init([.submitted], .sendBack, by: [.office], needs: [.remark], to: .returned, follows: [.tellUnit]),
            .init([.accepted], .reopen, by: [.office], needs: [.reason], to: .returned, follows: [.tellUnit]),
            .init(
                [.expected, .draft, .returned], .excuse, by: [.office], needs: [.reason], to: .excused,
                follows: [.tellUnit]),
            .init([.accepted], .lock, by: [.clock], to: .locked),
            .init([.expected, .draft, .returned], .lock, by: [.clock], to: .missed, follows: [.tellUnit]),
            .init([.locked], .correct, by: [.office], needs: [.reason], to: nil, follows: [.correct, .tellUnit]),
        ])
}
