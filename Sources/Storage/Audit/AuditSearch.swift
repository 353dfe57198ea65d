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
    /// From this moment on.
    package var from: Instant?
    /// Before this moment.
    package var to: Instant?
    /// Entries older than this one.
    package var before: AuditPosition?

    package init(
        objectKind: String? = nil, objectID: String? = nil, actor: Identifier<User>? = nil, action: String? = nil,
        pairing: Identifier<Pairing>? = nil, from: Instant? = nil, to: Instant? = nil, before: AuditPosition? = nil
    ) {
        (self.objectKind, self.objectID, self.actor, self.action) = (objectKind, objectID, actor, action)
        (self.pairing, self.from, self.to, self.before) = (pairing, from, to, before)
    }

    var condition: SQLCondition {
        var conditions: [SQLCondition] = []
        if let objectKind { conditions.append(SQLCondition("object_kind = ?", [.text(objectKind)])) }
        if let objectID { conditions.append(SQLCondition("object_id = ?", [.text(objectID)])) }
        if let actor { conditions.append(SQLCondition("actor_id = ?", [.id(actor)])) }
        if let action { conditions.append(SQLCondition("action = ?", [.text(action)])) }
        if let pairing { conditions.append(SQLCondition("pairing_id = ?", [.id(pairing)])) }
        if let from { conditions.append(SQLCondition("at >= ?", [.at(from)])) }
        if let to { conditions.append(SQLCondition("at < ?", [.at(to)])) }
        if let before {
            conditions.append(
                SQLCondition("at < ? OR (at = ? AND id < ?)", [.at(before.at), .at(before.at), .id(before.id)]))
        }
        return .all(conditions)
    }
}

/// A place in the record.
package struct AuditPosition: Hashable, Sendable {
    package let at: Instant
    package let id: Identifier<AuditEvent>

    package init(_ event: AuditEvent) { (at, id) = (event.at, event.id) }
    package init(at: Instant, id: Identifier<AuditEvent>) { (self.at, self.id) = (at, id) }
}
