// SPDX-License-Identifier: Apache-2.0
package import Domain

/// What somebody wants of an object, field by field, and from which state of it.
package struct Edit: Sendable {
    /// The revision that was seen.
    package let revision: Int
    /// The values that were seen; nil where only the revision is known, as with a program: then a change by others in
    /// the meantime is refused, and nothing merged.
    package let seen: [String: String]?
    /// The fields to set; what is missing stays as it is.
    package let values: [String: String]

    package init(revision: Int, seen: [String: String]? = nil, values: [String: String]) {
        (self.revision, self.seen, self.values) = (revision, seen, values)
    }
}

/// A field of an object as people read and write it.
package struct EditableField: Hashable, Sendable {
    package let name: String
    package let value: String
    /// True where the value is lines of which each stands for itself: what two people add or remove is united.
    package let isList: Bool

    package init(_ name: String, _ value: String, isList: Bool = false) {
        (self.name, self.value, self.isList) = (name, value, isList)
    }
}

/// Two people changed the same field differently: nothing was written, nothing is lost, one of them must choose.
package struct EditCollision: Error, Sendable {
    /// One field in its three versions.
    package struct Field: Hashable, Sendable {
        package let name: String
        package let was: String
        package let theirs: String
        package let yours: String

        package init(name: String, was: String, theirs: String, yours: String) {
            (self.name, self.was, self.theirs, self.yours) = (name, was, theirs, yours)
        }
    }
    package let subject: String
    /// The present revision, from which the choice is made.
    package let revision: Int
    package let fields: [Field]
    /// Every field as it is now.
    package let present: [String: String]
    /// Every field as it will be, but for the choices.
    package let merged: [String: String]
    /// The fields in which only the others' change stands.
    package let taken: [String]
    package var changedBy: String?
    package var changedAt: Instant?

    package init(
        subject: String, revision: Int, fields: [Field], present: [String: String], merged: [String: String],
        taken: [String], changedBy: String? = nil, changedAt: Instant? = nil
    ) {
        (self.subject, self.revision, self.fields, self.present) = (subject, revision, fields, present)
        (self.merged, self.taken, self.changedBy, self.changedAt) = (merged, taken, changedBy, changedAt)
    }
}

extension Edit {
    /// The values to write. Where others have changed the object since, each field that only one side changed is
    /// taken from that side; throws `EditCollision` where both changed one differently, and stale where it is not known
    /// what was seen.
    func merged(
        into present: [EditableField], revision: Int, _ subject: String
    ) throws -> [String: String] {
        var merged: [String: String] = [:]
        var collisions: [EditCollision.Field] = []
        var taken: [String] = []
        guard revision == self.revision || seen != nil else { throw UseCaseError(subject, .stale(revision: revision)) }
        for field in present {
            let theirs = field.value
            let yours = values[field.name] ?? theirs
            let was = revision == self.revision ? theirs : seen?[field.name] ?? theirs
            merged[field.name] = yours
            if same(yours, theirs) || same(theirs, was) { continue }
            if same(yours, was) {
                merged[field.name] = theirs
                taken.append(field.name)
            } else if field.isList {
                merged[field.name] = united(was: was, theirs: theirs, yours: yours)
            } else {
                collisions.append(.init(name: field.name, was: was, theirs: theirs, yours: yours))
            }
        }
        guard collisions.isEmpty else {
            let known = Dictionary(present.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
            throw EditCollision(
                subject: subject, revision: revision, fields: collisions, present: known, merged: merged, taken: taken)
        }
        return merged
    }

    /// Browsers send line ends as CR and LF, and people leave blanks behind.
    private func same(_ left: String, _ right: String) -> Bool { lines(left) == lines(right) }

    private func lines(_ text: String) -> [String] {
        text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
            .map { String($0).trimmingWhitespace }
    }

    /// The others' lines without those that you removed, with those that you added.
    private func united(was: String, theirs: String, yours: String) -> String {
        let (was, yours) = (lines(was), lines(yours))
        let removed = Set(was).subtracting(yours)
        let kept = lines(theirs).filter { !removed.contains($0) }
        let added = yours.filter { !was.contains($0) && !kept.contains($0) }
        return (kept + added).filter { !$0.isEmpty }.joined(separator: "\n")
    }
}
