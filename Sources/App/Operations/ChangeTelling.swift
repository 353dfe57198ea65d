// SPDX-License-Identifier: Apache-2.0
import Logging
import ServiceLifecycle
import UseCases

/// Looks every second whether anybody, in whichever process, recorded a change, and tells the pages that are open.
struct ChangeTelling: Service {
    let useCases: UseCases
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var (hasFailed, seconds) = (false, 0)
            while !Task.isCancelled {
                do {
                    try await useCases.tellChanges()
                    hasFailed = false
                } catch {
                    // Tried again in a second; said once.
                    if !hasFailed { logger.error("changes are not told", metadata: ["error": "\(error)"]) }
                    hasFailed = true
                }
                seconds += 1
                if seconds.isMultiple(of: 15) { useCases.changeFeed.beat() }
                try? await Task.sleep(for: .seconds(1))
            }
        }
        useCases.changeFeed.close()
    }
}
