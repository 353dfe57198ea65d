// SPDX-License-Identifier: Apache-2.0

extension MeetingDecision {
    /// Where a decision stands that is in no yearly list.
    package enum State: String, LoopState {
        case open
        /// Its body says that it is done; the office of its side looks.
        case reported
        case closed
        /// Given up.
        case dropped

        package var isEnd: Bool { self == .closed || self == .dropped }
    }

    /// What is done with it.
    package enum Step: String, LoopStep {
        case report, close
        case sendBack = "send-back"
        case drop, reopen
    }

    package static let table = StateTable<State, Step>(
        start: .open,
        [
            .init([.open], .report, by: [.unit, .office], needs: [.remark], to: .reported, follows: [.tellOffice]),
            .init([.reported], .close, by: [.office], needs: [.secondPerson], to: .closed, follows: [.tellUnit]),
            .init([.reported], .sendBack, by: [.office], needs: [.remark], to: .open, follows: [.tellUnit]),
            .init(
                [.open, .reported], .drop, by: [.office], needs: [.reason], to: .dropped,
                follows: [.tellUnit, .tellOtherOffice]),
            .init([.closed, .dropped], .reopen, by: [.office], needs: [.reason], to: .open, follows: [.tellUnit]),
        ])
}
