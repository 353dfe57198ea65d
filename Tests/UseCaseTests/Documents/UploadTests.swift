// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import Extraction
import Foundation
import Testing
@testable import UseCases

@Suite("Uploading a document")
struct UploadTests {
    @Test("A document becomes a draft with its text, its file and its record", arguments: TestEngine.both)
    func upload(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let clerk = try await office.officeOf(office.own)
            let draft = try await office.upload(by: clerk)
            let detail = try await office.useCases.draft(clerk, id: draft.id.text)
            #expect(detail.draft == draft)
            #expect(detail.draft.plan.areas.count == 5)
            #expect(
                detail.source.text == (try String(contentsOfFile: Office.sample("yunxiu-langang.txt"), encoding: .utf8))
            )
            #expect(!detail.canUndo && !detail.canRedo && detail.mayCorrect && detail.mayAdopt)
            let original = try await office.useCases.originalFile(clerk, document: draft.document.text)
            #expect(
                FileManager.default.contentsEqual(atPath: original.path, andPath: Office.sample("yunxiu-langang.txt")))
            #expect(original.path.hasSuffix(original.document.hash))
            #expect(try await office.history("document", draft.document.text) == ["document.upload"])
            #expect(try await office.history("draft", draft.id.text) == ["draft.open"])
            let page = try await office.useCases.documents(clerk, after: nil, limit: 10)
            #expect(page.items.map(\.document.id) == [draft.document])
            #expect(page.items.first?.uploadedBy == clerk.name && page.next == nil)
        }
    }

    @Test(
        "The same file twice is one document and one draft, until the draft is closed", arguments: TestEngine.both)
    func twice(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let (west, east) = (try await office.officeOf(office.own), try await office.officeOf(office.own, .eastern))
            let first = try await office.upload(by: west)
            let again = try await office.upload(by: east)
            #expect(again == first)
            try await office.useCases.discardDraft(west, id: first.id.text, revision: 1)
            let third = try await office.upload(by: east)
            #expect(third.id != first.id && third.document == first.document)
            #expect(try await office.rowCounts()["document"] == 1)
        }
    }

    @Test("The same file by many at once is one document and one draft", arguments: TestEngine.both)
    func atOnce(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let clerk = try await office.officeOf(office.own)
            let drafts = try await withThrowingTaskGroup(of: Draft.self) { group in
                for _ in 0..<4 { group.addTask { try await office.upload(by: clerk) } }
                return try await group.reduce(into: Set<String>()) { $0.insert($1.id.text) }
            }
            let counts = try await office.rowCounts()
            #expect(drafts.count == 1 && counts["document"] == 1 && counts["draft"] == 1)
        }
    }

    @Test("A unit sees the documents that were adopted, and no open draft", arguments: TestEngine.both)
    func documentsOfUnits(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let clerk = try await office.officeOf(office.own)
            let body = try await office.anyBody(of: .oldArea)
            let unit = try await office.caller("unit", .unit(body, office.own.id, .oldArea))
            _ = try await office.upload("yunxiu-langang-revised.txt", by: clerk)
            #expect(try await office.useCases.documents(unit, after: nil, limit: 10).items.isEmpty)
            _ = try await office.adopt(by: clerk)
            let adopted = try await office.useCases.documents(unit, after: nil, limit: 10).items
            #expect(adopted.map(\.draftState) == [.adopted])
            _ = try await office.upload(by: clerk)
            let again = try await office.useCases.documents(unit, after: nil, limit: 10).items
            #expect(again.map(\.document.id) == adopted.map(\.document.id) && again.map(\.draft) == [nil])
        }
    }

    @Test("A text with a secrecy mark is refused and nothing of it is kept", arguments: TestEngine.both)
    func secrecyMark(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let clerk = try await office.officeOf(office.own)
            let plain = try String(contentsOfFile: Office.sample("songping-puting.txt"), encoding: .utf8)
            // The lowest mark with its star and a term, as printed on top of the first page.
            let path = try office.file("plan.txt", "\u{79D8}\u{5BC6}\u{2605}10\u{5E74}\n" + plain)
            let before = try await office.rowCounts()
            let cause = try await cause {
                _ = try await office.useCases.uploadDocument(
                    clerk, path: path, fileName: "plan.txt", pairing: office.own.code)
            }
            #expect(cause == .conflict(reason: "document.secrecyMark"))
            #expect(try await office.rowCounts() == before.merging(["audit_event": 1], uniquingKeysWith: +))
            let entry = try #require(try await office.events(action: "document.refuse").last)
            #expect(
                entry.result == .refused && entry.reason == "document.secrecyMark" && entry.pairing == office.own.id)
            #expect(![entry.after, entry.objectID].contains { $0?.contains("plan.txt") == true })
            #expect(!FileManager.default.fileExists(atPath: office.folder.appending(path: "files").path()))
        }
    }

    @Test("The same bytes under another name give the draft that is open, and say so", arguments: TestEngine.both)
    func sameBytes(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let clerk = try await office.officeOf(office.own)
            let path = try office.file("plan.txt", "Plan of a test")
            func take(_ name: String) async throws -> TakenDocument {
                try await office.useCases.takeDocument(clerk, path: path, fileName: name, pairing: office.own.code)
            }
            let first = try await take("one.txt")
            let before = try await office.rowCounts()
            let second = try await take("two.txt")
            #expect(first.isNew && !second.isNew && first.draft.id == second.draft.id)
            #expect(try await office.rowCounts() == before)
        }
    }

    @Test("A file that can't be read leaves nothing but an entry in the record")
    func unreadable() async throws {
        try await Office.open(.sqlite) { office in
            let clerk = try await office.officeOf(office.own)
            let before = try await office.rowCounts()
            for (name, text) in [
                ("empty.txt", ""), ("blank.txt", " \n\t "), ("program.txt", "\u{7F}ELF\u{0}\u{1}\u{2}"),
            ] {
                let path = try office.file(name, text)
                await #expect(throws: ExtractionError.self) {
                    try await office.useCases.uploadDocument(
                        clerk, path: path, fileName: name, pairing: office.own.code)
                }
            }
            await #expect(throws: ExtractionError.self) {
                try await office.useCases.uploadDocument(
                    clerk, path: "/nowhere", fileName: "nowhere.txt", pairing: office.own.code)
            }
            // A file that is not there can't be named by its bytes.
            #expect(try await office.rowCounts() == before.merging(["audit_event": 3], uniquingKeysWith: +))
        }
    }

    @Test("A list of documents goes on where the page before ended", arguments: TestEngine.both)
    func pages(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let clerk = try await office.officeOf(office.own)
            var uploaded: [Identifier<Document>] = []
            for number in 0..<5 {
                let path = try office.file("plan.txt", "Plan \(number) of a test")
                let draft = try await office.useCases.uploadDocument(
                    clerk, path: path, fileName: "plan-\(number).txt", pairing: office.own.code)
                uploaded.append(draft.document)
            }
            var (found, after): ([Identifier<Document>], String?) = ([], nil)
            repeat {
                let page = try await office.useCases.documents(clerk, after: after, limit: 2)
                found += page.items.map(\.document.id)
                after = page.next
            } while after != nil
            #expect(found == uploaded.reversed())
            let forged = try await cause { _ = try await office.useCases.documents(clerk, after: "forged", limit: 2) }
            #expect(forged == PageMark.unreadable.cause)
        }
    }

    @Test("A file that no document names is swept, but not within its first hour")
    func sweep() async throws {
        try await Office.open(.sqlite) { office in
            let clerk = try await office.officeOf(office.own)
            let draft = try await office.upload(by: clerk)
            let kept = try await office.useCases.originalFile(clerk, document: draft.document.text).path
            let lost = office.folder.appending(path: "files/ab/" + String(repeating: "ab", count: 32)).path()
            let part = office.folder.appending(path: "files/ab/.x.part").path()
            try FileManager.default.createDirectory(
                atPath: office.folder.appending(path: "files/ab").path(), withIntermediateDirectories: true)
            for path in [lost, part] {
                #expect(FileManager.default.createFile(atPath: path, contents: Data([1])))
                // The clock of the test stands in the past of the machine's.
                let old = Date(timeIntervalSince1970: Double(office.bench.now().milliseconds) / 1000 - 1800)
                try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: path)
            }
            #expect(try await office.useCases.sweepFiles() == 0)
            office.bench.advance(seconds: 7200)
            #expect(try await office.useCases.sweepFiles() == 2)
            #expect(FileManager.default.fileExists(atPath: kept))
            // Pages of a document that is gone, and an upload that came to an end a day ago.
            let page = office.folder.appending(path: "pages/ab/" + String(repeating: "ab", count: 32))
            let incoming = office.folder.appending(path: "incoming")
            for folder in [page, incoming] {
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            }
            let upload = incoming.appending(path: "x").path()
            #expect(FileManager.default.createFile(atPath: upload, contents: Data([1])))
            let moment = Date(timeIntervalSince1970: Double(office.bench.now().milliseconds) / 1000)
            try FileManager.default.setAttributes([.modificationDate: moment], ofItemAtPath: upload)
            #expect(try await office.useCases.sweepFiles() == 1)
            #expect(!FileManager.default.fileExists(atPath: page.path()))
            office.bench.advance(seconds: 90_000)
            #expect(try await office.useCases.sweepFiles() == 1)
            #expect(!FileManager.default.fileExists(atPath: upload))
        }
    }
}
