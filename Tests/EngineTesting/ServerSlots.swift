// SPDX-License-Identifier: Apache-2.0

/// Lets only so many tests use the server at a time: hundreds start together, and a server has a limit of connections.
actor ServerSlots {
    static let shared = ServerSlots(free: 12)

    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(free: Int) { self.free = free }

    func take() async {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    func giveBack() {
        if waiting.isEmpty {
            free += 1
        } else {
            waiting.removeFirst().resume()
        }
    }
}
