// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import LedgerEngine
import SQLCore
import Storage

extension Job {
    /// Tells of terms of office and classes that end soon, or have ended without a day being entered.
    static let remindTerms = Job(
        "remindTerms", .daily(hour: 8, minute: 30),
        .unit { useCases, connection, _ in
            try useCases.remindTerms(connection)
        })
}

/// A register whose rows run until a day.
struct RegisterTerm: Sendable {
    let ledger: String
    /// The field of the day on which it is planned to end, and of the day on which it did; nil where only one is kept.
    let until: String
    let ended: String?
    /// Shorter ones need no reminder, in days.
    let shortest: Int64

    static let all = [
        RegisterTerm(ledger: "secondment", until: "planned", ended: "end", shortest: 1),
        RegisterTerm(ledger: "training", until: "end", ended: nil, shortest: 14),
    ]
}

extension UseCases {
    /// So many days before the end the first and the second notice go out.
    private static let (firstNotice, secondNotice): (Int64, Int64) = (30, 7)
    /// So many days after it a row without an actual end is still asked about.
    private static let asked: Int64 = 90

    /// Tells the offices of both sides and the bodies, each time once for each day of ending. Returns nil where there was
    /// nothing to tell.
    func remindTerms(_ connection: any SQLConnection) throws -> JobOutcome? {
        var told = 0
        for term in RegisterTerm.all {
            guard let ledger = surroundings.ledgers[term.ledger] else { continue }
            for book in try BookQueries(connection).books(of: term.ledger, visible: .all) {
                guard let pairing = try PairingQueries(connection).find(book.pairing) else { continue }
                let desk = try desk(ledger, pairing, connection)
                for row in try endingRows(of: term, book.number, desk, connection) {
                    told += try remind(row, term, desk, connection) ? 1 : 0
                }
            }
        }
        return told == 0 ? nil : JobOutcome("job.outcome.told", ["count": String(told)])
    }

    private func endingRows(
        of term: RegisterTerm, _ book: Int, _ desk: LedgerDesk, _ connection: any SQLConnection
    ) throws -> [OpenEntry] {
        guard let slot = desk.slots[term.until] else { return [] }
        let today = surroundings.now().day.dayNumber
        var filter = SlotFilter(books: [book])
        let first = term.ended == nil ? today : today - Self.asked
        filter.conditions = [
            .init(slot, .within(from: .number(first), to: .number(today + Self.firstNotice)))
        ]
        return try EntryPageQueries(connection).page(
            filter, EntryOrder(slot: slot, isDescending: false), after: nil, limit: 1_000
        ).map(desk.open).filter { row in
            guard let start = row.record.day, let until = row.values[term.until]?.number, start <= today,
                until - start >= term.shortest
            else { return false }
            return term.ended.flatMap { row.values[$0] } == nil
        }
    }

    /// Returns false where that was told before.
    private func remind(
        _ row: OpenEntry, _ term: RegisterTerm, _ desk: LedgerDesk, _ connection: any SQLConnection
    ) throws -> Bool {
        guard let number = row.values[term.until]?.number, let day = CalendarDate(dayNumber: number) else {
            return false
        }
        let left = number - surroundings.now().day.dayNumber
        let stage = left < 0 ? "over" : left <= Self.secondNotice ? "week" : "month"
        let (id, pairing, side) = (row.record.id, desk.pairing.id, row.record.side)
        // No name: whom it is about stands on the row's page, for those who may see it.
        let notice = NewNotice(
            left < 0 ? .overdue : .due, about: "entry", id.text, title: "told.term.\(term.ledger).\(stage)",
            ["day": day.description], path: "/entries/" + id.text)
        guard try !NoticeQueries(connection).isTold(notice) else { return false }
        var recipients: [Recipient] = [.office(pairing, side)]
        if desk.ledger.confirmation == .both { recipients.append(.office(pairing, side.other)) }
        for key in ["fromBody", "toBody", "organiser"] {
            guard let body = row.values[key]?.text.flatMap({ Identifier<Organisation>($0) }) else { continue }
            recipients += Side.allCases.map { .unit(body, pairing, $0) }
        }
        return try notify(connection, notice, to: recipients) > 0
    }
}
