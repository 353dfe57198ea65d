// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import Storage

/// Where entries of calendars come from. A new one is a line in `all` and the sentence `calendar.<kind>`.
struct CalendarSource: Sendable {
    let kind: String
    let entries: @Sendable (CalendarView) throws -> [CalendarEntry]

    static let all = [
        CalendarSource(kind: "meeting", entries: meetings),
        CalendarSource(kind: "item", entries: items),
        CalendarSource(kind: "milestone", entries: milestones),
        CalendarSource(kind: "order", entries: orders),
        CalendarSource(kind: "request", entries: requests),
        CalendarSource(kind: "filing", entries: filings),
    ]

    private static func meetings(_ view: CalendarView) throws -> [CalendarEntry] {
        let queries = MeetingQueries(view.connection)
        // One that began before the first day may go on into it.
        let from = CalendarDate(dayNumber: view.days.lowerBound.dayNumber - 31)
        let records = try queries.rows(
            in: view.filter, from: from, to: view.days.upperBound, limit: CalendarView.most)
        var rows = MeetingRows(view.useCases, view.connection, view.language)
        let meetings = try queries.find(records.map(\.id))
        return try records.compactMap { record in
            guard let row = try rows.row(record), row.last >= view.days.lowerBound else { return nil }
            let meeting = meetings[row.id]
            var entry = CalendarEntry(
                kind: row.ledger, identity: row.id.text, matter: row.title, unit: nil, first: row.first,
                last: row.last, place: row.place, path: "/meetings/" + row.id.text, pairing: row.pairing,
                sequence: row.version - 1 + (meeting?.revision ?? 0), changedAt: row.changedAt, isDeadline: false)
            if let meeting, !meeting.begins.isEmpty, row.first == row.last {
                (entry.begins, entry.ends) = (meeting.begins, meeting.ends.isEmpty ? nil : meeting.ends)
            }
            return entry
        }
    }

    private static func items(_ view: CalendarView) throws -> [CalendarEntry] {
        let found = try DueQueries(view.connection).items(
            in: view.filter, view.days, view.dueSight, limit: CalendarView.most)
        return try entries(of: found, "item", view)
    }

    private static func milestones(_ view: CalendarView) throws -> [CalendarEntry] {
        let found = try DueQueries(view.connection).milestones(
            in: view.filter, view.days, view.dueSight, limit: CalendarView.most)
        return try entries(of: found, "milestone", view)
    }

    private static func entries(
        of records: [DueRecord], _ kind: String, _ view: CalendarView
    ) throws -> [CalendarEntry] {
        let queries = DueQueries(view.connection)
        let changes = try queries.lastChanges("item", Set(records.map(\.item.text)).sorted())
        let agreements = try queries.lastChanges("yearPlan", Set(records.map(\.list.text)).sorted())
        return records.compactMap { record in
            guard let pairing = view.directory[record.pairing] else { return nil }
            let matter = [record.milestone, record.title].compactMap { $0 }.joined(separator: " · ")
            return CalendarEntry(
                kind: kind, identity: record.id, matter: matter, unit: nil, first: record.due, last: record.due,
                path: "/items/" + record.item.text, pairing: pairing, sequence: record.revision - 1,
                changedAt: [changes[record.item.text], agreements[record.list.text]].compactMap { $0 }.max()
                    ?? Instant(startOf: record.due), isDeadline: true)
        }
    }

