// SPDX-License-Identifier: Apache-2.0
import Foundation
import Synchronization

/// Runs long calculations on threads of their own, so that the threads that serve requests are never held.
///
/// At most two at a time: reading a long document takes memory.
private let calculations = [
    DispatchQueue(label: "jiedui.calculation.0"), DispatchQueue(label: "jiedui.calculation.1"),
]

/// The result of `body`, calculated elsewhere. `turn` chooses the thread; calls with the same turn wait for each other.
func withoutBlocking<Result: Sendable>(
    turn: UInt64, _ body: @escaping @Sendable () throws -> Result
) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
        calculations[Int(turn % 2)].async { continuation.resume(with: Swift.Result { try body() }) }
    }
}

/// Passwords have a thread of their own and a short queue, so that a flood of attempts to sign in holds up neither the
/// reading of documents nor, for longer than a few seconds, those who sign in. Each installation has one: what waits
/// elsewhere in the process is nothing to it.
final class PasswordQueue: Sendable {
    static let most = 32
    private let thread = DispatchQueue(label: "jiedui.password")
    private let count = Mutex(0)

    /// How many wait or are being calculated.
    var waiting: Int { count.withLock { $0 } }

    /// The result of `body`, which hashes a password. Throws `busy` where too many wait already.
    func calculate<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        let isAdmitted = count.withLock { waiting in
            guard waiting < Self.most else { return false }
            waiting += 1
            return true
        }
        guard isAdmitted else { throw UseCaseError("session", .busy) }
        return try await withCheckedThrowingContinuation { continuation in
            thread.async {
                let result = Swift.Result { try body() }
                self.count.withLock { $0 -= 1 }
                continuation.resume(with: result)
            }
        }
    }
}
