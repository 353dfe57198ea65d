// SPDX-License-Identifier: Apache-2.0
import Domain
import Synchronization

/// An attempt that a rule stood against. Two are the same where the person, the door, the object and the reason are.
struct Refusal: Hashable, Sendable {
    let caller: Caller
    let subject: AuditSubject
    let reason: String

    private var key: [String] {
        [caller.userID?.text ?? "", caller.doorMark ?? "", subject.kind, subject.id, reason]
    }

    static func == (left: Self, right: Self) -> Bool { left.key == right.key }

    func hash(into hasher: inout Hasher) { hasher.combine(key) }
}

/// How often an attempt was repeated after it was recorded, and when.
struct RepeatedRefusal: Sendable {
    let refusal: Refusal
    fileprivate(set) var count: Int
    fileprivate(set) var first: Instant
    fileprivate(set) var last: Instant
}

/// The attempts of the last minute that are in the record already, with how often each was repeated since: nobody can
/// fill with one attempt a record from which nothing is removed.
final class RefusalMemory: Sendable {
    private struct Entry {
        let began: Instant
        var repeated: RepeatedRefusal?
    }
    private static let milliseconds: Int64 = 60_000
    /// Beyond so many the oldest one's minute ends early.
    static let mostEntries = 1_000
    private let entries = Mutex<[Refusal: Entry]>([:])

    /// Whether the attempt is to be recorded now because it is the first of its minute, and the repetitions that are
    /// to be recorded because theirs is over.
    func take(_ refusal: Refusal, at now: Instant) -> (isFirst: Bool, ended: [RepeatedRefusal]) {
        entries.withLock { entries in
            var ended = Self.removeEnded(&entries, at: now)
            if var entry = entries[refusal] {
                entry.repeated = Self.add(
                    RepeatedRefusal(refusal: refusal, count: 1, first: now, last: now), to: entry.repeated)
                entries[refusal] = entry
                return (false, ended)
            }
            if entries.count >= Self.mostEntries, let oldest = entries.min(by: { $0.value.began < $1.value.began }) {
                entries[oldest.key] = nil
                if let repeated = oldest.value.repeated { ended.append(repeated) }
            }
            entries[refusal] = Entry(began: now, repeated: nil)
            return (true, ended)
        }
    }

    func takeEnded(at now: Instant, all: Bool) -> [RepeatedRefusal] {
        entries.withLock { entries in
            guard all else { return Self.removeEnded(&entries, at: now) }
            defer { entries = [:] }
            return entries.values.compactMap(\.repeated)
        }
    }

    /// For an attempt that could not be recorded.
    func forget(_ refusal: Refusal) { entries.withLock { $0[refusal] = nil } }

    /// For repetitions that could not be recorded: they are tried again with those that came since.
    func putBack(_ ended: [RepeatedRefusal]) {
        entries.withLock { entries in
            for repeated in ended where entries.count < Self.mostEntries || entries[repeated.refusal] != nil {
                var entry = entries[repeated.refusal] ?? Entry(began: repeated.first, repeated: nil)
                entry.repeated = Self.add(repeated, to: entry.repeated)
                entries[repeated.refusal] = entry
            }
        }
    }

    private static func removeEnded(_ entries: inout [Refusal: Entry], at now: Instant) -> [RepeatedRefusal] {
        let over = entries.filter { now.milliseconds - $0.value.began.milliseconds >= milliseconds }
        for refusal in over.keys { entries[refusal] = nil }
        return over.values.compactMap(\.repeated).sorted { $0.first < $1.first }
    }

    private static func add(_ repeated: RepeatedRefusal, to known: RepeatedRefusal?) -> RepeatedRefusal {
        guard let known else { return repeated }
        return RepeatedRefusal(
            refusal: repeated.refusal, count: known.count + repeated.count, first: min(known.first, repeated.first),
            last: max(known.last, repeated.last))
    }
}
