// SPDX-License-Identifier: Apache-2.0

extension WorkLeg {
    /// Where one body's share of an item stands. The item itself stands where its legs do.
    package enum State: String, LoopState {
        /// In a yearly plan that not both cities have agreed to.
        case planned
        case open
        /// Split among bodies below: at its end when they are.
        case handedOn = "handed-on"
        /// Its body says that it is done; the office of its side looks.
        case done
        /// The office of its side found it done; the other city is asked.
        case confirming
        case closed
        case suspended
        case withdrawn
        /// Goes on in the next yearly plan.
        case carried

        package var isEnd: Bool { self == .closed || self == .withdrawn || self == .carried }
    }

    /// What is done with it.
    package enum Step: String, LoopStep {
        case agree, finish, handOn = "hand-on", gather, close, confirm, dispute, reopen, suspend, resume
        case withdraw, carry
        /// A part was opened again: what it belongs to is with its parts again.
        case spread
        /// All parts were withdrawn: the body does it itself again.
        case takeBack = "take-back"
        /// Sent back by the office, to be gone on with.
        case sendBack = "send-back"
    }

    package static let table = StateTable<State, Step>(
        start: .planned,
        [
            .init([.planned], .agree, by: [.clock], to: .open, follows: [.tellUnit]),
            .init([.open], .finish, by: [.unit, .office], needs: [.evidence], to: .done, follows: [.tellOffice]),
            .init([.open, .handedOn], .handOn, by: [.unit], to: .handedOn, follows: [.tellUnit]),
            .init([.handedOn], .gather, by: [.clock], to: .done, follows: [.tellOffice]),
            .init(
                [.done], .close, by: [.office], needs: [.secondPerson], when: [.joint], to: .confirming,
                follows: [.tellOtherOffice]),
            .init(
                [.done], .close, by: [.office], needs: [.secondPerson], unless: [.joint], to: .closed,
                follows: [.tellUnit, .raise]),
            .init([.confirming], .confirm, by: [.otherOffice], to: .closed, follows: [.tellUnit, .tellOffice, .raise]),
            .init([.confirming], .dispute, by: [.otherOffice], needs: [.remark], to: .done, follows: [.tellOffice]),
            .init([.done, .confirming, .closed], .spread, by: [.clock], to: .handedOn, follows: [.tellUnit]),
            .init([.handedOn], .takeBack, by: [.clock], to: .open, follows: [.tellUnit]),
            .init([.done], .sendBack, by: [.office], needs: [.remark], to: .open, follows: [.tellUnit]),
            .init([.closed], .reopen, by: [.office], needs: [.reason], to: .open, follows: [.tellUnit, .raise]),
            .init(
                [.open, .handedOn, .done], .suspend, by: [.office, .clock], needs: [.reason], to: .suspended,
                follows: [.tellUnit, .tellOtherOffice]),
            .init(
                [.suspended], .resume, by: [.office, .clock], needs: [.reason], unless: [.split], to: .open,
                follows: [.tellUnit]),
            .init(
                [.suspended], .resume, by: [.office, .clock], needs: [.reason], when: [.split], to: .handedOn,
                follows: [.tellUnit]),
            .init(
                [.open, .handedOn, .done, .suspended], .withdraw, by: [.office, .clock], needs: [.reason],
                to: .withdrawn,
                follows: [.tellUnit, .tellOtherOffice, .raise]),
            .init(
                [.open, .handedOn, .suspended], .carry, by: [.office, .clock], needs: [.reason], to: .carried,
                follows: [.carryOver, .tellUnit, .raise]),
        ])
}
