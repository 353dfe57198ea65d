// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A thread of its own on which one connection does its blocking work, so that a slow server never holds up the threads
/// that every other task shares.
///
/// `@unchecked Sendable`: `jobs` and `isStopping` are touched only under `condition`.
final class ConnectionThread: SerialExecutor, @unchecked Sendable {
    private let condition = NSCondition()
    private var jobs: [UnownedJob] = []
    private var isStopping = false

    init(name: String) {
        let thread = Thread { self.work() }
        thread.name = name
        thread.stackSize = 1 << 20
        thread.start()
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        condition.withLock {
            jobs.append(job)
            condition.signal()
        }
    }

    /// Ends the thread when it has done what was enqueued so far.
    func stop() {
        condition.withLock {
            isStopping = true
            condition.signal()
        }
    }

    private func work() {
        while let batch = nextJobs() {
            for job in batch { job.runSynchronously(on: asUnownedSerialExecutor()) }
        }
    }

    private func nextJobs() -> [UnownedJob]? {
        condition.withLock {
            while jobs.isEmpty {
                guard !isStopping else { return nil }
                condition.wait()
            }
            defer { jobs.removeAll(keepingCapacity: true) }
            return jobs
        }
    }
}
