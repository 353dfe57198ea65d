// SPDX-License-Identifier: Apache-2.0
import Crypto
import Domain
import Foundation
import SQLCore
import Storage

extension UseCases {
    /// Runs `body` in a transaction and adds the events that it recorded to the chain, in that transaction and last.
    ///
    /// Every operation that changes something uses it; one that wrote rows and recorded nothing throws.
    @discardableResult
    func write<Result: Sendable>(_ body: @Sendable (any SQLConnection) throws -> Result) async throws -> Result {
        try await database.write { connection in
            let unit = UnitOfWork(connection)
            let result = try body(unit)
            if unit.events.isEmpty && unit.hasWritten { throw UnrecordedWork.noEvent }
            try chain(unit, connection)
            return result
        }
    }

    /// The same for what `caller` asks for: refused where the caller is no longer who came in. What was read before the
    /// transaction may be long ago, such as before a file was received.
    ///
    /// Throws notSignedIn where the session, the token or the account has ended meanwhile, forbidden where its roles
    /// are others. Only what nobody signed in for, and what must be recorded of a refusal, does without.
    @discardableResult
    func write<Result: Sendable>(
        _ caller: Caller, _ body: @Sendable (any SQLConnection) throws -> Result
    ) async throws -> Result {
        try await write { connection in
            try requirePresent(caller, connection)
            return try body(connection)
        }
    }

    /// The same for what leaves no event: when a session was last seen, counts of attempts, what is over, cursors.
    @discardableResult
    func writeWithoutEvent<Result: Sendable>(
        _ body: @Sendable (any SQLConnection) throws -> Result
    ) async throws -> Result {
        try await database.write { connection in
            let unit = UnitOfWork(connection)
            let result = try body(unit)
            try chain(unit, connection)
            return result
        }
    }

    private func chain(_ unit: UnitOfWork, _ connection: any SQLConnection) throws {
        guard !unit.events.isEmpty else { return }
        var bodies = ActingBodies(connection)
        try chain(unit.events, connection) { event, user in
            try user.map { event.with(body: try bodies.name(for: $0, in: event.pairing)) } ?? event
        }
    }

    /// Adds events to the end of the chain.
    func chain(_ events: [AuditEvent], _ connection: any SQLConnection) throws {
        try chain(events, connection) { $0 }
    }

    /// The same, made of something else, some at a time: the links of a long import would take much memory together.
    /// While some are written the next are hashed on another core.
    private func chain<Source>(
        _ sources: [Source], _ connection: any SQLConnection, _ event: (Source) throws -> AuditEvent
    ) throws {
        let queries = AuditQueries(connection)
        var ready: [AuditLink] = []
        for start in stride(from: 0, to: sources.count, by: 1_000) {
            let events = try sources[start..<min(start + 1_000, sources.count)].map(event)
            guard let last = ready.last else {
                ready = links(events, after: try queries.head(isLocked: true))
                continue
            }
            let next = Aside { links(events, after: AuditHead(sequence: last.sequence, hash: last.hash)) }
            try queries.append(ready)
            ready = next.value
        }
        try queries.append(ready)
    }
}

/// The links of events, one after the other.
private func links(_ events: [AuditEvent], after head: AuditHead) -> [AuditLink] {
    var head = head
    return events.map { event in
        let link = AuditLink(event, after: head)
        head = AuditHead(sequence: link.sequence, hash: link.hash)
        return link
    }
}

extension AuditLink {
    /// The link that follows `head`.
    init(_ event: AuditEvent, after head: AuditHead) {
        let sequence = head.sequence + 1
        let text = Self.canonicalText(sequence: sequence, event, previous: head.hash)
        self.init(sequence: sequence, event: event, previous: head.hash, hash: sha256(text))
    }
}

/// SHA-256 of the text's UTF-8, in lower-case hexadecimal.
func sha256(_ text: String) -> String { hexadecimal(SHA256.hash(data: Data(text.utf8))) }

extension AuditEvent {
    fileprivate func with(body: String?) -> AuditEvent {
        AuditEvent(
            id: id, at: at, actor: actor, body: body, session: session, action: action, objectKind: objectKind,
            objectID: objectID, pairing: pairing, before: before, after: after, result: result, reason: reason,
            requestID: requestID)
    }
}
