// SPDX-License-Identifier: Apache-2.0
import EngineTesting
import Foundation
import Synchronization
import Testing

@testable import UseCases

@Suite("The lock on stored files")
struct FileLockTests {
    /// Closes a descriptor and opens another file under the same number at once, as another thread may.
    private final class Closing: Sendable {
        let closed = Mutex<[Int32]>([])

        func close(_ descriptor: Int32) {
            let isFirst = closed.withLock { closed in
                closed.append(descriptor)
                return closed.count == 1
            }
            guard isFirst else {
                _ = Foundation.close(descriptor)
                return
            }
            let other = open("/dev/null", O_RDONLY | O_CLOEXEC)
            dup2(other, descriptor)
            _ = Foundation.close(other)
        }
    }

    @Test("A lock that somebody else holds leaves alone what was opened under its number meanwhile")
    func closesOnce() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "jiedui-lock-\(UUID())").path()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let held = try FileLock.sharing(folder)
        let closing = Closing()
        let isFree = FileLock.alone(folder, closing: { closing.close($0) }) != nil
        #expect(!isFree)
        let closed = closing.closed.withLock { $0 }
        let descriptor = try #require(closed.first)
        #expect(closed.count == 1)
        #expect(fcntl(descriptor, F_GETFD) >= 0, "the file that was opened meanwhile is closed")
        _ = Foundation.close(descriptor)
        withExtendedLifetime(held) {}
    }

    @Test("A lock that is free is closed once, at its end")
    func closesAtItsEnd() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "jiedui-lock-\(UUID())").path()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let closing = Closing()
        do {
            let lock = FileLock.alone(folder, closing: { closing.close($0) })
            let isFree = lock != nil
            #expect(isFree && closing.closed.withLock { $0.isEmpty })
        }
        let closed = closing.closed.withLock { $0 }
        #expect(closed.count == 1)
        for descriptor in closed { _ = Foundation.close(descriptor) }
    }

    @Test("A file that is handed in again while files are swept is there afterwards")
    func handedInAgain() async throws {
        try await Office.open(.sqlite) { office in
            let path = try office.file("again.txt", "handed in twice")
            let files = office.useCases.files
            let hash = try files.digest(of: path).hash
            try files.keep(path, hash: hash)
            guard let sweeping = FileLock.alone(office.folder.path()) else {
                Issue.record("somebody holds the lock")
                return
            }
            let keeping = Task.detached { try files.keep(path, hash: hash) }
            // Time in which a file that doesn't wait is kept.
            for _ in 0..<1_000 { await Task.yield() }
            files.remove(hash)
            _ = consume sweeping
            try await keeping.value
            #expect(FileManager.default.fileExists(atPath: files.path(hash)))
        }
    }
}
