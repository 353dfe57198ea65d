// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Threads on which files are read: reading blocks, and the threads of Swift's tasks must not be blocked. There are
/// only so many places, so that many uploads at once cannot take the machine.
final class ExtractionDesk: Sendable {
    private let files = OperationQueue()
    /// Page images are short work that somebody waits for; they do not queue behind long files.
    private let quick = OperationQueue()

    init(places: Int) {
        files.maxConcurrentOperationCount = max(1, places)
        quick.maxConcurrentOperationCount = max(1, places)
    }

    func work<Value: Sendable>(
        isQuick: Bool = false, _ body: @escaping @Sendable (CancellationFlag) throws(ExtractionError) -> Value
    ) async throws(ExtractionError) -> Value {
        try await attempt(isQuick: isQuick) { flag in
            do throws(ExtractionError) { return .success(try body(flag)) } catch { return .failure(error) }
        }.get()
    }

    /// Ends early with `.cancelled` when the task that waits is cancelled.
    func attempt<Value: Sendable>(
        isQuick: Bool, _ body: @escaping @Sendable (CancellationFlag) -> Result<Value, ExtractionError>
    ) async -> Result<Value, ExtractionError> {
        let flag = CancellationFlag()
        let queue = isQuick ? quick : files
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                queue.addOperation {
                    continuation.resume(returning: flag.isSet ? .failure(.cancelled) : body(flag))
                }
            }
        } onCancel: {
            flag.set()
        }
    }
}
