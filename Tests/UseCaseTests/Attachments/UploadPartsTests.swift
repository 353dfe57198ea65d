// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import Foundation
import SQLCore
import Storage
import Testing

@testable import UseCases

@Suite("Files that come in parts")
struct UploadPartsTests {
    private static let text = "One two three"

    @Test("The parts become one file, whoever forgot where they were", arguments: TestEngine.both)
    func comesInParts(engine: TestEngine) async throws {
        try await FilingWorld.open(engine) { world in
            let (useCases, owner) = (world.useCases, AttachmentOwner(.filing, world.filing))
            let upload = try await begin(world)
            func append(_ text: String, at offset: Int64, by caller: Caller? = nil) async throws -> UseCaseError.Cause?
            {
                try await cause { _ = try await send(text, at: offset, to: upload, world, by: caller) }
            }
            #expect(try await append("One ", at: 0) == nil)
            #expect(try await useCases.upload(world.unit, id: upload.id.text).received == 4)
            #expect(try await append("One ", at: 0) == .stale(revision: 4))
            #expect(try await append("later", at: 8) == .stale(revision: 4))
            #expect(try await append("two", at: 4, by: world.oldArea) == .notFound)
            #expect(try await append("two three and more", at: 4) != nil)
            #expect(try await useCases.attachments(world.unit, of: owner).uploads.map(\.received) == [4])
            #expect(try await useCases.attachments(world.oldArea, of: owner).uploads.isEmpty)
            #expect(try await append("two", at: 4) == nil)
            #expect(try await world.events("filing.addFile") == 0)
            let progress = try await send(" three", at: 7, to: upload, world)
            #expect(progress.isDone && progress.received == 13)
            let list = try await useCases.attachments(world.unit, of: owner)
            #expect(list.files.map(\.attachment.name) == ["notes.txt"] && list.uploads.isEmpty)
            let hash = try #require(list.files.first).attachment.hash
            #expect(hash == sha256(Self.text))
            let stored = try await useCases.attachment(world.oldArea, of: owner, hash: hash)
            #expect(try String(contentsOfFile: stored.path, encoding: .utf8) == Self.text)
            #expect(try await world.events("filing.addFile") == 1)
            #expect(try await append("", at: 13) == .notFound)
            #expect(leftovers(world).isEmpty)
        }
    }

    @Test("Of two who send the same part one is kept, the other is told where to go on", arguments: TestEngine.both)
    func races(engine: TestEngine) async throws {
        try await FilingWorld.open(engine) { world in
            let upload = try await begin(world)
            let causes = try await withThrowingTaskGroup(of: UseCaseError.Cause?.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        try await cause { _ = try await send("One two ", at: 0, to: upload, world) }
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(causes.count { $0 == nil } == 1)
            #expect(causes.count { $0 == .stale(revision: 8) } == 3)
            #expect(try await send("three", at: 8, to: upload, world).isDone)
            let file = try await world.useCases.attachments(world.unit, of: upload.owner).files[0]
            #expect(file.attachment.hash == sha256(Self.text))
        }
    }

    @Test("What is promised is measured before it comes, and given up or forgotten after a day")
    func limits() async throws {
        try await FilingWorld.open(.sqlite) { world in
            var surroundings = world.useCases.surroundings
            (surroundings.attachments.fileBytes, surroundings.attachments.unfinishedBytes) = (20, 30)
            surroundings.attachments.mostFiles = 3
            let useCases = UseCases(database: world.useCases.database, surroundings: surroundings)
            let owner = AttachmentOwner(.filing, world.filing)
            func refusal(_ name: String, _ size: Int64) async throws -> String? {
                let refused = try await cause {
                    _ = try await useCases.beginUpload(world.unit, to: owner, name: name, size: size)
                }
                guard case .invalid(let failures) = refused else { return nil }
                return failures.first?.message
            }
            #expect(try await refusal("a.txt", 0) == "attachment.empty")
            #expect(try await refusal("a.txt", 21) == "upload.tooLarge")
            #expect(try await refusal("a.html", 5) == "attachment.dangerous.page")
            #expect(try await refusal("a.txt", 20) == nil)
            #expect(try await refusal("b.txt", 11) == "attachment.unfinished")
            #expect(try await refusal("b.txt", 5) == nil)
            #expect(try await refusal("c.txt", 5) == nil)
            #expect(try await refusal("d.txt", 0) == "attachment.empty")
            let uploads = try await useCases.attachments(world.unit, of: owner).uploads
            #expect(uploads.count == 3)
            #expect(
                try await cause { _ = try await useCases.endUpload(world.oldArea, id: uploads[0].id.text) } == .notFound
            )
            #expect(try await useCases.endUpload(world.unit, id: uploads[0].id.text) == owner)
            #expect(try await refusal("e.txt", 5) == nil)
            #expect(try await refusal("f.txt", 5) == "entry.tooManyFiles")
            world.place.office.bench.advance(seconds: AttachmentUpload.seconds)
            #expect(try await cause { _ = try await useCases.upload(world.unit, id: uploads[1].id.text) } == .notFound)
            #expect(try await useCases.endUploads()?.arguments["count"] == "3")
            #expect(try await useCases.endUploads() == nil)
            #expect(leftovers(world).isEmpty)
        }
    }

    @Test("An upload waits for the scanner and goes on with an empty part; where a virus is found it ends")
    func waits() async throws {
        try await FilingWorld.open(.sqlite) { world in
            var surroundings = world.useCases.surroundings
            surroundings.attachments.scan = { _ in throw CocoaError(.fileReadUnknown) }
            let away = UseCases(database: world.useCases.database, surroundings: surroundings)
            surroundings.attachments.scan = { _ in .found("Eicar-Test") }
            let finding = UseCases(database: world.useCases.database, surroundings: surroundings)
            let upload = try await begin(world)
            let waiting = try await cause { _ = try await send(Self.text, at: 0, to: upload, world, over: away) }
            #expect(waiting == .conflict(reason: "attachment.scannerAway"))
            #expect(try await world.useCases.upload(world.unit, id: upload.id.text).isWhole)
            #expect(try await send("", at: 13, to: upload, world).isDone)
            let next = try await begin(world)
            let found = try await cause { _ = try await send(Self.text, at: 0, to: next, world, over: finding) }
            #expect(found != nil)
            #expect(try await cause { _ = try await finding.upload(world.unit, id: next.id.text) } == .notFound)
            #expect(leftovers(world).isEmpty)
        }
    }

    private func begin(_ world: FilingWorld) async throws -> AttachmentUpload {
        try await world.useCases.beginUpload(
            world.unit, to: AttachmentOwner(.filing, world.filing), name: "notes.txt", mark: "1",
            size: Int64(Self.text.utf8.count))
    }

    private func leftovers(_ world: FilingWorld) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: world.useCases.uploadsFolder)) ?? []
    }
}

/// Sends a part as a file of its own, which is taken.
private func send(
    _ text: String, at offset: Int64, to upload: AttachmentUpload, _ world: FilingWorld, by caller: Caller? = nil,
    over useCases: UseCases? = nil
) async throws -> UploadProgress {
    let path = try world.place.office.file(UUID().uuidString, text)
    return try await (useCases ?? world.useCases).appendUpload(
        caller ?? world.unit, id: upload.id.text, offset: offset, path: path)
}
