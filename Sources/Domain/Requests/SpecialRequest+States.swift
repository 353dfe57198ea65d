// SPDX-License-Identifier: Apache-2.0

extension SpecialRequest {
    /// Where a request for a decision of its own stands, seen by its applicant all the way.
    package enum State: String, LoopState {
        case drafted
        case submitted
        /// Something is missing in it.
        case returned
        /// The departments that must answer have it.
        case consulting
        /// Every answer is there.
        case deciding
        /// Decided by one side of a joint request; the other city is asked.
        case confirming
        case approved
        /// What was promised is done.
        case delivered
        case refused
        case withdrawn
        /// What was promised ended with its term.
        case expired

        package var isEnd: Bool {
            switch self {
            case .delivered, .refused, .withdrawn, .expired: true
            default: false
            }
        }
    }

    /// What is done with it.
    package enum Step: String, LoopStep {
        case submit
        case sendBack = "send-back"
        case consult, gather, decideEarly = "decide-early", approve, confirm, dispute, refuse, deliver, expire, withdraw
    }

    /// Whoever took one of these for a request, or for an opinion on it, doesn't decide it.
    package static let stepsOfHandling =
        [Step.submit, .consult, .decideEarly].map(\.rawValue) + [RequestOpinion.Step.answer.rawValue]

    package static let table = StateTable<State, Step>(
        start: .drafted,
        [
            .init(
                [.drafted, .returned], .submit, by: [.applicant], needs: [.complete], to: .submitted,
                follows: [.tellOffice]),
            .init([.submitted], .sendBack, by: [.office], needs: [.remark], to: .returned, follows: [.tellApplicant]),
            .init(
                [.submitted], .consult, by: [.office], needs: [.newDay], to: .consulting,
                follows: [.tellUnit, .tellApplicant]),
            .init([.consulting], .gather, by: [.clock], to: .deciding, follows: [.tellOffice]),
            .init([.consulting], .decideEarly, by: [.office], needs: [.reason], to: .deciding),
            .init(
                [.deciding], .approve, by: [.office], needs: [.decision, .secondPerson], when: [.joint],
                to: .confirming, follows: [.tellOtherOffice]),
            .init(
                [.deciding], .approve, by: [.office], needs: [.decision, .secondPerson], unless: [.joint],
                to: .approved, follows: [.tellApplicant, .tellUnit]),
            .init([.confirming], .confirm, by: [.otherOffice], to: .approved, follows: [.tellApplicant, .tellUnit]),
            .init([.confirming], .dispute, by: [.otherOffice], needs: [.remark], to: .deciding, follows: [.tellOffice]),
            .init(
                [.submitted, .returned, .deciding], .refuse, by: [.office], needs: [.reason], to: .refused,
                follows: [.tellApplicant]),
            .init([.approved], .deliver, by: [.office], needs: [.evidence], to: .delivered, follows: [.tellApplicant]),
            .init([.approved], .expire, by: [.clock], to: .expired, follows: [.tellApplicant, .tellOffice]),
            .init(
                [.drafted, .submitted, .returned, .consulting, .deciding], .withdraw, by: [.applicant], to: .withdrawn,
                follows: [.tellOffice]),
        ])
}

extension RequestOpinion {
    /// Where one department's answer to a request stands.
    package enum State: String, LoopState {
        case asked
        case answered

        package var isEnd: Bool { self == .answered }
    }

    /// What is done with it.
    package enum Step: String, LoopStep {
        case answer
        case askAgain = "ask-again"
    }

    package static let table = StateTable<State, Step>(
        start: .asked,
        [
            .init([.asked], .answer, by: [.unit], needs: [.decision], to: .answered, follows: [.tellOffice, .raise]),
            .init([.answered], .askAgain, by: [.office], needs: [.remark], to: .asked, follows: [.tellUnit]),
        ])
}
