// SPDX-License-Identifier: Apache-2.0

extension SupervisionOrder {
    /// Where an order stands, from its draft to its being struck off (domain: the eight steps of supervision offices,
    /// and the Regulations on Government Supervision, State Council Decree 733).
    package enum State: String, LoopState {
        case drafted
        /// Waits for approval.
        case proposed
        /// Approved and registered.
        case filed
        /// With the bodies that handle it.
        case issued
        /// Every leg is done.
        case finished
        /// Struck off by the office on one side of a joint order; the other city is asked.
        case confirming
        case closed
        case suspended
        case cancelled

        package var isEnd: Bool { self == .closed || self == .cancelled }
    }

    /// What is done with it.
    package enum Step: String, LoopStep {
        case propose, approve, decline, issue, gather, close, confirm, dispute
        case sendBack = "send-back"
        case restart, suspend, resume, cancel
    }

    package static let table = StateTable<State, Step>(
        start: .drafted,
        [
            .init([.drafted], .propose, by: [.office], needs: [.complete], to: .proposed, follows: [.tellOffice]),
            .init([.proposed], .approve, by: [.office], needs: [.secondPerson], to: .filed),
            .init([.proposed, .filed], .decline, by: [.office], needs: [.reason], to: .drafted),
            .init([.filed], .issue, by: [.office], to: .issued, follows: [.sendLegs, .tellUnit]),
            .init([.issued], .gather, by: [.clock], to: .finished, follows: [.tellOffice]),
            .init(
                [.finished], .close, by: [.office], needs: [.secondPerson], when: [.joint], to: .confirming,
                follows: [.tellOtherOffice]),
            .init(
                [.finished], .close, by: [.office], needs: [.secondPerson], unless: [.joint], to: .closed,
                follows: [.tellUnit]),
            .init([.confirming], .confirm, by: [.otherOffice], to: .closed, follows: [.tellUnit, .tellOffice]),
            .init([.confirming], .dispute, by: [.otherOffice], needs: [.remark], to: .finished, follows: [.tellOffice]),
            .init(
                [.finished], .sendBack, by: [.office], needs: [.reason], to: .issued, follows: [.returnLegs, .tellUnit]),
            .init(
                [.closed], .restart, by: [.office], needs: [.reason], to: .issued, follows: [.returnLegs, .tellUnit]),
            .init(
                [.issued, .finished, .confirming], .suspend, by: [.office], needs: [.reason, .secondPerson],
                to: .suspended,
                follows: [.tellUnit]),
            .init([.suspended], .resume, by: [.office], needs: [.reason], to: .issued, follows: [.tellUnit]),
            .init(
                [.drafted, .proposed, .filed], .cancel, by: [.office], needs: [.reason], to: .cancelled),
            .init(
                [.issued, .finished, .confirming, .suspended], .cancel, by: [.office], needs: [.reason, .secondPerson],
                to: .cancelled, follows: [.tellUnit]),
        ])
}

extension HandlingLeg {
    /// Where one body's handling of an order stands.
    package enum State: String, LoopState {
        case sent
        case received
        case handling
        /// The body doesn't take it, or asks that another does.
        case refused
        case answered
        case returned
        case done
        /// Given to another body.
        case replaced

        package var isEnd: Bool { self == .done || self == .replaced }
    }

    /// What is done with it.
    package enum Step: String, LoopStep {
        case receive, refuse, insist, replace, work, answer, accept
        case sendBack = "send-back"
        case askExtension = "ask-extension"
        case grantExtension = "grant-extension"
        case refuseExtension = "refuse-extension"
        case redo
    }

    package static let table = StateTable<State, Step>(
        start: .sent,
        [
            .init([.sent], .receive, by: [.unit], to: .received, follows: [.tellOffice]),
            .init([.sent, .received], .refuse, by: [.unit], needs: [.reason], to: .refused, follows: [.tellOffice]),
            .init([.refused], .insist, by: [.office], needs: [.reason], to: .sent, follows: [.tellUnit]),
            .init(
                [.sent, .received, .handling, .refused, .returned], .replace, by: [.office], needs: [.reason],
                to: .replaced, follows: [.tellUnit]),
            .init([.received, .handling], .work, by: [.unit], to: .handling),
            .init([.returned], .work, by: [.unit], to: nil),
            .init(
                [.received, .handling, .returned], .answer, by: [.unit], needs: [.evidence], to: .answered,
                follows: [.tellOffice]),
            .init(
                [.answered], .accept, by: [.office], needs: [.secondPerson], to: .done, follows: [.tellUnit, .raise]),
            .init([.answered], .sendBack, by: [.office], needs: [.remark], to: .returned, follows: [.tellUnit]),
            .init(
                [.received, .handling, .returned], .askExtension, by: [.unit], needs: [.reason, .newDay],
                unless: [.prolonged], to: nil, follows: [.tellOffice]),
            .init(
                [.received, .handling, .returned], .grantExtension, by: [.office], needs: [.secondPerson],
                unless: [.prolonged], to: nil, follows: [.tellUnit]),
            .init(
                [.received, .handling, .returned], .refuseExtension, by: [.office], needs: [.reason],
                unless: [.prolonged], to: nil, follows: [.tellUnit]),
            .init([.done], .redo, by: [.clock], to: .returned, follows: [.tellUnit]),
        ])
}
