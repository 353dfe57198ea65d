// SPDX-License-Identifier: Apache-2.0
import Foundation
import Logging
import ServiceLifecycle
import UseCases

/// Looks every few seconds for jobs that are due, and carries out those that no other instance was faster to claim.
struct JobRunning: Service {
    let useCases: UseCases
    let logger: Logger
    private let instance = "\(ProcessInfo.processInfo.hostName) \(ProcessInfo.processInfo.processIdentifier)"

    init(useCases: UseCases, logger: Logger) { (self.useCases, self.logger) = (useCases, logger) }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var hasFailed = false
            while !Task.isCancelled {
                do {
                    // A task of its own: what is under way when the program is told to stop is brought to its end.
                    let round = Task { try await useCases.runDueJobs(instance: instance) }
                    for report in try await round.value { tell(report) }
                    hasFailed = false
                } catch {
                    // Tried again in a few seconds; said once.
                    if !hasFailed { logger.error("jobs are not run", metadata: ["error": "\(error)"]) }
                    hasFailed = true
                }
                try? await Task.sleep(for: .seconds(3))
            }
        }
    }

    private func tell(_ report: JobReport) {
        var metadata: Logger.Metadata = ["job": "\(report.job)"]
        switch report.end {
        case .done: logger.debug("job done", metadata: metadata)
        case .lost: logger.warning("a job took longer than its lease; another instance has it", metadata: metadata)
        case .givenUp: logger.error("a job was begun again and again and never ended", metadata: metadata)
        case .failed(let error, let isLast):
            metadata["error"] = "\(error)"
            logger.error("a job failed\(isLast ? " for the last time" : "")", metadata: metadata)
        }
    }
}
