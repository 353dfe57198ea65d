// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Runs long calculations on threads of their own, so that the threads that serve requests are never held.
///
/// At most two at a time: hashing a password takes 32 MB, reading a long document more.
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
