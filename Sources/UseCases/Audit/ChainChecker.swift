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
    }
    package let kind: Kind
    package let sequence: Int64

    package init(_ kind: Kind, at sequence: Int64) { (self.kind, self.sequence) = (kind, sequence) }

    /// The sentence for people, in the catalogues.
    package var messageKey: String { "audit.fault." + kind.rawValue }
    package var arguments: [String: String] { ["sequence": String(sequence)] }
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

    /// `anchor` is the link before the first one that comes.
    init(after anchor: AuditHead) { (self.anchor, last) = (anchor, anchor) }

    var report: ChainReport {
        ChainReport(count: count, after: anchor, isSealed: isSealed, head: last, faults: faults)
    }

    /// Looks at the next link: its numbers as it states them and the text that its hash is of.
    mutating func follow(sequence: Int64, previous: String, hash: String, text: String) {
        let isWhole = sha256(text) == hash
        if sequence > last.sequence + 1 {
            fault(.missing, at: last.sequence + 1)
        } else if sequence <= last.sequence {
            fault(.inserted, at: sequence)
        } else if previous != last.hash, isWhole, isLastWhole {
            fault(.replaced, at: last.sequence)
        }
        if !isWhole { fault(.changed, at: sequence) }
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
