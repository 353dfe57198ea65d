// SPDX-License-Identifier: Apache-2.0
import Domain
import LedgerEngine
import UseCases

/// The decision that a body brings, which fits its schema. Throws invalid where it names fields that can't be brought.
func readSheetDecision(_ body: JSON, _ ledger: Ledger) throws -> ImportDecisions.Change {
    switch body["kind"]?.text {
    case "mapping":
        let tables = try items(body["tables"]).enumerated().map { try table($1, at: "tables.\($0)", ledger) }
        return .mapping(tables, constants: try constants(body["constants"], ledger))
    case "corrections": return .corrections(items(body["corrections"]).compactMap(correction))
    case "doubts":
        let others = body["others"]?.text.flatMap(PlannedRow.Decision.init)
        return .doubts(items(body["rows"]).map(row), others: others)
    default: return .removals(items(body["entries"]).compactMap(\.text))
    }
}

private func items(_ json: JSON?) -> [JSON] { json?.list ?? [] }

private func table(_ json: JSON, at place: String, _ ledger: Ledger) throws -> ImportDecisions.Table {
    var columns: [Int: String] = [:]
    for (number, choice) in items(json["columns"]).enumerated() {
        let fields = items(choice["fields"]).compactMap(\.text)
        for (position, field) in fields.enumerated() {
            try requireField(field, of: ledger, at: "\(place).columns.\(number).fields.\(position)")
        }
        let column = CellAddress.column((choice["column"]?.text ?? "A").utf8)
        guard columns.updateValue(fields.joined(separator: "|"), forKey: column) == nil else {
            throw refused("\(place).columns.\(number).column", "sheetImport.columnNamedTwice")
        }
    }
    let isTaken = json["isTaken"]?.flag ?? true
    return ImportDecisions.Table(
        file: json["file"]?.whole ?? 0, sheet: json["sheet"]?.text ?? "", table: json["table"]?.whole ?? 0,
        columns: isTaken ? columns : nil)
}

private func constants(_ json: JSON?, _ ledger: Ledger) throws -> [String: String] {
    guard case .object(let members)? = json else { return [:] }
    for member in members { try requireField(member.name, of: ledger, at: "constants." + member.name) }
    return Dictionary(members.map { ($0.name, $0.value.text ?? "") }, uniquingKeysWith: { $1 })
}

private func correction(_ json: JSON) -> ImportDecisions.Correction? {
    guard let cell = CellAddress(name: json["cell"]?.text ?? "") else { return nil }
    return ImportDecisions.Correction(
        file: json["file"]?.whole ?? 0, sheet: json["sheet"]?.text ?? "", row: cell.row, column: cell.column,
        text: json["text"]?.text ?? "")
}

private func row(_ json: JSON) -> ImportDecisions.Row {
    ImportDecisions.Row(
        file: json["file"]?.whole ?? 0, sheet: json["sheet"]?.text ?? "", row: json["row"]?.whole ?? 0,
        decision: json["decision"]?.text.flatMap(PlannedRow.Decision.init))
}

private func requireField(_ field: String, of ledger: Ledger, at place: String) throws {
    guard let known = ledger.field(field), known.kind != .file else { throw refused(place, "field.unknown") }
}

private func refused(_ place: String, _ message: String) -> UseCaseError {
    UseCaseError("import", .invalid([ValidationFailure(field: place, message: message)]))
}
