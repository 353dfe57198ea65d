// SPDX-License-Identifier: Apache-2.0
import Domain
import LedgerEngine

extension TaskSheetReading {
    /// The milestones of the quarters' columns, and those of a schedule, each in the quarter that it names.
    func readMilestones(_ cells: Cells, _ row: inout TaskSheetRow) {
        let quarters: [ItemFields.Name] = [.q1, .q2, .q3, .q4]
        for name in quarters { row[name] = cells.text(name.rawValue) }
        let schedule = cells.text("schedule")
        // A schedule that is a term says until when, and no more.
        guard !schedule.isEmpty, TermWords.read(schedule, in: year) == .nothing else { return }
        var (last, left): (ItemFields.Name?, [String]) = (nil, [])
        for text in TermWords.parts(of: schedule) {
            if let (quarter, rest) = TermWords.quarter(at: text) {
                last = quarters[quarter - 1]
                guard !rest.isEmpty else { continue }
                row[quarters[quarter - 1]] = joined(row[quarters[quarter - 1]], rest)
            } else if let last {
                row[last] = joined(row[last], text)
            } else {
                left.append(text)
            }
        }
        guard !left.isEmpty else { return }
        row[.measures] = joined(row[.measures], left.joined(separator: "\n"))
        row.doubts.append(TaskSheetDoubt(.unreadSchedule, ["text": String(left.joined(separator: " ").prefix(60))]))
    }

    private func joined(_ one: String, _ other: String) -> String { one.isEmpty ? other : one + "\n" + other }

    /// From when and until when; a day of a year before that of the list is moved into it.
    func readTerm(_ cells: Cells, _ row: inout TaskSheetRow, _ year: Int) {
        row[.start] = CalendarDate(year: self.year, month: 1, day: 1)?.description ?? ""
        row[.due] = ""
        let texts = [cells.text("due"), cells.text("term"), cells.text("schedule")].filter { !$0.isEmpty }.map(
            \.oneLine)
        let terms = texts.map { ($0, TermWords.read($0, in: year)) }
        guard let (_, term) = terms.first(where: { if case .days = $0.1 { true } else { false } }),
            case .days(let first, let last) = term
        else {
            let said = terms.first { $0.1 == .open } ?? terms.prefix(cells.text("schedule").isEmpty ? 1 : 0).first
            if let said {
                let kind: TaskSheetDoubt.Kind = said.1 == .open ? .openTerm : .unreadTerm
                row.doubts.append(TaskSheetDoubt(kind, ["text": String(said.0.prefix(60))]))
            }
            return
        }
        let moved = last.year < self.year ? self.year - last.year : 0
        row[.due] = last.moved(byYears: moved).description
        if moved > 0 {
            row.doubts.append(TaskSheetDoubt(.dayMoved, ["from": last.description, "to": row[.due]]))
        }
        if case .days(let own, let day) = TermWords.read(cells.text("start").oneLine, in: year) {
            row[.start] = (own ?? day).moved(byYears: moved).description
        } else if let first {
            row[.start] = first.moved(byYears: moved).description
        }
    }
}

extension CalendarDate {
    /// The same day of a later year; the last of February where that has no such day.
    fileprivate func moved(byYears years: Int) -> CalendarDate {
        guard years > 0 else { return self }
        return CalendarDate(year: year + years, month: month, day: day)
            ?? CalendarDate(year: year + years, month: month, day: 28) ?? self
    }
}
