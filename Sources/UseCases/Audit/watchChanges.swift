// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension UseCases {
    /// Looks once whether something was recorded, and tells the pages that are open. Called every second or so.
    package func tellChanges() async throws {
        let (last, isHeard) = (changeFeed.last, changeFeed.hasListeners)
        let (changes, head) = try await database.read { connection -> ([Change], Int64) in
            let queries = AuditQueries(connection)
            let head = try queries.head().sequence
            var changes: [Change] = []
            if let last, isHeard, head > last {
                try queries.forEach(after: last, upTo: head, limit: 5_000) { link in
                    if let change = Change(link) { changes.append(change) }
                }
            }
            return (changes, head)
        }
        changeFeed.tell(changes, upTo: head)
    }

    /// The changes of what the caller watches, from the record's entry `since` on, for as long as the stream is read
    /// and the caller's session lives.
    ///
    /// Throws notFound where an object of `watches` is none that the caller may read. Before each change the rule table
    /// is asked again, with the caller's roles of that moment.
    package func watch(_ caller: Caller, _ watches: [Watch], since: Int64?) async throws -> ChangeWatch {
        guard !watches.isEmpty, watches.count <= 20 else {
            throw UseCaseError("watch", .invalid([ValidationFailure(field: "watch", message: "watch.unreadable")]))
        }
        let (number, signals) = changeFeed.listen(caller.userID)
        do {
            let missed = try await database.read { connection in
                for watch in watches where !watch.isList {
                    guard try mayRead(watch.kind, watch.id, caller, connection) else {
                        throw UseCaseError(watch.kind, .notFound)
                    }
                }
                return try since.map { try self.changes(of: watches, after: $0, connection) } ?? MissedChanges()
            }
            return ChangeWatch(self, caller, watches, Seat(changeFeed, number), missed, signals)
        } catch {
            changeFeed.leave(number)
            throw error
        }
    }

    /// The end of the record now: a page that was made after this look has nothing older to hear of.
    package func changesUntilNow() async throws -> Int64 {
        try await database.read { try AuditQueries($0).head().sequence }
    }

    fileprivate func changes(
        of watches: [Watch], after sequence: Int64, _ connection: any SQLConnection
    ) throws -> MissedChanges {
        var found: Set<Change> = []
        var end: Int64?
        for watch in watches {
            var search = AuditSearch(objectID: watch.isList ? nil : watch.id, after: sequence)
            search.objectKinds = watch.objectKinds
            let links = try AuditQueries(connection).search(
                search, limit: MissedChanges.most, oldestFirst: true)
            found.formUnion(links.compactMap(Change.init))
            // Of a list that was cut, what comes after its end is not known yet.
            if links.count == MissedChanges.most, let last = links.last { end = min(end ?? .max, last.sequence) }
        }
        let upTo = end ?? .max
        return MissedChanges(
            items: found.filter { $0.sequence <= upTo }.sorted { $0.sequence < $1.sequence }, goesOnAfter: end)
    }

    /// The caller as the database knows it at this moment; nil where the session is over. Does not prolong it.
    func present(_ caller: Caller, _ connection: any SQLConnection) throws -> Caller? {
        guard case .user(let user) = caller.who else { return caller }
        if case .session(let idHash) = caller.door {
            guard let (session, account) = try SessionQueries(connection).find(idHash), !isOver(session),
                account.user.state == .active
            else { return nil }
            return Caller(
                who: .user(account.user), door: caller.door, address: caller.address, requestID: caller.requestID)
        }
        if case .token(let id, _) = caller.door {
            let token = try Identifier<AccessToken>(id).flatMap { try AccessTokenQueries(connection).find($0) }
            guard let token, token.isLive(at: surroundings.now()) else { return nil }
        }
        guard let account = try AccountQueries(connection).find(user.id), account.user.state == .active else {
            return nil
        }
        return Caller(
            who: .user(account.user), door: caller.door, address: caller.address, requestID: caller.requestID)
    }

    /// Whether the caller may read the object, by the same rules as its page.
    func mayRead(_ kind: String, _ id: String, _ caller: Caller, _ connection: any SQLConnection) throws -> Bool {
        do {
            switch kind {
            case "draft": _ = try findDraft(id, caller, connection)
            case "document": _ = try findDocument(id, caller, connection)
            case "plan": _ = try findPlan(id, caller, connection)
            case "task": _ = try findTask(id, caller, connection)
            case "pairing": return caller.may(.readDirectory, on: .installation)
            case "organisation": return caller.may(.readOrganisation, on: .installation)
            case "user": if caller.userID?.text != id { _ = try knownPerson(id, caller, connection) }
            case "contact": _ = try knownContact(id, caller, connection)
            case "yearPlan": _ = try findYearPlan(id, caller, connection)
            case "item": _ = try findItem(id, caller, connection)
            case "leg": _ = try findLeg(id, caller, connection)
            case "entry": _ = try findEntry(id, caller, connection)
            case "order": _ = try findOrder(id, caller, connection)
            case "request": _ = try findRequest(id, caller, connection)
            case "meeting": _ = try findMeeting(id, caller, connection)
            case "filing": _ = try findFiling(id, caller, connection)
            case "cycle": _ = try findCycle(id, caller, connection)
            default: return false
            }
            return true
        } catch is UseCaseError { return false }
    }
}

