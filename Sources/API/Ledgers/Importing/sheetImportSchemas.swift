// SPDX-License-Identifier: Apache-2.0
import Domain
import LedgerEngine

/// The place of a file among the files of an import, from 0.
private let fileNumber = Schema.whole(0...1_000)
private let sheetName = Schema(.text(0...200, nil))
private let decision = Schema.word(PlannedRow.Decision.self)

/// `A`, `AB`: a column as spreadsheets name it.
private let column = Schema(
    .text(
        1...3,
        TextForm(pattern: "^[A-Z]{1,3}$", accepts: { (1...3).contains($0.utf8.count) && $0.utf8.allSatisfy(isLetter) }))
).example("B")

/// `B7`: a cell as spreadsheets name it.
private let cell = Schema(
    .text(2...10, TextForm(pattern: "^[A-Z]{1,3}[1-9][0-9]{0,6}$", accepts: { CellAddress(name: $0) != nil }))
).example("B7")

private let columnChoice = Schema.object(.init("column", column), .init("fields", .list(.ledgerKey, 1...2)))
    .closed.named("SheetColumnChoice")

private let tableChoice = Schema.object(
    .init("file", fileNumber), .init("sheet", sheetName), .init("table", .whole(0...10_000)), .init("isTaken", .flag),
    .init("columns", .list(columnChoice, 0...1_000))
).closed.named("SheetTableChoice")

private let correction = Schema.object(
    .init("file", fileNumber), .init("sheet", sheetName), .init("cell", cell),
    .init("text", Schema(.text(0...2_000, nil)))
).closed.named("SheetCorrection")

private let rowDecision = Schema.object(
    .init("file", fileNumber), .init("sheet", sheetName), .init("row", .whole(1...9_999_999)),
    .init("decision", decision.nullable)
).closed.named("SheetRowDecision")

private let constants = Schema(.map(Schema(.text(0...2_000, nil)))).example(["level": "county"])

private func variant(_ kind: String, _ name: String, _ properties: Schema.Property...) -> (kind: String, Schema) {
    (kind, Schema(.object([.init("kind", Schema(.word([kind])))] + properties)).closed.named(name))
}

/// One decision about an import.
let sheetDecisionSchema = Schema(
    .variants([
        variant(
            "mapping", "SheetMapping", .init("tables", .list(tableChoice, 0...500)), .optional("constants", constants)),
        variant("corrections", "SheetCorrections", .init("corrections", .list(correction, 1...2_000))),
        variant(
            "doubts", "SheetDoubts", .init("rows", .list(rowDecision, 0...2_000)),
            .optional("others", decision.nullable)),
        variant("removals", "SheetRemovals", .init("entries", .list(.identifier, 0...500))),
    ])
).named("SheetDecision")

/// How the rows of an import are written.
let sheetStartSchema = Schema.object(
    .init("rows", Schema(.word(["all", "clean"]))), .optional("reason", Schema(.text(0...500, .anyLine)).nullable)
).closed.named("SheetImportStart")

private let namedRows = Schema.list(
    Schema.object(
        .init("fileName", .text), .init("sheet", .text), .init("row", .count),
        .init("problems", .list(entryProblemSchema))
    ).named("SheetRow"))

private let decisionsSchema = Schema.object(
    .init("tables", .list(tableChoice)), .init("constants", Schema(.map(.text))),
    .init("corrections", .list(correction)), .init("rows", .list(rowDecision)), .init("others", decision.nullable),
    .init("removals", .list(.text))
).named("SheetDecisions")

private let progressSchema = Schema.object(.init("read", .count), .init("written", .count))
    .named("SheetImportProgress")

private let outcomeSchema = Schema.object(
    .init("added", .count), .init("changed", .count), .init("unchanged", .count), .init("removed", .count),
    .init("left", .count), .init("rows", namedRows), .init("warnings", namedRows)
).named("SheetImportOutcome")

private let refusalSchema = Schema.object(.init("detail", .text), .init("rows", namedRows)).named("SheetImportRefusal")

/// An import of a spreadsheet: where it stands and what was decided.
let sheetImportSchema = Schema.object(
    .init("id", .identifier), .init("ledger", .text), .init("pairing", .text), .init("side", .word(Side.self)),
    .init("files", .list(.text)), .init("state", Schema(.word(["open", "running", "written"]))),
    .init("progress", progressSchema.nullable), .init("refusal", refusalSchema.nullable),
    .init("outcome", outcomeSchema.nullable), .init("decisions", decisionsSchema)
).named("SheetImport")

private let sheetColumn = Schema.object(
    .init("column", .text), .init("title", .text), .init("unit", Schema.text.nullable), .init("fields", .list(.text)),
    .init("reason", Schema.word(ColumnMapping.Reason.self).nullable), .init("values", .list(.text)),
    .init("hasNoUnit", .flag)
).named("SheetColumn")

private let sheetTable = Schema.object(
    .init("file", .count), .init("sheet", .text), .init("table", .count), .init("heading", .text),
    .init("title", .text),
    .init("isTaken", .flag), .init("columns", .list(sheetColumn)), .init("missing", .list(.text))
).named("SheetTable")

private let sheetProblem = Schema.object(
    .init("file", .count), .init("sheet", .text), .init("cell", .text), .init("value", .text),
    .init("problem", entryProblemSchema)
).named("SheetProblem")

private let sheetLine = Schema.object(
    .init("file", .count), .init("sheet", .text), .init("row", .count),
    .init("outcome", .word(PlannedRow.Outcome.self)),
    .init("doubt", Schema.text.nullable), .init("choices", .list(decision)), .init("texts", Schema(.map(.text))),
    .init(
        "changes",
        .list(Schema.object(.init("field", .text), .init("before", .text), .init("after", .text)).named("CellChange")))
).named("SheetLine")

private let sheetRemoval = Schema.object(
    .init("entry", .text), .init("fileName", .text), .init("number", .count), .init("texts", Schema(.map(.text))),
    .init("isChosen", .flag)
).named("SheetRemoval")

private let sheetLeftOut = Schema.object(
    .init("fileName", .text), .init("sheet", .text), .init("row", .count),
    .init("reason", .word(LeftOutRow.Reason.self)), .init("text", .text)
).named("SheetLeftOut")

private let sheetCounts = Schema(
    .object(PlannedRow.Outcome.allCases.map { .init($0.rawValue, .count) })
).named("SheetCounts")

/// What would become of the rows of an import.
let sheetPreviewSchema = Schema.object(
    .init("counts", sheetCounts), .init("tables", .list(sheetTable)), .init("problems", .list(sheetProblem)),
    .init("problemCount", .count), .init("lines", .list(sheetLine)), .init("removals", .list(sheetRemoval)),
    .init("removalCount", .count), .init("removed", .count), .init("leftOut", .list(sheetLeftOut))
).named("SheetPreview")

extension CellAddress {
    /// The cell of a name such as `B7`.
    init?(name: String) {
        let letters = name.utf8.prefix(while: isLetter)
        let digits = name.utf8.dropFirst(letters.count)
        guard (1...3).contains(letters.count), (1...7).contains(digits.count), digits.first != UInt8(ascii: "0"),
            let row = Int(String(decoding: digits, as: UTF8.self)),
            digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
        self.init(row: row, column: Self.column(letters))
    }

    /// The number of the column that these letters name, from 0.
    static func column(_ letters: some Sequence<UInt8>) -> Int {
        letters.reduce(0) { $0 * 26 + Int($1 - UInt8(ascii: "A")) + 1 } - 1
    }
}

@Sendable private func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) }
