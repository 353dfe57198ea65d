// SPDX-License-Identifier: Apache-2.0
import Logging
import ServiceLifecycle
import UseCases

/// Clears away what is over while the program runs: files of uploads that were cut off, ended sessions.
struct Housekeeping: Service {
    let useCases: UseCases
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    let removed = try await useCases.tidy()
                    if removed > 0 { logger.info("cleared away what is over", metadata: ["count": "\(removed)"]) }
                } catch {
                    // Tried again in an hour; requests are served meanwhile.
                    logger.error("housekeeping failed", metadata: ["error": "\(error)"])
                }
                try? await Task.sleep(for: .seconds(3600))
            }
        }
    }
}
