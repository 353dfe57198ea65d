// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

/// What an audit event is about: the kind of the object, its identity, and the pairing it belongs to.
struct AuditSubject {
    let kind: String
    let id: String
    let pairing: Identifier<Pairing>?

    static func user(_ id: Identifier<User>) -> Self { Self(kind: "user", id: id.text, pairing: nil) }
    static func document(_ id: Identifier<Document>, _ pairing: Identifier<Pairing>) -> Self {
        Self(kind: "document", id: id.text, pairing: pairing)
    }
    /// A file that became no document.
    static func document(hash: String, _ pairing: Identifier<Pairing>) -> Self {
        Self(kind: "document", id: hash, pairing: pairing)
    }
    static func draft(_ id: Identifier<Draft>, _ pairing: Identifier<Pairing>) -> Self {
        Self(kind: "draft", id: id.text, pairing: pairing)
    }
    static func plan(_ id: Identifier<Plan>, _ pairing: Identifier<Pairing>) -> Self {
        Self(kind: "plan", id: id.text, pairing: pairing)
    }
    static func task(_ id: Identifier<PlanTask>, _ pairing: Identifier<Pairing>) -> Self {
        Self(kind: "task", id: id.text, pairing: pairing)
    }
    /// `pairing` is nil where the reference holds for more than one.
    static func reference(_ id: Identifier<ReferencePlan>, _ pairing: Identifier<Pairing>?) -> Self {
        Self(kind: "reference", id: id.text, pairing: pairing)
    }
    static func pairing(_ id: Identifier<Pairing>) -> Self { Self(kind: "pairing", id: id.text, pairing: id) }
    static func feedback(_ id: String) -> Self { Self(kind: "feedback", id: id, pairing: nil) }
    /// The record itself.
    static let record = Self(kind: "audit", id: "-", pairing: nil)
    static let installation = Self(kind: "installation", id: "-", pairing: nil)
}

extension UseCases {
    /// Leaves the audit event of a write, inside `write`, which adds it to the chain: `verb` is what was done to the
    /// subject, such as `adopt`, and the event's action is `plan.adopt`. Without a caller nobody was signed in.
    ///
    /// A `result` other than done has a `reason`, the key of a sentence. Never pass a secret.
    func record(
        _ connection: any SQLConnection, _ caller: Caller?, _ verb: String, _ subject: AuditSubject,
        before: AuditFields? = nil, after: AuditFields? = nil, result: AuditResult = .done, reason: String? = nil
    ) throws {
        guard let unit = connection as? UnitOfWork else { throw UnrecordedWork.outsideUnitOfWork }
        unit.collect(
            AuditEvent(
                id: surroundings.identifier(), at: surroundings.now(), actor: caller?.actor ?? .system,
                session: caller?.doorMark, action: subject.kind + "." + verb, objectKind: subject.kind,
                objectID: subject.id, pairing: subject.pairing, before: before?.json, after: after?.json,
                result: result, reason: reason, requestID: caller?.requestID),
            of: caller?.person)
    }

    /// Records that the caller saw what not everybody may see, such as what is personal: a transaction of its own.
    func recordRead(_ caller: Caller, _ verb: String, _ subject: AuditSubject, _ what: AuditFields? = nil) async throws
    {
        try await write(caller) { try record($0, caller, verb, subject, after: what) }
    }
}

extension Caller {
    fileprivate var actor: AuditActor {
        switch who {
        case .user(let user): .user(user.id, name: user.displayName, address: address)
        case .local: .local
        }
    }

    fileprivate var person: User? {
        if case .user(let user) = who { user } else { nil }
    }

    /// What the record keeps of the door: enough to tell sessions apart, too little to make one of.
    var doorMark: String? {
        switch door {
        case .session(let idHash): String(idHash.prefix(16))
        case .token(let id, _): id
        case .commandLine, .none: nil
        }
    }
}