/// What happened before a page or a program listened.
package struct MissedChanges: Sendable {
    /// So many entries of the record are read at a time for each thing that is watched.
    static let most = 1_000
    /// The oldest first.
    package var items: [Change] = []
    /// The entry of the record after which there is more to read; nil where this is all.
    package var goesOnAfter: Int64?
}

/// A page that hears of changes, by `follow`; whoever reads only what was missed gives its place back with `end`.
package struct ChangeWatch: Sendable {
    private let useCases: UseCases
    private let caller: Caller
    private let watches: [Watch]
    private let seat: Seat
    /// What happened since the page was made, before it listened.
    package let missed: MissedChanges
    /// All changes of the installation; `admits` says which of them the page is told.
    private let signals: AsyncStream<ChangeSignal>

    fileprivate init(
        _ useCases: UseCases, _ caller: Caller, _ watches: [Watch], _ seat: Seat, _ missed: MissedChanges,
        _ signals: AsyncStream<ChangeSignal>
    ) {
        (self.useCases, self.caller, self.watches, self.seat) = (useCases, caller, watches, seat)
        (self.missed, self.signals) = (missed, signals)
    }

    /// Tells what was missed and then what happens, each change once and in the order of the record, with a beat now and
    /// then; returns where the session is over or the program stops, and leaves the place.
    package func follow(_ tell: (ChangeSignal) async throws -> Void) async throws {
        defer { end() }
        var last: Int64 = 0
        var missed = missed
        while true {
            for change in missed.items {
                guard let isKnown = try await admits(change) else { return }
                last = change.sequence
                if isKnown { try await tell(.change(change)) }
            }
            guard let end = missed.goesOnAfter else { break }
            missed = try await useCases.database.read { try useCases.changes(of: watches, after: end, $0) }
        }
        for await signal in signals {
            switch signal {
            case .beat:
                guard try await isAlive() else { return }
                try await tell(.beat)
            case .change(let change):
                guard change.sequence > last, watches.contains(where: { $0.concerns(change) }) else { continue }
                guard let isKnown = try await admits(change) else { return }
                last = change.sequence
                if isKnown { try await tell(.change(change)) }
            }
        }
    }

    /// Whether the caller may be told of the change now; nil where the caller's session is over.
    package func admits(_ change: Change) async throws -> Bool? {
        try await useCases.database.read { connection in
            guard let caller = try useCases.present(caller, connection) else { return nil }
            if try useCases.mayRead(change.kind, change.id, caller, connection) { return true }
            // A contact that was taken out is only known by its pairing.
            guard change.kind == "contact", change.action.hasSuffix(".remove"), let pairing = change.pairing
            else { return false }
            return caller.may(
                .readContact, on: RuleObject(pairing: try PairingScope.load(pairing, connection)))
        }
    }

    /// Whether the caller's session still lives.
    private func isAlive() async throws -> Bool {
        try await useCases.database.read { try useCases.present(caller, $0) != nil }
    }

    package func end() { seat.leave() }
}

/// A listener's place, given back when nobody holds it any more: also where an answer was never sent.
private final class Seat: Sendable {
    private let feed: ChangeFeed
    private let number: Int

    init(_ feed: ChangeFeed, _ number: Int) { (self.feed, self.number) = (feed, number) }

    deinit { leave() }

    func leave() { feed.leave(number) }
}

extension Change {
    /// nil for what changed nothing: refused attempts, and what was only read.
    init?(_ link: AuditLink) {
        let event = link.event
        guard event.result == .done, !Self.readings.contains(where: event.action.hasSuffix) else { return nil }
        self.init(
            sequence: link.sequence, kind: event.objectKind, id: event.objectID, action: event.action,
            by: event.actor.name, pairing: event.pairing, at: event.at)
    }

    /// The verbs of what reads alone, and of coming and going.
    private static let readings = [".read", ".reveal", ".export", ".explain", ".signIn", ".signOut", ".confirm"]
}
