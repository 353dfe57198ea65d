// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// What people are told.
package struct NoticeQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    /// The active ones among these people.
    package func active(_ accounts: [Identifier<User>]) throws -> [Identifier<User>] {
        let condition = SQLCondition.in("id", accounts.map { .id($0) })
        return try connection.rows(
            "SELECT id FROM account WHERE state = 'active' AND \(condition.sql) ORDER BY id", condition.arguments
        ).map { try $0.id(0) }
    }

    /// The active people who hold exactly this role for a side of a pairing; for a body where one is given.
    package func holders(
        _ role: Role, _ pairing: Identifier<Pairing>, _ side: Side, _ organisation: Identifier<Organisation>?
    ) throws -> [Identifier<User>] {
        var conditions = [
            SQLCondition(
                "g.role = ? AND g.pairing_id = ? AND g.side = ?", [.choice(role), .id(pairing), .choice(side)])
        ]
        if let organisation { conditions.append(SQLCondition("g.organisation_id = ?", [.id(organisation)])) }
        let condition = SQLCondition.all(conditions)
        return try connection.rows(
            """
            SELECT DISTINCT a.id FROM account_grant g JOIN account a ON a.id = g.account_id
            WHERE a.state = 'active' AND \(condition.sql) ORDER BY a.id
            """, condition.arguments
        ).map { try $0.id(0) }
    }

    package func insert(_ notices: [Notice]) throws {
        try connection.insert(
            into: "notice",
            [
                "id", "account_id", "kind", "object_kind", "object_id", "title", "arguments", "path", "created_at",
                "read_at",
            ],
            rows: try notices.map { notice in
                let content = notice.content
                return [
                    .id(notice.id), .id(notice.account), .choice(content.kind), .text(content.objectKind),
                    .text(content.objectID), .text(content.title), .text(try KeyedWords.text(content.arguments)),
                    .text(content.path), .at(notice.createdAt), .at(notice.readAt),
                ]
            })
    }

    package func find(_ id: Identifier<Notice>) throws -> Notice? {
        try select("id = ?", [.id(id)]).first
    }

    /// Whether somebody was told this of its object before, in the same words.
    package func isTold(_ notice: NewNotice) throws -> Bool {
        try connection.exists(
            "SELECT 1 FROM notice WHERE object_kind = ? AND object_id = ? AND title = ? AND arguments = ? LIMIT 1",
            [
                .text(notice.objectKind), .text(notice.objectID), .text(notice.title),
                .text(try KeyedWords.text(notice.arguments)),
            ])
    }

    /// A person's notices, the last one first: those that are read, or those that are not.
    package func all(of account: Identifier<User>, areRead: Bool, limit: Int) throws -> [Notice] {
        try select(
            "account_id = ? AND read_at IS \(areRead ? "NOT " : "")NULL ORDER BY id DESC LIMIT \(max(1, limit))",
            [.id(account)])
    }

    package func countUnread(of account: Identifier<User>) throws -> Int {
        try connection.integer(
            "SELECT count(*) FROM notice WHERE account_id = ? AND read_at IS NULL", [.id(account)])
    }

    /// Marks one of a person's notices as read, or all where `id` is nil. Returns how many were unread.
    package func markRead(_ id: Identifier<Notice>?, of account: Identifier<User>, at now: Instant) throws -> Int {
        var conditions = [SQLCondition("account_id = ? AND read_at IS NULL", [.id(account)])]
        if let id { conditions.append(SQLCondition("id = ?", [.id(id)])) }
        let condition = SQLCondition.all(conditions)
        return try connection.run(
            "UPDATE notice SET read_at = ? WHERE \(condition.sql)", [.at(now)] + condition.arguments)
    }

    /// Removes what is older than a moment, read or not, with its deliveries. Returns how many.
    package func removeOver(createdBefore moment: Instant) throws -> Int {
        try connection.run("DELETE FROM notice WHERE created_at < ?", [.at(moment)])
    }

    /// What the people of `accounts` chose, but for those who chose nothing.
    package func choices(of accounts: [Identifier<User>]) throws -> [Identifier<User>: NoticeChoices] {
        let condition = SQLCondition.in("account_id", accounts.map { .id($0) })
        var choices: [Identifier<User>: NoticeChoices] = [:]
        let rows = try connection.rows(
            "SELECT account_id, address, is_digest FROM notice_choice WHERE \(condition.sql)", condition.arguments)
        for row in rows {
            choices[try row.id(0)] = NoticeChoices(address: try row.textOrNil(1), isDigest: try row.flag(2))
        }
        return choices
    }

    package func choose(_ choices: NoticeChoices, of account: Identifier<User>, at now: Instant) throws {
        try connection.upsert(
            into: "notice_choice", key: [("account_id", .id(account))],
            [
                ("address", .filled(choices.address)), ("is_digest", .flag(choices.isDigest)),
                ("changed_at", .at(now)),
            ])
    }

    private func select(_ condition: String, _ arguments: [SQLValue]) throws -> [Notice] {
        try connection.rows("SELECT \(Self.columns("")) FROM notice WHERE \(condition)", arguments)
            .map { try Self.notice($0, 0) }
    }

    /// The columns of a notice in their order, each after `prefix`.
    static func columns(_ prefix: String) -> String {
        [
            "id", "account_id", "kind", "object_kind", "object_id", "title", "arguments", "path", "created_at",
            "read_at",
        ].map { prefix + $0 }.joined(separator: ", ")
    }

    /// The notice whose columns begin at `first`.
    static func notice(_ row: SQLRow, _ first: Int) throws -> Notice {
        let content = NewNotice(
            try row.choice(first + 2), about: try row.text(first + 3), try row.text(first + 4),
            title: try row.text(first + 5), try KeyedWords.read(row, first + 6), path: try row.text(first + 7))
        return Notice(
            id: try row.id(first), account: try row.idOrNil(first + 1), content: content,
            createdAt: try row.instant(first + 8), readAt: try row.instantOrNil(first + 9))
    }
}
