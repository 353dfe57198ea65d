// SPDX-License-Identifier: Apache-2.0
import Dispatch

/// A door that opens once: closures wait at it on their own thread, tasks without holding one up.
final class Gate: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)
    private let opened: AsyncStream<Void>
    private let opening: AsyncStream<Void>.Continuation

    init() { (opened, opening) = AsyncStream.makeStream() }

    func open() {
        semaphore.signal()
        opening.finish()
    }

    /// For a unit of work, which may block its thread. For one closure.
    func wait() { semaphore.wait() }

    /// For a task.
    func passed() async { for await _ in opened {} }
}
