// SPDX-License-Identifier: Apache-2.0
import Foundation
import Synchronization

/// A value that is computed on another thread while this one goes on. For synchronous code alone: who asks for it waits.
final class Aside<Value: Sendable>: Sendable {
    private let result = Mutex<Value?>(nil)
    private let done = DispatchGroup()

    init(_ compute: @escaping @Sendable () -> Value) {
        DispatchQueue.global().async(group: done) { [self] in
            let value = compute()
            result.withLock { $0 = value }
        }
    }

    /// Waits until it is there.
    var value: Value {
        done.wait()
        return result.withLock { $0! }
    }
}