    private static func orders(_ view: CalendarView) throws -> [CalendarEntry] {
        let readable = view.pairings.map(view.directory.scope).filter {
            view.caller.may(.readSupervision, on: RuleObject(pairing: $0))
        }
        let sight = view.caller.orderSight(readable)
        var filter = OrderFilter(sight: sight)
        filter.states = [.issued]
        let orders = try OrderQueries(view.connection).page(filter, after: nil, limit: CalendarView.most)
        let legs = Dictionary(
            grouping: try HandlingQueries(view.connection).all(of: orders.map(\.id)), by: \.order)
        let changes = try DueQueries(view.connection).lastChanges("order", orders.map(\.id.text))
        return orders.flatMap { order -> [CalendarEntry] in
            guard let pairing = view.directory[order.pairing] else { return [] }
            return (legs[order.id] ?? []).filter { leg in
                leg.state.waitsForAnswer && view.days.contains(leg.deadline)
                    && view.concerns(order.pairing, order.side, leg.organisation)
                    && (sight.showsWhole(order)
                        || sight.bodies[leg.organisation]?.contains(order.pairing) == true)
            }.map { leg in
                CalendarEntry(
                    kind: "order", identity: leg.id.text, matter: order.matter, unit: leg.unit, first: leg.deadline,
                    last: leg.deadline, path: "/orders/" + order.id.text, pairing: pairing,
                    sequence: order.revision + leg.revision - 2,
                    changedAt: changes[order.id.text] ?? Instant(startOf: leg.deadline), isDeadline: true)
            }
        }
    }

    /// The days by which bodies hand in, one for each open cycle.
    private static func filings(_ view: CalendarView) throws -> [CalendarEntry] {
        let readable = view.pairings.filter {
            view.caller.may(.readWork, on: RuleObject(pairing: view.directory.scope($0)))
        }
        return try FilingCycleQueries(view.connection).open().compactMap { cycle in
            guard let pairing = readable.first(where: { $0.id == cycle.pairing }), view.days.contains(cycle.due),
                let form = view.useCases.surroundings.forms[cycle.form]
            else { return nil }
            return CalendarEntry(
                kind: "filing", identity: cycle.id.text,
                matter: form.title[view.language] + " " + cycle.period.description, unit: nil, first: cycle.due,
                last: cycle.due, path: "/cycles/" + cycle.id.text, pairing: pairing, sequence: cycle.revision - 1,
                changedAt: cycle.openedAt, isDeadline: true)
        }
    }

    /// The days by which requests are to be decided and departments asked are to answer.
    private static func requests(_ view: CalendarView) throws -> [CalendarEntry] {
        let sight = view.caller.requestSight(view.pairings.map(view.directory.scope))
        var filter = RequestFilter(sight: sight)
        filter.states = SpecialRequest.State.allCases.filter { !$0.isEnd }
        let requests = try RequestQueries(view.connection).page(filter, after: nil, limit: CalendarView.most)
        let opinions = Dictionary(
            grouping: try OpinionQueries(view.connection).all(of: requests.map(\.id)), by: \.request)
        let changes = try DueQueries(view.connection).lastChanges("request", requests.map(\.id.text))
        return requests.flatMap { request -> [CalendarEntry] in
            guard let pairing = view.directory[request.pairing] else { return [] }
            func entry(_ id: String, _ unit: String?, _ day: CalendarDate, _ revision: Int) -> CalendarEntry {
                CalendarEntry(
                    kind: "request", identity: id, matter: request.matter, unit: unit, first: day, last: day,
                    path: "/requests/" + request.id.text, pairing: pairing, sequence: revision,
                    changedAt: changes[request.id.text] ?? Instant(startOf: day), isDeadline: true)
            }
            var entries =
                request.state.hearsDepartments
                ? (opinions[request.id] ?? []).filter { opinion in
                    opinion.state == .asked && view.concerns(request.pairing, request.side, opinion.organisation)
                        && (sight.showsWhole(request)
                            || sight.bodies[opinion.organisation]?.contains(request.pairing) == true)
                }.map { entry($0.id.text, $0.unit, $0.due, request.revision + $0.revision - 2) } : []
            if request.state.waitsForDecision, let deadline = request.deadline,
                view.concerns(request.pairing, request.side, request.organisation)
            {
                entries.append(entry(request.id.text, nil, deadline, request.revision - 1))
            }
            return entries.filter { view.days.contains($0.first) }
        }
    }
}
