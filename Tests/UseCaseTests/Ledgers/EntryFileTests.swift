// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import Foundation
import LedgerEngine
import SQLCore
import Storage
import Testing

@testable import UseCases

@Suite("Files of rows")
struct EntryFileTests {
    private func write(_ text: String, _ office: Office) throws -> String {
        let path = office.folder.appending(path: "upload-\(text.count)-\(office.bench.number())").path()
        try Data(text.utf8).write(to: URL(filePath: path))
        return path
    }

    private static let secondment = EntryInput.texts([
        "person": "Wang Qiang", "direction": "toOldArea", "fromBody": "A", "fromPost": "B", "toBody": "C",
        "toPost": "D", "start": "2026-01-05", "planned": "2027-01-05",
    ])

    @Test("A file is added, read by both sides, kept from sweeping, and taken away", arguments: TestEngine.allCases)
    func life(engine: TestEngine) async throws {
        try await Registers.open(engine) { office in
            let (useCases, clerk) = (office.useCases, try await office.officeOf(office.own))
            let east = try await office.officeOf(office.own, .eastern)
            let row = try await office.add(
                "project", OddityTests.project("Works", investment: "1万元", stage: "contract"), by: clerk)
            let id = row.id.text
            #expect(row.warnings.contains { $0.messageKey == "entry.problem.lacksEvidence" })
            let path = try write("The contract", office)
            let added = try await useCases.addEntryFile(
                clerk, id: id, version: 1, path: path, fileName: "C:\\papers\\con\u{202E}tract.pdf")
            // A file is evidence of the stage.
            #expect(added.version == 2 && added.warnings.isEmpty)
            let again = try await useCases.addEntryFile(clerk, id: id, path: path, fileName: "other.pdf")
            #expect(again.version == 2)
            let files = try await useCases.entry(east, id: id).files
            #expect(files.map(\.name) == ["contract.pdf"] && files.map(\.field) == ["evidence"])
            let hash = try #require(files.first?.hash)
            let stored = try await useCases.entryFile(east, entry: id, hash: hash)
            #expect(try String(contentsOfFile: stored.path, encoding: .utf8) == "The contract")
            let later = Date(timeIntervalSince1970: Double(office.bench.now().milliseconds) / 1000 - 90_000)
            try FileManager.default.setAttributes([.modificationDate: later], ofItemAtPath: stored.path)
            _ = try await useCases.sweepFiles()
            #expect(FileManager.default.fileExists(atPath: stored.path))

            let refused = try await cause {
                _ = try await useCases.addEntryFile(east, id: id, path: path, fileName: "a")
            }
            #expect(refused == .forbidden(reason: "rule.otherSide"))
            let stranger = try await office.officeOf(office.foreign)
            for attempt in 0..<3 {
                let hidden = try await cause {
                    switch attempt {
                    case 0: _ = try await useCases.entryFile(stranger, entry: id, hash: hash)
                    case 1: _ = try await useCases.addEntryFile(stranger, id: id, path: path, fileName: "a")
                    default: _ = try await useCases.removeEntryFile(stranger, id: id, hash: hash)
                    }
                }
                #expect(hidden == .notFound, "\(attempt)")
            }
            _ = try await useCases.removeEntryFile(clerk, id: id, version: 2, hash: hash)
            #expect(try await cause { _ = try await useCases.entryFile(clerk, entry: id, hash: hash) } == .notFound)
            try FileManager.default.setAttributes([.modificationDate: later], ofItemAtPath: stored.path)
            _ = try await useCases.sweepFiles()
            #expect(!FileManager.default.fileExists(atPath: stored.path))
            #expect(try await useCases.entry(clerk, id: id).changes.map(\.verb) == ["removeFile", "addFile"])
        }
    }

    @Test("Who names a file by its hash alone gets none of it", arguments: TestEngine.allCases)
    func named(engine: TestEngine) async throws {
        try await Registers.open(engine) { office in
            let (useCases, clerk) = (office.useCases, try await office.officeOf(office.own))
            let other = try await office.officeOf(office.foreign)
            let input = OddityTests.project("Works", investment: "1万元")
            let theirs = try await office.add("project", input, by: other, in: office.foreign).id.text
            _ = try await useCases.addEntryFile(
                other, id: theirs, path: try write("Not for everybody", office), fileName: "a.txt")
            let hash = try #require(try await useCases.entry(other, id: theirs).files.first?.hash)
            let mine = try await office.add("project", input, by: clerk).id.text
            let written = try await useCases.changeEntry(
                clerk, id: mine, version: 1, .texts(["evidence": hash + ":a.txt", "jobs": "3"]))
            #expect(written.warnings.contains { $0.messageKey == "entry.problem.fileNotUploaded" })
            #expect(try await useCases.entry(clerk, id: mine).files.isEmpty)
            #expect(try await cause { _ = try await useCases.entryFile(clerk, entry: mine, hash: hash) } == .notFound)
        }
    }

    @Test(
        "Files about persons have no name for others, need a reason, and are recorded", arguments: TestEngine.allCases)
    func personal(engine: TestEngine) async throws {
        try await Registers.open(engine) { office in
            let (useCases, clerk) = (office.useCases, try await office.officeOf(office.own))
            let east = try await office.officeOf(office.own, .eastern)
            let id = try await office.add("secondment", Self.secondment, by: clerk).id.text
            _ = try await useCases.addEntryFile(
                clerk, id: id, path: try write("Appointed", office), fileName: "Wang Qiang.pdf")
            let own = try await useCases.entry(clerk, id: id)
            let seen = try await useCases.entry(east, id: id)
            let hash = try #require(own.files.first?.hash)
            #expect(own.files.map(\.name) == ["Wang Qiang.pdf"] && seen.files.map(\.name) == [nil])
            for detail in [own, seen] {
                #expect(!"\(detail.entry.texts)\(detail.entry.values)\(detail.changes)".contains("Qiang"))
            }
            #expect(
                try await cause { _ = try await useCases.entryFile(east, entry: id, hash: hash, reason: "R") }
                    == .forbidden(reason: "rule.otherSide"))
            let silent = try await cause { _ = try await useCases.entryFile(clerk, entry: id, hash: hash) }
            #expect(
                silent == .invalid([ValidationFailure(field: "reason", message: "entry.reasonNeeded")]))
            let file = try await useCases.entryFile(clerk, entry: id, hash: hash, reason: "Yearly review")
            #expect(file.name == "Wang Qiang.pdf")
            let record = try await useCases.database.read { connection in
                try connection.rows("SELECT action, after FROM audit_event ORDER BY sequence", []).map {
                    "\(try $0.text(0)) \(try $0.textOrNil(1) ?? "")"
                }
            }
            #expect(record.contains { $0.contains("reveal") && $0.contains("Yearly review") })
            #expect(!record.contains { $0.contains("Qiang.pdf") })
        }
    }
}
