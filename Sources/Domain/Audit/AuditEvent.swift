// SPDX-License-Identifier: Apache-2.0

/// One entry of the record: who did what to which object, with what it was before and after.
package struct AuditEvent: Hashable, Sendable {
    package let id: Identifier<AuditEvent>
    package let at: Instant
    package let actor: AuditActor
    /// The body for which the actor acted, by its name at that moment; nil for who acts for none.
    package let body: String?
    /// The first 16 hexadecimal digits of the session's hash, or the identity of the token; nil without either.
    package let session: String?
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
    package let result: AuditResult
    /// Why it was refused or failed: the key of a sentence.
    package let reason: String?
    package let requestID: String?

    /// An empty text is the same as none: the database knows no difference, so the hash may know none either.
    package init(
        id: Identifier<AuditEvent>, at: Instant, actor: AuditActor, body: String? = nil, session: String? = nil,
        action: String, objectKind: String, objectID: String, pairing: Identifier<Pairing>?, before: String?,
        after: String?, result: AuditResult = .done, reason: String? = nil, requestID: String?
    ) {
        (self.id, self.at, self.actor) = (id, at, actor.withoutEmptyAddress)
        (self.body, self.session) = (filled(body), filled(session))
        (self.action, self.objectKind, self.objectID) = (action, objectKind, objectID)
        (self.pairing, self.before, self.after) = (pairing, filled(before), filled(after))
        (self.result, self.reason, self.requestID) = (result, filled(reason), filled(requestID))
    }
}

private func filled(_ text: String?) -> String? { text?.isEmpty == true ? nil : text }

/// What became of what somebody tried.
package enum AuditResult: String, CaseIterable, Sendable {
    case done
    /// A rule, a wrong password or a lock stood against it.
    case refused
    /// It was allowed and did not work.
    case failed
}

/// Who acted: a signed-in person, the command line of the machine, or the program itself.
package enum AuditActor: Hashable, Sendable {
    case user(Identifier<User>, name: String, address: String?)
    /// The command line, which whoever owns the machine may use.
    case local
    case system
}

extension AuditActor {
    /// `user`, `local` or `system`.
    package var kind: String {
        switch self {
        case .user: "user"
        case .local: "local"
        case .system: "system"
        }
    }

    package var id: Identifier<User>? {
        if case .user(let id, _, _) = self { id } else { nil }
    }

    package var name: String {
        if case .user(_, let name, _) = self { name } else { kind }
    }

    fileprivate var withoutEmptyAddress: AuditActor {
        if case .user(let id, let name, let address) = self {
            .user(id, name: name, address: filled(address))
        } else {
            self
        }
    }

    package var address: String? {
        if case .user(_, _, let address) = self { address } else { nil }
    }
}
