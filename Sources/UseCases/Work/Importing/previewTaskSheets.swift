// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import LedgerEngine
import SQLCore
import Storage

extension UseCases {
    /// What tables of tasks would add to a draft of a yearly list, row by row. Throws as `readTaskSheets` does.
    package func previewTaskSheets(
        _ caller: Caller, plan id: String, _ tables: [TaskSheet]
    ) async throws -> TaskSheetPreview {
        try await database.read { connection in
            let desk = try findDraft(toRead: id, caller, connection)
            let reading = TaskSheetReading(desk.pairing, year: desk.plan.year, home: caller.side(in: desk.scope))
            var rows = reading.rows(of: tables)
            var judge = try TaskSheetJudge(self, desk)
            for place in rows.indices { try judge.settleSides(&rows[place]) }
            // What is there already isn't added unless somebody says so.
            return try preview(desk, tables, rows, &judge, leavesKnown: true)
        }
    }

    /// The same for rows that a person has mended.
    package func previewTaskRows(
        _ caller: Caller, plan id: String, _ rows: [TaskSheetRow]
    ) async throws -> TaskSheetPreview {
        try await database.read { connection in
            let desk = try findDraft(toRead: id, caller, connection)
            var judge = try TaskSheetJudge(self, desk)
            return try preview(desk, [], rows, &judge, leavesKnown: false)
        }
    }

    private func preview(
        _ desk: WorkDesk, _ tables: [TaskSheet], _ rows: [TaskSheetRow], _ judge: inout TaskSheetJudge,
        leavesKnown: Bool
    ) throws -> TaskSheetPreview {
        let lines = try rows.map { row in
            var line = try judge.line(row)
            if line.isRepeated, leavesKnown || !row.mayRepeat { line = line.left(leavesKnown ? false : row.isTaken) }
            return line
        }
        return TaskSheetPreview(
            plan: desk.plan, pairing: desk.pairing, specials: judge.specials, tables: tables, lines: lines)
    }
}

extension TaskSheetLine {
    /// The list has it, or an earlier row says the very same.
    fileprivate var isRepeated: Bool { known != nil || doubts.contains { $0.kind == .twice } }

    fileprivate func left(_ isTaken: Bool) -> TaskSheetLine {
        var row = row
        row.isTaken = isTaken
        return TaskSheetLine(row: row, doubts: doubts, failures: failures, known: known)
    }
}

/// Judges rows beside the list that they are to join: what is doubtful, what must be mended, what is there already.
struct TaskSheetJudge {
    private let useCases: UseCases
    private let desk: WorkDesk
    private let spellings: OrganisationDirectory
    let specials: [Special]
    private var known: [String: [WorkItem]] = [:]
    private var seen: [String: [String: String]] = [:]
    private var bodies: [Side: [String: Bool]] = [:]

    init(_ useCases: UseCases, _ desk: WorkDesk) throws {
        (self.useCases, self.desk) = (useCases, desk)
        spellings = try OrganisationDirectory()
        specials = try useCases.specials(of: desk)
        for item in try WorkItemQueries(desk.connection).all(of: desk.plan.id).map(\.item) {
            known[titleKey(item.title), default: []].append(item)
        }
    }

    /// The item of the list that says the same task of the same area.
    func item(like row: TaskSheetRow) -> WorkItem? {
        (known[titleKey(row[.title])] ?? []).first { item in
            let (mine, theirs) = (titleKey(row[.area]), titleKey(item.area))
            return mine == theirs || mine.isEmpty || theirs.isEmpty
        }
    }

    /// A body that the directory has on the other side alone is of that side, where the table named no city.
    mutating func settleSides(_ row: inout TaskSheetRow) throws {
        for name in ItemFields.Name.allCases {
            guard let duty = name.duty else { continue }
            for body in PlainCell.names(row[name]) {
                guard try !isKnown(body, duty.side), try isKnown(body, duty.side.other) else { continue }
                guard
                    let other = ItemFields.Name.allCases.first(where: {
                        $0.duty?.side == duty.side.other && $0.duty?.role == duty.role
                    })
                else { continue }
                row[name] = PlainCell.text(PlainCell.names(row[name]).filter { $0 != body })
                row[other] = PlainCell.text((PlainCell.names(row[other]) + [body]).inOrderOnce)
            }
        }
    }

    mutating func line(_ row: TaskSheetRow) throws -> TaskSheetLine {
        var row = row
        var doubts = row.doubts
        if !row[.special].isEmpty, !specials.contains(where: { $0.title == row[.special] }) {
            doubts.append(TaskSheetDoubt(.unknownSpecial, ["special": row[.special]]))
            row[.special] = ""
        }
        var leads = 0
        for name in ItemFields.Name.allCases {
            guard let duty = name.duty else { continue }
            let names = PlainCell.names(row[name])
            if duty.role == .lead { leads += names.count }
            let unknown = try names.filter { try !isKnown($0, duty.side) }
            if !unknown.isEmpty {
                doubts.append(
                    TaskSheetDoubt(
                        .unknownBody,
                        ["bodies": PlainCell.text(unknown), "party": desk.pairing.party(duty.side).name]))
            }
        }
        if leads == 0 { doubts.append(TaskSheetDoubt(.noLead)) }
        if row[.due].isEmpty, !doubts.contains(where: { [.openTerm, .unreadTerm].contains($0.kind) }) {
            doubts.append(TaskSheetDoubt(.noDue))
        }
        let key = [row[.area], row[.title]].map(titleKey).joined(separator: "|")
        let known = item(like: row)
        if let known {
            doubts.append(TaskSheetDoubt(.known, ["number": String(known.position), "title": known.title]))
        } else if seen[key] == row.values {
            doubts.append(TaskSheetDoubt(.twice))
        }
        seen[key] = seen[key] ?? row.values
        return TaskSheetLine(row: row, doubts: doubts, failures: failures(of: row), known: known)
    }

    private func failures(of row: TaskSheetRow) -> [ValidationFailure] {
        let item = useCases.emptyItem(in: desk, at: 1)
        do {
            _ = try ItemFields(row.values).applied(to: item, year: desk.plan.year, specials: specials)
        } catch {
            if case .invalid(let failures) = (error as? UseCaseError)?.cause { return failures }
        }
        return []
    }

    private mutating func isKnown(_ name: String, _ side: Side) throws -> Bool {
        if let known = bodies[side]?[name] { return known }
        let found = try useCases.body(name, side, desk.pairing, spellings, desk.connection) != nil
        bodies[side, default: [:]][name] = found
        return found
    }
}
