// SPDX-License-Identifier: Apache-2.0

/// What was to be received did not come in time.
package struct TooSlow: Error {
    package init() {}
}

/// Waits for `body`, such as a request coming in whole, for so long at most; it is cancelled then. Throws `TooSlow`.
package func within<Result: Sendable>(
    seconds: Int, _ body: @escaping @Sendable () async throws -> Result
) async throws -> Result {
    try await withThrowingTaskGroup(of: Result.self) { group in
        group.addTask { try await body() }
        group.addTask {
            try await Task.sleep(for: .seconds(seconds))
            throw TooSlow()
        }
        defer { group.cancelAll() }
        guard let result = try await group.next() else { throw TooSlow() }
        return result
    }
}
