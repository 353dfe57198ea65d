// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import Logging
import ServiceLifecycle
import UseCases

/// Sends the record to syslog while the program runs, and writes the chain's head down once a day: in the log and, where
/// there is one, in syslog.
struct RecordForwarding: Service {
    let useCases: UseCases
    /// nil sends nothing.
    let address: SyslogAddress?
    let logger: Logger

    func run() async throws {
        let way = address.map { SyslogWay($0) }
        await cancelWhenGracefulShutdown {
            var failures = 0
            while !Task.isCancelled {
                do {
                    try await useCases.recordRepeatedRefusals()
                    try await anchor(way)
                    while let way,
                        try await useCases.forwardRecord({ try await way.send($0.map(SyslogMessage.init)) }) > 0
                    { continue }
                    failures = 0
                } catch {
                    // Nothing is lost: the cursor stays. Said once and then now and again.
                    if failures % 60 == 0 {
                        logger.error("the record is not forwarded", metadata: ["error": "\(error)"])
                    }
                    failures += 1
                }
                try? await Task.sleep(for: .seconds(failures == 0 ? 2 : 10))
            }
        }
        // What was counted and not yet recorded.
        try? await useCases.recordRepeatedRefusals(all: true)
    }

    private func anchor(_ way: SyslogWay?) async throws {
        guard let head = try await useCases.dailyAnchor() else { return }
        logger.notice(
            "audit anchor", metadata: ["sequence": "\(head.sequence)", "hash": "\(head.hash)"])
        try await way?.send([SyslogMessage(anchor: head, at: useCases.surroundings.now())])
    }
}

/// The socket on a thread of its own, which may wait. Only the one thread of `queue` touches it.
final class SyslogWay: @unchecked Sendable {
    private let queue = DispatchQueue(label: "jiedui.syslog")
    private let socket: SyslogSocket

    init(_ address: SyslogAddress) { socket = SyslogSocket(address) }

    func send(_ messages: [SyslogMessage]) async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            queue.async { continuation.resume(with: Result { try self.socket.send(messages) }) }
        }
    }
}
