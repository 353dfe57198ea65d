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
    func closesOnce() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "jiedui-lock-\(UUID())").path()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let held = try await FileLock.sharing(folder)
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
            try await files.keep(path, hash: hash, turn: 0)
            guard let sweeping = FileLock.alone(office.folder.path()) else {
                Issue.record("somebody holds the lock")
                return
            }
            let keeping = Task.detached { try await files.keep(path, hash: hash, turn: 0) }
            // Time in which a file that doesn't wait is kept.
            for _ in 0..<1_000 { await Task.yield() }
            files.remove(hash)
            _ = consume sweeping
            try await keeping.value
            #expect(FileManager.default.fileExists(atPath: files.path(hash)))
        }
    }

    /// Where waiting held the threads that run everything, this test would never end.
    @Test("However many wait for the lock, everything else goes on")
    func waitsElsewhere() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "jiedui-lock-\(UUID())").path()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        guard let alone = FileLock.alone(folder) else {
            Issue.record("somebody holds the lock")
            return
        }
        let many = 2 * ProcessInfo.processInfo.activeProcessorCount
        let waiting = (0..<many).map { _ in
            Task.detached {
                let lock = try await FileLock.sharing(folder)
                withExtendedLifetime(lock) {}
            }
        }
        // Time in which each begins to wait.
        for _ in 0..<1_000 { await Task.yield() }
        _ = consume alone
        for task in waiting { try await task.value }
    }
}
