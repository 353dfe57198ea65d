// SPDX-License-Identifier: Apache-2.0
import Synchronization
import Testing

@testable import UseCases

@Suite("Rows on their way from the reader to the writer")
struct ImportPipeTests {
    private struct Broken: Error {}

    /// How many are inside, and were at most.
    private final class Gauge: Sendable {
        private let counts = Mutex((now: 0, most: 0))
        var most: Int { counts.withLock { $0.most } }

        func enter() {
            counts.withLock { counts in
                counts.now += 1
                counts.most = max(counts.most, counts.now)
            }
        }

        func leave() { counts.withLock { $0.now -= 1 } }
    }

    @Test("all portions arrive, then what ended the reading")
    func ends() throws {
        let pipe = ImportPipe()
        for _ in 0..<3 { try pipe.put(.rows([])) }
        pipe.end(.failure(Broken()))
        for _ in 0..<3 { #expect(try pipe.next({}) != nil) }
        #expect(throws: Broken.self) { try pipe.next({}) }
        #expect(throws: Broken.self) { try pipe.close().get() }
    }

    @Test("a reader that is ahead waits, and ends when nothing is wanted any more")
    func waits() async throws {
        let pipe = ImportPipe()
        let put = Gauge()
        async let reader: Void = withoutBlocking(turn: 0) {
            do {
                while true {
                    try pipe.put(.rows([]))
                    put.enter()
                }
            } catch { pipe.end(.failure(error)) }
        }
        // Six are only there once room was made for two of them.
        for _ in 0..<2 { #expect(try pipe.next({}) != nil) }
        while put.most < 6 { await Task.yield() }
        #expect(throws: CancellationError.self) { try pipe.close().get() }
        try await reader
        #expect(put.most == 6)
        #expect(throws: CancellationError.self) { try pipe.checkOpen() }
    }

    @Test("a writer that waits for rows hears each time that it could stop")
    func idles() {
        let pipe = ImportPipe()
        #expect(throws: Broken.self) { try pipe.next { throw Broken() } }
    }

    @Test("one at a time passes")
    func turns() async {
        let turnstile = Turnstile()
        let gauge = Gauge()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    await turnstile.pass {
                        gauge.enter()
                        await Task.yield()
                        gauge.leave()
                    }
                }
            }
        }
        #expect(gauge.most == 1)
    }
}
