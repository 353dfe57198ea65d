// SPDX-License-Identifier: Apache-2.0

/// One entry of the record: who did what to which object, with what it was before and after.
package struct AuditEvent: Hashable, Sendable {
    package let id: Identifier<AuditEvent>
    package let at: Instant
    package let actor: AuditActor
    /// A stable dotted name such as `plan.adopt`.
    package let action: String
    /// The kind of the object (`plan`, `user`) and its identity.
    package let objectKind: String
    package let objectID: String
    /// The pairing the object belongs to, by which the record is filtered; nil for objects of none.
    package let pairing: Identifier<Pairing>?
    /// The changed fields as JSON text; nil where there was nothing before, or is nothing after.
    package let before: String?
    package let after: String?
    package let requestID: String?

    package init(
        id: Identifier<AuditEvent>, at: Instant, actor: AuditActor, action: String, objectKind: String,
        objectID: String,
        pairing: Identifier<Pairing>?, before: String?, after: String?, requestID: String?
    ) {
        (self.id, self.at, self.actor, self.action) = (id, at, actor, action)
        (self.objectKind, self.objectID, self.pairing) = (objectKind, objectID, pairing)
        (self.before, self.after, self.requestID) = (before, after, requestID)
    }
}

/// Who acted: a signed-in person, the command line of the machine, or the program itself.
package enum AuditActor: Hashable, Sendable {
    case user(Identifier<User>, name: String, address: String?)
    /// The command line, which whoever owns the machine may use.
    case local
    case system
}
