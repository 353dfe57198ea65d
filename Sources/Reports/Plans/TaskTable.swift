// SPDX-License-Identifier: Apache-2.0
package import Domain
package import OfficeFiles

/// The table of tasks that offices hand round (one row a task), as far as the document fills it; what it does not say
/// (leader, quarters, remarks) is left empty for the office.
package struct TaskTable: Sendable {
    /// One task, from a draft or from an adopted plan.
    package struct Row: Sendable {
        package var area: String
        package var path: String
        package var title: String
        /// Measurable targets as printed, one a line.
        package var targets: [String]
        package var measures: [String]
        /// Bodies that lead, with their city.
        package var lead: [String]
        /// The other bodies, by side.
        package var oldArea: [String]
        package var eastern: [String]
        /// Bodies of which the document does not say whose they are, or which belong to neither side.
        package var unplaced: [String]
        package var due: String?

        package init(
            area: String, path: String, title: String, targets: [String], measures: [String], lead: [String],
            oldArea: [String], eastern: [String], unplaced: [String], due: String?
        ) {
            (self.area, self.path, self.title, self.targets) = (area, path, title, targets)
            (self.measures, self.lead, self.oldArea, self.eastern) = (measures, lead, oldArea, eastern)
            (self.unplaced, self.due) = (unplaced, due)
        }
    }

    /// The words of the header, from the catalogue `report`; the two cities are named in it.
    package struct Headings: Sendable {
        package var title: String
        package var oldArea: String
        package var eastern: String
        /// Turns the key of a column into its header.
        package var column: @Sendable (_ key: String) -> String

        package init(
            title: String, oldArea: String, eastern: String, column: @escaping @Sendable (_ key: String) -> String
        ) {
            (self.title, self.oldArea, self.eastern, self.column) = (title, oldArea, eastern, column)
        }
    }
    private let rows: [Row]
    private let headings: Headings

    package init(_ rows: [Row], headings: Headings) { (self.rows, self.headings) = (rows, headings) }

    /// The table of a draft.
    package init(_ draft: PlanDraft, headings: Headings) {
        let eastern = Set(draft.document.pairs.map(\.eastern))
        rows = draft.areas.flatMap { area in area.tasks.map { Row($0, of: area, easternCities: eastern) } }
        self.headings = headings
    }

    package var sheet: Sheet {
        Sheet(
            title: headings.title, columns: columns,
            rows: rows.enumerated().map { number, row in cells(row, number: number + 1) })
    }

    private var columns: [SheetColumn] {
        func column(_ key: String, _ width: Double, wraps: Bool = false) -> SheetColumn {
            SheetColumn(header: headings.column(key), width: width, wraps: wraps)
        }
        return [
            column("report.column.number", 6), column("report.column.area", 20, wraps: true),
            column("report.column.path", 12), column("report.column.task", 28, wraps: true),
            column("report.column.targets", 24, wraps: true), column("report.column.measures", 60, wraps: true),
            column("report.column.leader", 12), column("report.column.lead", 28, wraps: true),
            SheetColumn(header: headings.oldArea, width: 28, wraps: true),
            SheetColumn(header: headings.eastern, width: 28, wraps: true),
            column("report.column.unplaced", 20, wraps: true), column("report.column.due", 12),
        ] + (1...4).map { column("report.column.quarter\($0)", 14, wraps: true) } + [
            column("report.column.remarks", 20)
        ]
    }

    private func cells(_ row: Row, number: Int) -> [SheetCell] {
        func text(_ value: String) -> SheetCell { value.isEmpty ? .empty : .text(value) }
        return [
            .number(Double(number)), text(row.area), text(row.path), text(row.title),
            text(row.targets.joined(separator: "\n")), text(row.measures.joined(separator: "\n")), .empty,
            text(row.lead.joined(separator: "\n")), text(row.oldArea.joined(separator: "\n")),
            text(row.eastern.joined(separator: "\n")),
            text(row.unplaced.joined(separator: "\n")), text(row.due ?? ""), .empty, .empty, .empty, .empty, .empty,
        ]
    }
}

extension TaskTable.Row {
    /// The row of a drafted task. A body of a city is printed with the city where it leads, bare in its side's column.
    init(_ task: DraftTask, of area: DraftArea, easternCities: Set<String>) {
        var lead: [String] = [], oldArea: [String] = [], eastern: [String] = [], unplaced: [String] = []
        for unit in task.responsible.expanded {
            let cities: [String?] =
                switch unit.bearer {
                case .unit(let city): [city]
                case .group(_, let cities): cities.isEmpty ? [nil] : cities
                }
            for city in cities {
                if unit.role == .lead {
                    lead.append((city ?? "") + unit.unit)
                } else if let city, easternCities.contains(city) {
                    eastern.append(unit.unit)
                } else if city != nil, !unit.isUncertain {
                    oldArea.append(unit.unit)
                } else {
                    unplaced.append(unit.unit)
                }
            }
        }
        self.init(
            area: area.title, path: task.path, title: task.title ?? "", targets: task.targets.map(\.text),
            measures: task.measures.map(\.text), lead: lead, oldArea: oldArea, eastern: eastern, unplaced: unplaced,
            due: task.targets.lazy.compactMap(\.by).first.map(Self.printed))
    }

    private static func printed(_ deadline: DraftTarget.Deadline) -> String {
        switch deadline {
        case .year(let year): String(year)
        case .date(let date): date.description
        }
    }
}
