// SPDX-License-Identifier: Apache-2.0
import Domain
import LedgerEngine

extension TaskSheetReading {
    /// The rows of each task: those behind the first say nothing in the task's column, or what is merged with it. With
    /// them what is left out: rows that have no task.
    func tasks(of table: TaskSheet, isOnly: Bool) -> (tasks: [[Cells]], leftOut: [TaskSheet.LeftOut]) {
        let fields = Set(table.columns.map(\.field))
        var tasks: [[Cells]] = []
        var leftOut: [TaskSheet.LeftOut] = []
        var area = ""
        func leave(_ row: TaskSheet.Row, _ reason: TaskSheet.LeftOut.Reason) {
            leftOut.append(TaskSheet.LeftOut(sheet: table.name, row: row.number, reason: reason))
        }
        for row in table.rows {
            var cells = self.cells(of: row, table, isOnly: isOnly)
            if cells.text("area").isEmpty {
                cells.texts["area"] = fields.contains("area") ? area : row.group ?? ""
            }
            let isSameArea = cells.text("area") == area
            area = cells.text("area")
            guard cells.saysMoreThanArea else {
                if holdsUnread(row, table) { leave(row, .nothingRead) }
                continue
            }
            let above = isSameArea ? tasks.last?.first : nil
            if let above, goesOn(cells, above, hasTitle: fields.contains("title")) {
                tasks[tasks.count - 1].append(cells.ofTask(above))
            } else if !cells.text("title").isEmpty || !cells.text("measures").isEmpty {
                tasks.append([cells])
            } else {
                leave(row, .noTask)
            }
        }
        return (tasks, leftOut)
    }

    /// Whether a row belongs to the task above it. Where tasks are named by their measures, a row with a measure of its
    /// own is a task of its own.
    private func goesOn(_ cells: Cells, _ above: Cells, hasTitle: Bool) -> Bool {
        let isNamed = hasTitle && !above.text("title").isEmpty
        if isNamed, cells.carried.contains("title") { return true }
        return cells.text("title").isEmpty && (isNamed || cells.text("measures").isEmpty)
    }

    /// Whether a column that is left out has a text.
    private func holdsUnread(_ row: TaskSheet.Row, _ table: TaskSheet) -> Bool {
        zip(table.columns, row.cells).contains { column, text in
            column.field.isEmpty && !text.isEmpty && !PlainCell.isNothing(text)
        }
    }

    private func cells(of row: TaskSheet.Row, _ table: TaskSheet, isOnly: Bool) -> Cells {
        let sheet = isOnly ? "" : table.name
        let place = [sheet, String(row.number)].filter { !$0.isEmpty }.joined(separator: " ")
        var cells = Cells(place: place, texts: [:], carried: [])
        for (column, text) in zip(table.columns, row.cells) where !column.field.isEmpty && !PlainCell.isNothing(text) {
            let before = cells.text(column.field)
            cells.texts[column.field] = before.isEmpty ? text : before + "\n" + text
        }
        for place in row.carried where table.columns.indices.contains(place) {
            cells.carried.insert(table.columns[place].field)
        }
        return cells
    }

    /// What one row of a task shares with the row before it is theirs together.
    private static let shared =
        Cells.bodies + Cells.leader + Cells.term + ["weight", "special", "isJoint"]

    /// A task's rows, put together where nothing but measures, milestones and notes differs.
    func parts(of rows: [Cells]) -> [Cells] {
        var parts: [Cells] = []
        for row in rows {
            guard var last = parts.last else {
                parts.append(row)
                continue
            }
            guard isOneItem(row, last) else {
                parts.append(row.completed(from: last))
                continue
            }
            for key in ["measures", "goal", "q1", "q2", "q3", "q4", "schedule", "note"]
            where !row.carried.contains(key) && row.text(key) != last.text(key) {
                let lines = [last.text(key), row.text(key)].filter { !$0.isEmpty }
                last.texts[key] = lines.joined(separator: "\n")
            }
            parts[parts.count - 1] = last
        }
        return parts
    }

    private func isOneItem(_ row: Cells, _ last: Cells) -> Bool {
        func isSame(_ key: String) -> Bool { row.text(key).isEmpty || row.text(key) == last.text(key) }
        // Another goal for another measure is another item; more of a goal alone is not.
        let hasOwnMeasures = !row.text("measures").isEmpty && !row.carried.contains("measures")
        return Self.shared.allSatisfy(isSame) && (isSame("goal") || !hasOwnMeasures)
    }
}

extension TaskSheetReading.Cells {
    static let bodies = [
        "oldAreaLead", "oldAreaUnits", "oldAreaDuties", "easternLead", "easternUnits", "easternDuties", "lead", "units",
        "duties",
    ]
    static let leader = ["leader", "leaderPost", "leaderName"]
    static let term = ["start", "due", "term"]

    var saysMoreThanArea: Bool { texts.contains { $0.key != "area" && !$0.value.isEmpty } }

    /// As a row of the task above; what names the task is what names it there.
    func ofTask(_ above: Self) -> Self {
        var row = self
        row.texts["title"] = above.text("title")
        if above.text("title").isEmpty {
            row.texts["measures"] = above.text("measures")
            row.carried.insert("measures")
        }
        return row
    }

    /// With the bodies, the leader and the term of the row above where it says nothing of them: without merged cells
    /// what goes on is blank.
    func completed(from above: Self) -> Self {
        guard !carried.contains("title") else { return self }
        var row = self
        func take(_ keys: [String]) {
            guard keys.allSatisfy({ row.text($0).isEmpty }) else { return }
            for key in keys { row.texts[key] = above.texts[key] }
        }
        take(Self.bodies)
        take(Self.leader)
        // A schedule may say until when.
        if text("schedule").isEmpty { take(Self.term) }
        for key in ["special", "isJoint"] { take([key]) }
        return row
    }
}
