// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore

/// What the record is searched by; a field that is nil asks for nothing.
package struct AuditSearch: Hashable, Sendable {
    package var objectKind: String?
    package var objectID: String?
    package var actor: Identifier<User>?
    package var action: String?
    package var pairing: Identifier<Pairing>?
    package var result: AuditResult?
    /// What is the object's identity or stands in its name, whatever its kind.
    package var object: String?
    /// These pairings as objects of their own, besides what `object` finds.
    package var namedPairings: [Identifier<Pairing>] = []
    /// One of these people.
    package var actors: [Identifier<User>]?
    /// Who bore this name then.
    package var actorName: String?
    /// One of the actions of each list.
    package var actions: [[String]] = []
    /// One of these pairings.
    package var pairings: [Identifier<Pairing>]?
    /// Only of these kinds of objects; nil for all.
    package var objectKinds: [String]?
    /// From this moment on.
    package var from: Instant?
    /// Before this moment.
    package var to: Instant?
    /// Links older than the one of this sequence.
    package var before: Int64?
    /// Links newer than the one of this sequence.
    package var after: Int64?

    package init(
        objectKind: String? = nil, objectID: String? = nil, actor: Identifier<User>? = nil, action: String? = nil,
        pairing: Identifier<Pairing>? = nil, result: AuditResult? = nil, from: Instant? = nil, to: Instant? = nil,
        before: Int64? = nil, after: Int64? = nil
    ) {
        (self.objectKind, self.objectID, self.actor, self.action) = (objectKind, objectID, actor, action)
        (self.pairing, self.result, self.from, self.to) = (pairing, result, from, to)
        (self.before, self.after) = (before, after)
    }

    var condition: SQLCondition {
        var conditions: [SQLCondition] = []
        if let objectKind { conditions.append(SQLCondition("object_kind = ?", [.text(objectKind)])) }
        if let objectID { conditions.append(SQLCondition("object_id = ?", [.text(objectID)])) }
        if let objectKinds { conditions.append(.in("object_kind", objectKinds.map { .text($0) })) }
        if let object {
            let pairings = SQLCondition.in("object_id", namedPairings.map { .id($0) })
            conditions.append(
                .any([
                    .object(named: object), .all([SQLCondition("object_kind = 'pairing'"), pairings]),
                ]))
        }
        if let actors { conditions.append(.in("actor_id", actors.map { .id($0) })) }
        if let actorName { conditions.append(SQLCondition("actor_name = ?", [.text(actorName)])) }
        for group in actions { conditions.append(.in("action", group.map { .text($0) })) }
        if let pairings { conditions.append(.in("pairing_id", pairings.map { .id($0) })) }
        if let actor { conditions.append(SQLCondition("actor_id = ?", [.id(actor)])) }
        if let action { conditions.append(SQLCondition("action = ?", [.text(action)])) }
        if let pairing { conditions.append(SQLCondition("pairing_id = ?", [.id(pairing)])) }
        if let result {
            // Said twice for the index of what is not done, which is the part that is asked for.
            let part = result == .done ? "" : " AND result <> 'done'"
            conditions.append(SQLCondition("result = ?" + part, [.choice(result)]))
        }
        if let from { conditions.append(SQLCondition("at >= ?", [.at(from)])) }
        if let to { conditions.append(SQLCondition("at < ?", [.at(to)])) }
        if let before { conditions.append(SQLCondition("sequence < ?", [.integer(before)])) }
        if let after { conditions.append(SQLCondition("sequence > ?", [.integer(after)])) }
        return .all(conditions)
    }
}
