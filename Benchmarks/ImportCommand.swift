// SPDX-License-Identifier: Apache-2.0
import App
import ArgumentParser
import Definitions
import Domain
import Foundation
import OfficeFiles
import SQLCore
import Storage
import UseCases

/// Imports workbooks of sales into an empty database: one of many rows, the same again, and many workbooks at once.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Times the import of workbooks into a register, and the memory that it takes.")
    @Option var database: String
    @Option var data: String
    @Option var rows = 100_000
    @Option(help: "How many workbooks are consolidated, of 1,000 rows each.") var workbooks = 100
    private static let fields = [
        "channel", "mode", "buyer", "buyerKind", "seller", "origin", "measure", "amount", "date", "proof", "number",
        "estimated",
    ]

    func run() async throws {
        let settings = try await readSettings(flags: ["database": database, "data": data], environment: [:], file: nil)
        let program = try await Program.open(settings)
        let pairings = try await program.database.read { try PairingQueries($0).all() }.filter { $0.parent == nil }
        let book = try LedgerBook()
        let one = data + "/rows.xlsx"
        try write(rows, from: 0, book, pairings[0], to: one)
        report("import: memory before", megabytes("VmRSS:"), "MB")
        try await measure("import \(rows) × 12", program.useCases, pairings[0], [one])
        try await measure("import the same again", program.useCases, pairings[0], [one])
        let many = try (0..<workbooks).map { number in
            let path = data + "/\(number).xlsx"
            try write(1_000, from: number * 1_000, book, pairings[1], to: path)
            return path
        }
        try await measure("consolidate \(workbooks) workbooks of 1000 × 12", program.useCases, pairings[1], many)
        await program.close()
    }

    private func measure(_ name: String, _ useCases: UseCases, _ pairing: Pairing, _ paths: [String]) async throws {
        var request = SheetImport(
            ledger: "sale", pairing: pairing.code,
            files: paths.map { .init(path: $0, name: String($0.split(separator: "/").last ?? "")) })
        request.side = .oldArea
        let (began, worked) = (ContinuousClock.now, processorSeconds())
        let result = try await useCases.applyImport(.local, request, problems: .refuseAll)
        guard result.isWritten else {
            throw ValidationError(
                "refused: \(result.counts) \(result.left.prefix(1).map { "\($0.row) \($0.problems)" })")
        }
        report("\(name): \(result.added) added", began.duration(to: .now).seconds, "s")
        report("\(name): of the processor", processorSeconds() - worked, "s")
        report("\(name): peak memory", megabytes("VmHWM:"), "MB")
    }

    private func write(_ rows: Int, from first: Int, _ book: LedgerBook, _ pairing: Pairing, to path: String) throws {
        guard let ledger = book["sale"] else { throw ValidationError("there is no register of sales") }
        let fields = Self.fields.compactMap { ledger.field($0) }
        let words = fields.map { field in
            field.codeList.flatMap { book.codeLists[$0] }?.values.filter { $0.validTo == nil }.map(\.title.chinese)
                ?? []
        }
        let file = try WorkbookWriter(path: path)
        let sheet = try file.add("rows", fields.map { SheetColumn(header: $0.title.chinese, width: 12) })
        for row in first..<(first + rows) {
            try sheet.write(
                zip(fields, words).map { field, words in
                    switch field.key {
                    case "buyer", "seller": .text("Works \(row % 700) \(field.key)")
                    case "origin": .text(pairing.oldArea.division.text)
                    case "measure": .text("box")
                    case "amount": .number(Double(row % 90_000) + 0.25)
                    case "date": .date(year: 2024 + row % 2, month: 1 + row % 12, day: 1 + row % 28)
                    case "number": .text("N\(row)")
                    case "estimated": .text("0")
                    default: .text(words[row % max(1, words.count)])
                    }
                })
        }
        try file.close()
    }

    /// What this process has used since it began; a database server's work isn't in it.
    private func processorSeconds() -> Double {
        Double(clock()) / Double(CLOCKS_PER_SEC)
    }

    private func megabytes(_ line: String) -> Double {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let found = status.split(separator: "\n").first { $0.hasPrefix(line) } ?? ""
        return (found.split(whereSeparator: { !$0.isNumber }).first.flatMap { Double($0) } ?? 0) * 1024 / 1_000_000
    }
}
