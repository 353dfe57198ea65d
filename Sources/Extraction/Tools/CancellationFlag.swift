// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// Tells a blocking reader in another thread that nobody waits for it any more.
final class CancellationFlag: Sendable {
    private let state = Atomic(false)

    var isSet: Bool { state.load(ordering: .relaxed) }
    func set() { state.store(true, ordering: .relaxed) }
}
