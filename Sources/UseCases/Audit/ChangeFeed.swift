// SPDX-License-Identifier: Apache-2.0
package import Domain
import Synchronization

/// Something that somebody changed, as other people's pages hear of it.
package struct Change: Hashable, Sendable {
    package let sequence: Int64
    package let kind: String
    package let id: String
    package let action: String
    package let by: String
    /// The pairing that the object belongs, or belonged, to; nil for objects of none.
    package let pairing: Identifier<Pairing>?
    package let at: Instant
}

/// What an open page hears.
package enum ChangeSignal: Sendable {
    case change(Change)
    /// Time has gone by: the session is to be looked at, and the connection to be kept.
    case beat
}

/// What a page shows and wants to hear of: an object, or all objects of a list (`tasks:all`).
package struct Watch: Hashable, Sendable {
    package let kind: String
    package let id: String

    package init(kind: String, id: String) { (self.kind, self.id) = (kind, id) }

    /// Reads `draft:ID`; nil where the kind is none that can be watched.
    package init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2, Self.kinds.contains(parts[0]) || Self.lists[parts[0]] != nil else { return nil }
        self.init(kind: parts[0], id: parts[1])
    }

    package var text: String { kind + ":" + id }

    /// What can stand before the colon.
    package static let words = kinds.sorted() + lists.keys.sorted()

    var isList: Bool { Self.lists[kind] != nil }

    /// The kinds of the objects that it is about.
    var objectKinds: [String] { Self.lists[kind] ?? [kind] }

    func concerns(_ change: Change) -> Bool { objectKinds.contains(change.kind) && (isList || id == change.id) }

    private static let kinds: Set = [
        "draft", "document", "plan", "task", "pairing", "organisation", "user", "contact", "entry",
        "yearPlan", "item", "leg", "order", "request", "meeting", "filing", "cycle",
    ]
    private static let lists = [
        "tasks": ["task", "plan"], "documents": ["document", "draft"], "pairings": ["pairing"],
        "organisations": ["organisation"], "users": ["user"], "contacts": ["contact"],
        "yearPlans": ["yearPlan", "item", "leg"],
        "orders": ["order"], "requests": ["request"], "meetings": ["meeting"],
        "cycles": ["cycle", "filing"],
    ]
}

/// Tells the pages that are open what was recorded since: one reader of the record for all of them.
package final class ChangeFeed: Sendable {
    private struct Listener {
        let person: Identifier<User>?
        let continuation: AsyncStream<ChangeSignal>.Continuation
    }
    private struct State {
        var last: Int64?
        var number = 0
        var listeners: [Int: Listener] = [:]
    }
    /// So many pages of one person are told at a time.
    private static let mostPerPerson = 20
    private let state = Mutex(State())

    init() {}

    /// The sequence up to which the listeners were told; nil before the first look.
    var last: Int64? { state.withLock { $0.last } }

    var hasListeners: Bool { state.withLock { !$0.listeners.isEmpty } }

    /// A stream of all changes from now on, until its number is given to `leave`. Where the person has too many, the
    /// oldest one ends: whoever turns pages quickly leaves streams behind that nobody has found to be closed yet.
    func listen(_ person: Identifier<User>?) -> (number: Int, signals: AsyncStream<ChangeSignal>) {
        let (signals, continuation) = AsyncStream.makeStream(
            of: ChangeSignal.self, bufferingPolicy: .bufferingNewest(500))
        return state.withLock { state in
            let own = state.listeners.filter { $0.value.person == person }.keys
            if own.count >= Self.mostPerPerson, let oldest = own.min() {
                state.listeners.removeValue(forKey: oldest)?.continuation.finish()
            }
            state.number += 1
            state.listeners[state.number] = Listener(person: person, continuation: continuation)
            return (state.number, signals)
        }
    }

    func leave(_ number: Int) {
        state.withLock { $0.listeners.removeValue(forKey: number) }?.continuation.finish()
    }

    /// Tells everybody of `changes`, and that all is told up to `last`.
    func tell(_ changes: [Change], upTo last: Int64) {
        let listeners = state.withLock { state in
            state.last = last
            return state.listeners.values.map(\.continuation)
        }
        for change in changes { for listener in listeners { listener.yield(.change(change)) } }
    }

    /// Lets every open page hear that time goes by. Called every quarter of a minute or so.
    package func beat() {
        let listeners = state.withLock { $0.listeners.values.map(\.continuation) }
        for listener in listeners { listener.yield(.beat) }
    }

    /// Ends every stream: the program stops.
    package func close() {
        let listeners = state.withLock { state in
            defer { state.listeners = [:] }
            return state.listeners.values.map(\.continuation)
        }
        for listener in listeners { listener.finish() }
    }
}
