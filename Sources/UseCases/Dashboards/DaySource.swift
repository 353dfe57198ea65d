// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

/// A kind of thing that stands on somebody's day. What there is stands in `DaySource.all`: a new kind is one line more.
struct DaySource: Sendable {
    /// The sentence `day.why.<name>.<state>` says why something is there.
    let name: String
    let part: DayPart
    /// Only where the rule table allows it somebody is asked to act.
    let action: Action
    /// The page of an object.
    let page: String
    let titled: DayTitle
    let find: @Sendable (DayQueries, DayPlaces) throws -> DayRows
    /// How things stand, in the order of the rows; by their days alone where nil.
    var lights: (@Sendable ([DayRow], DayDesk) throws -> [WorkLight])?

    init(
        _ name: String, _ part: DayPart, _ action: Action, at page: String,
        titled: DayTitle = .words, lights: (@Sendable ([DayRow], DayDesk) throws -> [WorkLight])? = nil,
        _ find: @escaping @Sendable (DayQueries, DayPlaces) throws -> DayRows
    ) {
        (self.name, self.part, self.action, self.page) = (name, part, action, page)
        (self.titled, self.find, self.lights) = (titled, find, lights)
    }

    static let all: [DaySource] = [
        DaySource("share", .toDo, .reportWork, at: "/items/", lights: shareLights) { try $0.shares($1) },
        DaySource("filing", .toDo, .reportWork, at: "/filings/", titled: .period) { try $0.filings($1) },
        DaySource("handling", .toDo, .answerSupervision, at: "/orders/") { try $0.handlings($1) },
        DaySource("opinion", .toDo, .answerRequest, at: "/requests/") { try $0.opinions($1) },
        DaySource("returned", .toDo, .makeRequest, at: "/requests/") { try $0.returned($1) },
        DaySource("check", .waiting, .checkWork, at: "/items/") { try $0.checks($1) },
        DaySource("report", .waiting, .checkWork, at: "/filings/", titled: .period) { try $0.reports($1) },
        DaySource("difference", .waiting, .checkWork, at: "/item-differences/") { try $0.differences($1) },
        DaySource("agreement", .waiting, .agreeWork, at: "/work/", titled: .year) { try $0.agreements($1) },
        DaySource("order", .waiting, .manageSupervision, at: "/orders/") { try $0.orders($1) },
        DaySource("answer", .waiting, .manageSupervision, at: "/orders/") { try $0.answers($1) },
        DaySource("extension", .waiting, .manageSupervision, at: "/orders/") { try $0.extensions($1) },
        DaySource("request", .waiting, .decideRequest, at: "/requests/") { try $0.decisions($1) },
    ]

    /// By the published rule, from days, milestones and progress.
    private static let shareLights: @Sendable ([DayRow], DayDesk) throws -> [WorkLight] = { rows, desk in
        let items = Set(rows.compactMap { Identifier<WorkItem>($0.object) })
        let milestones = try WorkItemQueries(desk.connection).milestones(of: items.sorted())
        return rows.map { row in
            let own = Identifier<WorkItem>(row.object).flatMap { milestones[$0] } ?? []
            return WorkLight(
                LightSubject(
                    start: row.start, due: row.due, milestones: own.filter(\.isAgreed), progress: row.progress,
                    states: [.open]), today: desk.today, desk.rules[row.pairing], desk.calendar)
        }
    }
}

/// What the title of something is, so that each language says it in its own way.
package enum DayTitle: Sendable {
    case words
    /// The period of a cycle.
    case period
    /// The year of a list.
    case year
}

/// On which part of the page something stands.
package enum DayPart: String, CaseIterable, Sendable {
    /// What the person's body or office has to do itself.
    case toDo
    /// What others did and waits for the person.
    case waiting
}

/// What the sources of a day look at.
struct DayDesk {
    let caller: Caller
    let directory: PairingDirectory
    let connection: any SQLConnection
    let today: CalendarDate
    let rules: LightRules
    let calendar: WorkingCalendar

    /// Where the caller may do `action` for a body or an office.
    func places(for action: Action) -> DayPlaces {
        var places = DayPlaces()
        guard case .user(let user) = caller.who else { return places }
        for pairing in directory.pairings {
            for side in Side.allCases {
                let object = directory.object(pairing.id, side)
                for grant in user.grants where grant.relation(to: object) == .ownSide {
                    guard caller.may(action, on: object) else { continue }
                    switch grant {
                    case .office: places.offices[side, default: []].insert(pairing.id)
                    case .unit(let body, _, _):
                        let place = DayPlaces.Body(organisation: body, side: side)
                        places.bodies[place, default: []].insert(pairing.id)
                    default: break
                    }
                }
            }
        }
        return places
    }

    /// How far away a day is: near from three working days on.
    func light(_ due: CalendarDate?, of pairing: Identifier<Pairing>) -> WorkLight? {
        due.map { due in
            let left = calendar.workingDays(after: today, through: due)
            let isNear = left <= RequestOpinion.leastNotice
            let level: WorkLight.Level = due < today ? .late : isNear ? .near : .onTrack
            return WorkLight(level: level, daysLeft: left, look: rules[pairing].looks[level])
        }
    }
}
