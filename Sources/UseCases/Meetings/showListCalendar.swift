// SPDX-License-Identifier: Apache-2.0
import Domain
import LedgerEngine
import SQLCore

extension UseCases {
    /// A month of the due days and milestones of a yearly list, as the list says them; without a month the present one,
    /// or January where that is of another year. Throws notFound where the caller may not read the list.
    package func calendar(
        _ caller: Caller, list id: String, year: Int?, month: Int
    ) async throws -> CalendarMonth {
        try await database.read { connection in
            let desk = try findYearPlan(id, caller, connection)
            let today = surroundings.now().day
            let (ownYear, ownMonth) = desk.plan.year == today.year ? (today.year, today.month) : (desk.plan.year, 1)
            let wanted = year.map { Period(.month, holding: Int64($0 * 12 + month - 1)) }
            guard let days = (wanted ?? Period(.month, holding: Int64(ownYear * 12 + ownMonth - 1))).days else {
                throw UseCaseError("calendar", .notFound)
            }
            let entries = try lines(of: desk.plan, connection).flatMap { dueEntries(of: $0, desk.pairing) }
            return CalendarMonth(
                first: days.lowerBound, last: days.upperBound,
                entries: entries.filter { days.contains($0.first) }.sorted {
                    ($0.first, $0.matter) < ($1.first, $1.matter)
                },
                pairing: desk.pairing, pairings: [], feeds: [], list: desk.plan)
        }
    }

    private func dueEntries(of line: ItemLine, _ pairing: Pairing) -> [CalendarEntry] {
        let leads = PlainCell.text(line.legs.filter { $0.parent == nil && $0.role == .lead }.map(\.unit))
        func entry(_ kind: String, _ id: String, _ day: CalendarDate, _ matter: String, isDone: Bool) -> CalendarEntry {
            CalendarEntry(
                kind: kind, identity: id, matter: matter, unit: leads.isEmpty ? nil : leads, first: day, last: day,
                path: "/items/" + line.item.id.text, pairing: pairing,
                sequence: line.item.revision - 1, changedAt: Instant(startOf: day), isDeadline: !isDone)
        }
        let isOver = !line.legs.isEmpty && line.legs.allSatisfy(\.state.isEnd)
        let due = line.item.due.map { entry("item", line.item.id.text, $0, line.item.title, isDone: isOver) }
        return [due].compactMap(\.self)
            + line.milestones.filter { !$0.isDropped }.map {
                entry(
                    "milestone", $0.id.text, $0.due, $0.text + " \u{B7} " + line.item.title, isDone: $0.reachedOn != nil
                )
            }
    }
}
