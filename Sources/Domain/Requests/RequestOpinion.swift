// SPDX-License-Identifier: Apache-2.0

/// What one department says to a request.
package struct RequestOpinion: Hashable, Sendable {
    /// So many working days a department has at least, or a reason says why not.
    package static let leastNotice = 3

    package let id: Identifier<RequestOpinion>
    package let request: Identifier<SpecialRequest>
    /// Its place among those of the request, from 1.
    package let position: Int
    package let organisation: Identifier<Organisation>
    /// The department's name when it was asked.
    package let unit: String
    package var state = State.asked
    package var due: CalendarDate
    /// It was given less than the least notice.
    package var isShort = false
    package var answer: String?
    package var answeredBy: SignedBy?
    package var answeredAt: Instant?
    /// Why it was asked again.
    package var remark: String?
    package var revision = 1

    package init(
        id: Identifier<RequestOpinion>, request: Identifier<SpecialRequest>, position: Int,
        organisation: Identifier<Organisation>, unit: String, due: CalendarDate
    ) {
        (self.id, self.request, self.position) = (id, request, position)
        (self.organisation, self.unit, self.due) = (organisation, unit, due)
    }

    /// Whether an answer was due before `day` and there is none.
    package func isOverdue(on day: CalendarDate) -> Bool { state == .asked && due < day }
}
