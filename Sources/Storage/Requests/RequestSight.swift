// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore

/// Which special requests somebody sees: one value for lists and for single requests.
package struct RequestSight: Hashable, Sendable {
    /// Pairings whose requests of a side its office sees, with all that is said of them; the other office sees the joint
    /// ones.
    package var offices: [Side: Set<Identifier<Pairing>>] = [:]
    /// Pairings whose submitted requests are read with all that is said of them.
    package var readers = PairingFilter.some([])
    /// Bodies that see what they asked for and what they were asked about, with the pairings in which they work.
    package var bodies: [Identifier<Organisation>: Set<Identifier<Pairing>>] = [:]

    package init() {}

    /// Whether the request is seen with all that every department says.
    package func showsWhole(_ request: SpecialRequest) -> Bool {
        if isOffice(request.side, request), request.submittedAt != nil || request.organisation == nil { return true }
        guard request.submittedAt != nil else { return false }
        return (request.isJoint && isOffice(request.side.other, request)) || readers.contains(request.pairing)
    }

    package func shows(_ request: SpecialRequest, _ opinions: [RequestOpinion]) -> Bool {
        if showsWhole(request) { return true }
        let concerned = opinions.map(\.organisation) + [request.organisation].compactMap { $0 }
        return concerned.contains { bodies[$0]?.contains(request.pairing) ?? false }
    }

    private func isOffice(_ side: Side, _ request: SpecialRequest) -> Bool {
        offices[side]?.contains(request.pairing) ?? false
    }

    /// The same as a condition on `special_request r`.
    var condition: SQLCondition {
        let submitted = SQLCondition("r.submitted_at IS NOT NULL")
        var conditions = [SQLCondition.all([submitted, readers.condition("r.pairing_id")].compactMap { $0 })]
        for side in Side.allCases {
            let pairings = SQLCondition.in("r.pairing_id", (offices[side] ?? []).sorted().map { .id($0) })
            let own = SQLCondition("r.side = ?", [.choice(side)])
            let joint = SQLCondition("r.side = ? AND r.is_joint = 1", [.choice(side.other)])
            conditions.append(
                .all([
                    pairings, own, SQLCondition("(r.submitted_at IS NOT NULL OR r.organisation_id IS NULL)"),
                ]))
            conditions.append(.all([pairings, joint, submitted]))
        }
        for (body, pairings) in bodies.sorted(by: { $0.key < $1.key }) {
            conditions.append(
                .all([
                    .in("r.pairing_id", pairings.sorted().map { .id($0) }),
                    SQLCondition(
                        """
                        (r.organisation_id = ? OR EXISTS (SELECT 1 FROM request_opinion o
                            WHERE o.request_id = r.id AND o.organisation_id = ?))
                        """, [.id(body), .id(body)]),
                ]))
        }
        return .any(conditions)
    }
}

/// Which requests a list is asked for.
package struct RequestFilter: Hashable, Sendable {
    package var sight: RequestSight
    package var pairing: Identifier<Pairing>?
    package var side: Side?
    package var kind: SpecialRequest.Kind?
    /// nil for all.
    package var states: [SpecialRequest.State]?
    /// Only those of which a decision or an opinion was due before this day.
    package var overdueOn: CalendarDate?
    /// Only those of which a department was given too short a notice.
    package var isShortOnly = false
    /// The latest first; otherwise the earliest to be decided.
    package var isReversed = false

    package init(sight: RequestSight) { self.sight = sight }

    var condition: SQLCondition {
        var conditions = [sight.condition]
        if let pairing { conditions.append(SQLCondition("r.pairing_id = ?", [.id(pairing)])) }
        if let side { conditions.append(SQLCondition("r.side = ?", [.choice(side)])) }
        if let kind { conditions.append(SQLCondition("r.kind = ?", [.choice(kind)])) }
        if let states { conditions.append(.in("r.state", states.map { .choice($0) })) }
        if let overdueOn { conditions.append(.overdue(on: overdueOn)) }
        if isShortOnly {
            conditions.append(
                SQLCondition("EXISTS (SELECT 1 FROM request_opinion o WHERE o.request_id = r.id AND o.is_short = 1)"))
        }
        return .all(conditions)
    }
}

extension SQLCondition {
    fileprivate static func overdue(on day: CalendarDate) -> SQLCondition {
        let states = SpecialRequest.State.allCases
        let waiting = SQLCondition.in("r.state", states.filter(\.waitsForDecision).map { .choice($0) })
        let hearing = SQLCondition.in("r.state", states.filter(\.hearsDepartments).map { .choice($0) })
        let late = SQLCondition(
            """
            EXISTS (SELECT 1 FROM request_opinion o
                WHERE o.request_id = r.id AND o.state = 'asked' AND o.due_day < ?)
            """, [.day(day)])
        return .any([.all([waiting, SQLCondition("r.deadline < ?", [.day(day)])]), .all([hearing, late])])
    }
}
