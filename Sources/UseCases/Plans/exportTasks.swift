// SPDX-License-Identifier: Apache-2.0
import Definitions
package import Domain
import OfficeFiles
import Reports
import SQLCore
import Storage

/// A form in which the ledger can be taken out.
package enum TaskFormat: String, CaseIterable, Sendable {
    case json
    case csv
    case xlsx
    /// For a terminal; the command line prints it from the listing.
    case table
}

extension UseCases {
    /// The ledger as filtered, all pages, as a file's bytes. `language` names the columns.
    package func exportTasks(
        _ caller: Caller, _ query: TaskQuery, format: TaskFormat, language: Language
    ) async throws -> [UInt8] {
        if format == .table { throw UseCaseError("format", .conflict(reason: "export.tableIsPrinted")) }
        let tasks = try await database.read { try allTasks(query, caller, $0) }
        if format == .json { return Array(json(tasks).utf8) }
        let messages = try MessageCatalogue()
        return try await withoutBlocking(turn: surroundings.random().0) {
            let sheet = TaskTable(tasks.map(\.row), headings: headings(tasks, messages, language)).sheet
            return format == .csv ? writeCSV(sheet) : try writeXLSX([sheet])
        }
    }

    /// One moment's ledger, read page by page in one transaction.
    private func allTasks(
        _ query: TaskQuery, _ caller: Caller, _ connection: any SQLConnection
    ) throws -> [ExportedTask] {
        let pairings = try PairingDirectory(connection)
        guard let filter = try ledgerFilter(query, caller, pairings, connection) else { return [] }
        let codes = pairings.codes
        let measures = TaskQueries(connection)
        var exported: [ExportedTask] = []
        var query = query
        query.limit = 500
        query.after = nil
        repeat {
            let page = try page(query, filter, codes, connection)
            let measured = try measures.measures(of: page.items.map(\.id))
            exported += page.items.map { item in
                ExportedTask(
                    listing: item, measures: measured[item.id] ?? [],
                    pairing: pairings.pairings.first { $0.code == item.pairingCode })
            }
            query.after = page.next
        } while query.after != nil
        return exported
    }

    /// The words of the header; the two cities are named where the table is of one pairing.
    private func headings(
        _ tasks: [ExportedTask], _ messages: MessageCatalogue, _ language: Language
    ) -> TaskTable.Headings {
        let codes = Set(tasks.map(\.listing.pairingCode))
        let pairing = codes.count == 1 ? tasks.first?.pairing : nil
        func side(_ side: Side) -> String {
            let place = pairing?.party(side).name ?? messages.text("report.side.\(side.rawValue)", language)
            return messages.text("report.units", language, ["place": place])
        }
        return TaskTable.Headings(
            title: messages.text("report.tasks", language), oldArea: side(.oldArea), eastern: side(.eastern),
            column: { messages.text($0, language) })
    }

    private func json(_ tasks: [ExportedTask]) -> String {
        "[" + tasks.map(\.json).joined(separator: ",\n ") + "]\n"
    }
}

/// One task of an export.
private struct ExportedTask: Sendable {
    let listing: TaskListing
    let measures: [DraftMeasure]
    let pairing: Pairing?

    var row: TaskTable.Row {
        func names(_ side: Side?) -> [String] {
            listing.responsibilities.filter { $0.side == side && $0.role != .lead }.map(\.unit)
        }
        let leaders = listing.responsibilities.filter { $0.role == .lead }.map { duty in
            (duty.side.flatMap { pairing?.party($0).name } ?? "") + duty.unit
        }
        return TaskTable.Row(
            area: listing.area, path: listing.path, title: listing.title ?? "", targets: [],
            measures: measures.isEmpty ? [listing.text] : measures.map(\.text), lead: leaders,
            oldArea: names(.oldArea), eastern: names(.eastern), unplaced: names(nil),
            due: nil)
    }

    var json: String {
        var units: [String] = []
        for duty in listing.responsibilities where !units.contains(duty.unit) { units.append(duty.unit) }
        let duties = listing.responsibilities.map { duty in
            let city = duty.side.flatMap { pairing?.party($0).name }
            return object([
                ("side", duty.side?.rawValue), ("city", city), ("unit", duty.unit), ("role", duty.role?.rawValue),
            ])
        }
        let fields = [
            ("id", jsonText(listing.id.text)), ("path", jsonText(listing.path)),
            ("title", listing.title.map(jsonText) ?? "null"), ("area", jsonText(listing.area)),
            ("text", jsonText(listing.text)), ("version", String(listing.version)),
            ("pairing", jsonText(listing.pairingCode)), ("plan", jsonText(listing.plan.text)),
            ("organisations", "[" + units.map(jsonText).joined(separator: ",") + "]"),
            ("responsibilities", "[" + duties.joined(separator: ",") + "]"),
        ]
        return "{" + fields.map { jsonText($0.0) + ":" + $0.1 }.joined(separator: ",") + "}"
    }

    private func object(_ fields: [(String, String?)]) -> String {
        "{" + fields.map { jsonText($0.0) + ":" + ($0.1.map(jsonText) ?? "null") }.joined(separator: ",") + "}"
    }
}
