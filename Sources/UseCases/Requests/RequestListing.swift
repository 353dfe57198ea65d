// SPDX-License-Identifier: Apache-2.0
package import Domain

/// One request in a list.
package struct RequestListing: Sendable {
    package let request: SpecialRequest
    package let pairing: Pairing
    package let opinions: [RequestOpinion]
    package let clock: RequestClock?
    package let isOverdue: Bool
}

/// How much time is left for something, in working days; negative once its day is over.
package struct RequestClock: Hashable, Sendable {
    package let day: CalendarDate
    package let daysLeft: Int
    package let isOverdue: Bool

    /// Few days are left.
    package var isNear: Bool { !isOverdue && daysLeft <= RequestOpinion.leastNotice }
}

/// A page of requests, with what stands above it.
package struct RequestPage: Sendable {
    package let page: Page<RequestListing>
    package let count: Int
    /// How many of those are overdue, and of how many a department was given too short a notice.
    package let overdue: Int
    package let short: Int
    /// Whether the caller may ask for something.
    package let mayAdd: Bool
    /// All pairings of whose requests the caller sees some.
    package let pairings: [Pairing]
}

/// Which requests are wanted.
package struct RequestQuery: Sendable {
    /// Which of them by where they stand.
    package enum Show: Hashable, Sendable {
        /// Those of which something is still expected.
        case open
        case all
        case state(SpecialRequest.State)
        case overdue
    }
    package var show = Show.open
    package var kind: SpecialRequest.Kind?
    package var pairing: String?
    package var side: Side?
    package var after: String?
    package var limit = 50

    package init() {}
}

/// A request as its page shows it, to one caller.
package struct RequestDetail: Sendable {
    /// Without what the caller does not see.
    package let request: SpecialRequest
    package let pairing: Pairing
    package let clock: RequestClock?
    package let opinions: [Opinion]
    package let steps: [Step]
    /// The steps of the request itself that the caller may take now.
    package let offers: [StepOffer]
    /// The fields of the form; nil where the caller may not write them now.
    package let fields: [String: String]?
    /// The names of the bodies of the side, for who may ask them.
    package let bodies: [String]
    package let isOverdue: Bool

    /// A department's opinion.
    package struct Opinion: Sendable {
        package let opinion: RequestOpinion
        /// False where only its state is shown: it is between the office and the department.
        package let isWhole: Bool
        /// nil where it is answered, or nobody waits for it any more.
        package let clock: RequestClock?
        package let offers: [StepOffer]
    }

    /// A step that was taken.
    package struct Step: Sendable {
        /// The department whose opinion it moved; nil for the request itself.
        package let unit: String?
        package let step: String
        package let part: LoopPart
        package let at: Instant
        package let by: String
        package let note: String?
        package let day: CalendarDate?
    }
}
