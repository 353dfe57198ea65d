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
        try tables.requireReadable()
        let (pairing, year, home) = try await database.read { connection in
            let desk = try findDraft(toRead: id, caller, connection)
            return (desk.pairing, desk.plan.year, caller.side(in: desk.scope))
        }
        let found = try await withoutBlocking(turn: surroundings.random().0) {
            TaskSheetReading(pairing, year: year, home: home).read(tables)
        }
        return try await database.read { connection in
            let desk = try findDraft(toRead: id, caller, connection)
            var judge = try TaskSheetJudge(self, desk)
            var rows = found.rows
            for place in rows.indices { try judge.settleSides(&rows[place]) }
            return try preview(desk, tables, rows, found.leftOut, &judge)
        }
    }

    /// The same for rows that a person has mended; also of a list that both cities have agreed to meanwhile, so that
    /// nothing of what was typed is lost.
    package func previewTaskRows(
        _ caller: Caller, plan id: String, _ rows: [TaskSheetRow], leftOut: [TaskSheet.LeftOut] = []
    ) async throws -> TaskSheetPreview {
        try await database.read { connection in
            let desk = try findYearPlan(id, caller, connection)
            try caller.require(.planWork, on: desk.object, "yearPlan", knowing: .readWork)
            var judge = try TaskSheetJudge(self, desk)
            return try preview(desk, [], rows, Array(leftOut.prefix(TaskSheetFinder.mostLeftOut)), &judge)
        }
    }

    private func preview(
        _ desk: WorkDesk, _ tables: [TaskSheet], _ rows: [TaskSheetRow], _ leftOut: [TaskSheet.LeftOut],
        _ judge: inout TaskSheetJudge
    ) throws -> TaskSheetPreview {
        var lines: [TaskSheetLine] = []
        for row in rows {
            let line = try judge.line(row)
            lines.append(line.isRepeatedUnasked ? line.untaken : line)
        }
        return TaskSheetPreview(
            plan: desk.plan, pairing: desk.pairing, specials: judge.specials, tables: tables, leftOut: leftOut,
            lines: lines)
    }
}

extension TaskSheetLine {
    /// The list has it, or an earlier row says the very same, and nobody who was told so has taken it.
    fileprivate var isRepeatedUnasked: Bool {
        if known != nil { return !row.mayRepeat }
        return doubts.contains { $0.kind == .twice } && !row.mayBeTwin
    }

    fileprivate var untaken: TaskSheetLine {
        var row = row
        row.isTaken = false
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
        var moved: [Side: [String]] = [:]
        for name in ItemFields.Name.allCases {
            guard let duty = name.duty else { continue }
            let side = duty.side.other
            for body in PlainCell.names(row[name]) where row.unplaced[duty.side]?.contains(body) == true {
                guard try !isKnown(body, duty.side), try isKnown(body, side),
                    let place = ItemFields.Name.allCases.first(where: {
                        $0.duty?.side == side && $0.duty?.role == duty.role
                    })
                else { continue }
                if row.bodies(of: side).contains(body) {
                    // What the table names there is another duty; a guess for both sides is the same one.
                    guard row.unplaced[side]?.contains(body) == true else { continue }
                } else {
                    row[place] = PlainCell.text(PlainCell.names(row[place]) + [body])
                }
                row[name] = PlainCell.text(PlainCell.names(row[name]).filter { $0 != body })
                moved[side, default: []].append(body)
            }
        }
        for side in Side.allCases {
            guard let bodies = moved[side] else { continue }
            row.doubts.append(
                TaskSheetDoubt(
                    .sideMoved,
                    ["bodies": PlainCell.text(bodies.inOrderOnce), "party": desk.pairing.party(side).name]))
        }
    }

    mutating func line(_ row: TaskSheetRow) throws -> TaskSheetLine {
        var row = row
        let special = row[.special]
        if !special.isEmpty, !specials.contains(where: { $0.title == special }) {
            row.doubts.append(TaskSheetDoubt(.unknownSpecial, ["special": special]))
            row[.special] = ""
        }
        var doubts = row.doubts
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

extension TaskSheetRow {
    /// The bodies of a side, whatever their role.
    fileprivate func bodies(of side: Side) -> [String] {
        ItemFields.Name.allCases.filter { $0.duty?.side == side }.flatMap { PlainCell.names(self[$0]) }
    }
}
