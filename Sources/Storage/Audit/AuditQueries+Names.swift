// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore

/// Where the objects of one kind have their names.
private struct NamedKind: Sendable {
    let kind: String
    let tables: String
    let id: String
    /// The first that is there is the name; all are searched.
    let names: [String]

    static let all = [
        NamedKind(kind: "user", tables: "account", id: "id", names: ["display_name", "username"]),
        NamedKind(kind: "organisation", tables: "organisation", id: "id", names: ["name"]),
        NamedKind(kind: "contact", tables: "contact", id: "id", names: ["name"]),
        NamedKind(kind: "document", tables: "document", id: "id", names: ["title", "file_name"]),
        NamedKind(
            kind: "draft", tables: "draft f JOIN document d ON d.id = f.document_id", id: "f.id",
            names: ["d.title", "d.file_name"]),
        NamedKind(kind: "plan", tables: "plan", id: "id", names: ["title"]),
        NamedKind(kind: "task", tables: "plan_task", id: "id", names: ["title", "text"]),
        NamedKind(kind: "order", tables: "supervision_order", id: "id", names: ["matter"]),
        NamedKind(kind: "request", tables: "special_request", id: "id", names: ["matter"]),
    ]

    var name: String { names.count == 1 ? names[0] : "COALESCE(" + names.joined(separator: ", ") + ")" }
}

extension AuditQueries {
    /// The names of objects of one kind by their identities; none for kinds without names, and for what is gone.
    package func names(of kind: String, _ ids: [String]) throws -> [String: String] {
        guard !ids.isEmpty, let named = NamedKind.all.first(where: { $0.kind == kind }) else { return [:] }
        let condition = SQLCondition.in(named.id, ids.map { .text($0) })
        var names: [String: String] = [:]
        for row in try connection.rows(
            "SELECT \(named.id), \(named.name) FROM \(named.tables) WHERE \(condition.sql)", condition.arguments)
        {
            names[try row.text(0)] = try row.text(1)
        }
        return names
    }
}

extension SQLCondition {
    /// Holds for entries about what has `text` in its name now, or has this identity.
    static func object(named text: String) -> SQLCondition {
        let pattern = SQLValue.text(likePattern(text))
        let byName = NamedKind.all.map { named in
            let matches = named.names.map { SQLCondition("lower(\($0)) LIKE ? ESCAPE '!'", [pattern]) }
            let condition = SQLCondition.any(matches)
            return SQLCondition(
                """
                object_kind = '\(named.kind)'
                    AND object_id IN (SELECT \(named.id) FROM \(named.tables) WHERE \(condition.sql))
                """, condition.arguments)
        }
        return .any([SQLCondition("object_id = ?", [.text(text)])] + byName)
    }
}
