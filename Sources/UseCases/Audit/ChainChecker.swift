// SPDX-License-Identifier: Apache-2.0
package import Domain

/// Something that is wrong with a chain, and where.
package struct ChainFault: Hashable, Sendable {
    /// What is wrong, as a key of the sentences `audit.fault.*`.
    package enum Kind: String, CaseIterable, Sendable {
        /// The entry's text is not the one that was hashed.
        case changed
        /// The entry was replaced by one with a hash of its own: the next one names another.
        case replaced
        /// Entries are missing from this one on.
        case missing
        /// There is an entry of this number already.
        case inserted
        /// The line can't be read; the number is that of the line.
        case unreadable
        /// The end of the file is missing: the last line doesn't say where the chain ends.
        case cutOff
        /// The chain ends elsewhere than it is said to.
        case otherEnd
        /// No entry has the hash that was asked for.
        case unknownHead
        /// The entry has another hash than the one that was kept elsewhere: it, or one before it, was written anew.
        case rewritten
        /// A line of the file that is no entry is not as it was exported; the number is that of the line.
        case otherLine
        /// Entries lie in the database outside of the chain; the number says how many.
        case outside
    }
    package let kind: Kind
    package let sequence: Int64

    package init(_ kind: Kind, at sequence: Int64) { (self.kind, self.sequence) = (kind, sequence) }

    /// The sentence for people, in the catalogues.
    package var messageKey: String { "audit.fault." + kind.rawValue }
    package var arguments: [String: String] { ["sequence": String(sequence)] }
}

/// The hash of a link as it was written down elsewhere, such as in the log, with the link's number where it is known.
package struct KeptHead: Hashable, Sendable {
    package let sequence: Int64?
    package let hash: String

    package init(sequence: Int64? = nil, hash: String) { (self.sequence, self.hash) = (sequence, hash) }

    /// Whether it is what stands before the first link: no entry has that hash, so that it proves nothing.
    var isStart: Bool { hash == AuditHead.start.hash }

    /// Reads `HASH` or `SEQUENCE:HASH`; nil where it is neither.
    package init?(_ text: String) {
        let parts = text.lowercased().split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard let hash = parts.last, hash.utf8.count == 64, hash.allSatisfy(\.isHexDigit), parts.count <= 2 else {
            return nil
        }
        guard parts.count == 2 else {
            self.init(hash: hash)
            return
        }
        guard let sequence = Int64(parts[0]), sequence > 0 else { return nil }
        self.init(sequence: sequence, hash: hash)
    }
}

/// What came of checking a chain.
package struct ChainReport: Hashable, Sendable {
    package let count: Int
    /// The link before the first one: what came up to it is not here. `AuditHead.start` where nothing is missing.
    package let after: AuditHead
    /// Whether an event among those looked at seals what came up to `after`, so that it was removed as the rules say.
    package let isSealed: Bool
    package let head: AuditHead
    /// The first hundred; empty where the chain is whole.
    package let faults: [ChainFault]
}

extension AuditHead {
    /// The fields of the event that seals every link up to this one.
    var sealFields: AuditFields { ["upTo": String(sequence), "hash": hash] }
    static let sealAction = AuditSubject.record.kind + ".seal"
}

/// Follows a chain link by link.
struct ChainChecker {
    private(set) var last: AuditHead
    private let anchor: AuditHead
    private var isSealed = false
    private(set) var count = 0
    private(set) var faults: [ChainFault] = []
    /// Whether the last link's text is the one that was hashed.
    private var isLastWhole = true
    private static let mostFaults = 100
    /// What was kept elsewhere, and what of it was found.
    private let wanted: [KeptHead]
    private var held: Set<KeptHead> = []

    /// `anchor` is the link before the first one that comes, `kept` what the chain must hold.
    init(after anchor: AuditHead, holding kept: [KeptHead]) {
        (self.anchor, last, wanted) = (anchor, anchor, kept)
        for kept in wanted { look(at: kept, anchor.sequence, anchor.hash) }
    }

    private mutating func look(at kept: KeptHead, _ sequence: Int64, _ hash: String) {
        if kept.isStart { return }
        if kept.hash == hash, kept.sequence == nil || kept.sequence == sequence {
            held.insert(kept)
        } else if kept.sequence == sequence {
            held.insert(kept)
            fault(.rewritten, at: sequence)
        }
    }

    /// Says which of the hashes that were kept elsewhere no link had.
    mutating func requireHeld() {
        for kept in wanted where !held.contains(kept) {
            if kept.isStart {
                fault(.unknownHead, at: last.sequence)
            } else if let sequence = kept.sequence, sequence > last.sequence {
                if !faults.contains(ChainFault(.missing, at: next)) { fault(.missing, at: next) }
            } else if kept.sequence.map({ $0 > anchor.sequence }) ?? true {
                fault(.unknownHead, at: last.sequence)
            }
        }
    }

    var report: ChainReport {
        ChainReport(count: count, after: anchor, isSealed: isSealed, head: last, faults: faults)
    }

    /// The number of the link that should come next.
    var next: Int64 { last.sequence == .max ? .max : last.sequence + 1 }

    /// Looks at the next link: its numbers as it states them and the text that its hash is of, nil where that is none
    /// which the program writes.
    mutating func follow(sequence: Int64, previous: String, hash: String, text: String?) {
        let isWhole = text.map { sha256($0) == hash } ?? false
        if sequence > next {
            fault(.missing, at: next)
        } else if sequence <= last.sequence {
            fault(.inserted, at: sequence)
        } else if previous != last.hash, isWhole, isLastWhole {
            fault(.replaced, at: last.sequence)
        }
        if !isWhole { fault(.changed, at: sequence) }
        for kept in wanted { look(at: kept, sequence, hash) }
        isLastWhole = isWhole
        last = AuditHead(sequence: sequence, hash: hash)
        count += 1
    }

    /// Looks whether the link that was just followed seals what came before the first one. What it says counts only
    /// where its text is the one that was hashed.
    mutating func lookForSeal(action: String, upTo sequence: String?, hash: String?) {
        guard action == AuditHead.sealAction, isLastWhole else { return }
        if sequence == String(anchor.sequence), hash == anchor.hash { isSealed = true }
    }

    /// Says what is missing where links were removed that no event seals.
    mutating func requireSeal() {
        if anchor.sequence > 0, !isSealed { faults.insert(ChainFault(.missing, at: 1), at: 0) }
    }

    mutating func fault(_ kind: ChainFault.Kind, at sequence: Int64) {
        if faults.count < Self.mostFaults { faults.append(ChainFault(kind, at: sequence)) }
    }
}
