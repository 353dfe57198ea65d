// SPDX-License-Identifier: Apache-2.0
import Domain
import LedgerEngine
import SQLCore
import Storage

/// Adds up the rows that point to the same row of another register, also while several are written together, and says
/// where their sum is above its ceiling.
struct CeilingWatch {
    /// What is known of one row that is pointed to.
    private struct Target {
        var sum: Int64
        /// The value that bounds the sum; nil: the row has none, or isn't there.
        let value: Int64?
    }
    private let desk: LedgerDesk
    private var targets: [String: Target] = [:]
    /// So many rows are added up where the database can't.
    private static let mostAdded = 20_000

    init(_ desk: LedgerDesk) { self.desk = desk }

    /// Takes a change of a row in that is not written yet; of one that is, `before` and `after` are alike. Returns the
    /// warning that the row deserves after it.
    mutating func problem(
        before: [String: FieldValue], after: [String: FieldValue]
    ) throws -> FieldProblem? {
        guard let rule = desk.ledger.ceiling else { return nil }
        try add(before, -1, rule)
        try add(after, 1, rule)
        guard after[rule.field]?.number != nil, let key = after[rule.entry]?.text, let target = targets[key],
            let value = target.value, isAbove(target.sum, value, percent: Int64(rule.percent))
        else { return nil }
        return FieldProblem(
            field: rule.field, weight: .warning, messageKey: FieldProblem.aboveCeiling,
            arguments: [
                "entry": rule.entry, "sum": String(target.sum), "value": String(value),
                "percent": String(rule.percent),
            ])
    }

    private func isAbove(_ sum: Int64, _ value: Int64, percent: Int64) -> Bool {
        let (left, isTooLarge) = sum.multipliedReportingOverflow(by: 100)
        let (right, isBoundless) = value.multipliedReportingOverflow(by: percent)
        return !isBoundless && (isTooLarge ? sum > 0 : left > right)
    }

    private mutating func add(_ values: [String: FieldValue], _ sign: Int64, _ rule: SumCeiling) throws {
        guard let key = values[rule.entry]?.text, let number = values[rule.field]?.number else { return }
        if targets[key] == nil { targets[key] = try load(key, rule) }
        targets[key]?.sum &+= sign * number
    }

    private func load(_ key: String, _ rule: SumCeiling) throws -> Target {
        guard let id = Identifier<LedgerEntry>(key), let record = try EntryQueries(desk.connection).find(id),
            record.state != .removed, case .plain(.number(let value))? = record.values[rule.of]
        else { return Target(sum: 0, value: nil) }
        return Target(sum: try sum(key, rule), value: value)
    }

    private func sum(_ key: String, _ rule: SumCeiling) throws -> Int64 {
        guard let book = try BookQueries(desk.connection).find(desk.ledger.key, desk.pairing.id) else { return 0 }
        var filter = SlotFilter(books: [book.number])
        let pages = EntryPageQueries(desk.connection)
        if let entry = desk.slots[rule.entry], let field = desk.slots[rule.field] {
            filter.conditions = [SlotFilter.Condition(entry, .oneOf([.text(key)]))]
            return try pages.sums(filter, of: [field], by: nil).reduce(0) { $0 &+ ($1.sums.first ?? 0) }
        }
        var (sum, position, count): (Int64, EntryPosition?, Int) = (0, nil, 0)
        while count < Self.mostAdded {
            let found = try pages.places(
                filter, EntryOrder(slot: nil, isDescending: true), after: position, limit: 500)
            for (record, _) in found {
                let values = desk.open(record).values
                if values[rule.entry]?.text == key { sum &+= values[rule.field]?.number ?? 0 }
            }
            guard found.count == 500 else { break }
            (position, count) = (found.last?.position, count + found.count)
        }
        return sum
    }
}
