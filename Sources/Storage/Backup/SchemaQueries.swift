// SPDX-License-Identifier: Apache-2.0
package import SQLCore

/// What the database says of its own tables.
package struct SchemaQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    /// All tables but the record of migrations, in an order in which each comes after those it refers to.
    package func tables() throws -> [TableShape] {
        let (columns, keys, references) = try (columns(), keys(), references())
        return try columns.keys.filter { $0 != "schema_migration" }.map { name in
            TableShape(
                name: name, columns: columns[name] ?? [], key: keys[name] ?? [], references: references[name] ?? [])
        }.inOrderOfReferences()
    }

    /// The names of all tables.
    func names() throws -> Set<String> { Set(try columns().keys) }

    /// True where the database holds no table at all.
    package func isEmpty() throws -> Bool { try columns().isEmpty }

    /// The migrations that the database records, by number; none where it isn't ours.
    package func migrations() throws -> [AppliedMigration] {
        guard try columns()["schema_migration"] != nil else { return [] }
        return try connection.rows(
            "SELECT number, name, checksum, applied_at FROM schema_migration ORDER BY number"
        ).map { row in
            AppliedMigration(
                number: try row.integer(0), name: try row.text(1), checksum: try row.text(2),
                appliedAt: try row.int64(3))
        }
    }

    private func columns() throws -> [String: [TableShape.Column]] {
        let rows =
            switch connection.dialect.engine {
            case .sqlite:
                try connection.rows(
                    """
                    SELECT m.name, c.name, c.type FROM sqlite_master m JOIN pragma_table_info(m.name) c
                    WHERE m.type = 'table' AND substr(m.name, 1, 7) <> 'sqlite_' ORDER BY m.name, c.cid
                    """)
            case .postgres:
                try connection.rows(
                    """
                    SELECT CAST(c.table_name AS TEXT), CAST(c.column_name AS TEXT), CAST(c.data_type AS TEXT)
                    FROM information_schema.columns c JOIN information_schema.tables t
                        ON t.table_schema = c.table_schema AND t.table_name = c.table_name
                    WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE'
                    ORDER BY c.table_name, c.ordinal_position
                    """)
            }
        var found: [String: [TableShape.Column]] = [:]
        for row in rows {
            found[try row.text(0), default: []].append(
                TableShape.Column(name: try row.text(1), isText: try row.text(2).lowercased() == "text"))
        }
        return found
    }

    private func keys() throws -> [String: [String]] {
        let rows =
            switch connection.dialect.engine {
            case .sqlite:
                try connection.rows(
                    """
                    SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c
                    WHERE m.type = 'table' AND c.pk > 0 ORDER BY m.name, c.pk
                    """)
            case .postgres:
                try connection.rows(
                    """
                    SELECT CAST(k.table_name AS TEXT), CAST(k.column_name AS TEXT)
                    FROM information_schema.key_column_usage k JOIN information_schema.table_constraints c
                        ON c.table_schema = k.table_schema AND c.table_name = k.table_name
                            AND c.constraint_name = k.constraint_name
                    WHERE k.table_schema = current_schema() AND c.constraint_type = 'PRIMARY KEY'
                    ORDER BY k.table_name, k.ordinal_position
                    """)
            }
        var found: [String: [String]] = [:]
        for row in rows { found[try row.text(0), default: []].append(try row.text(1)) }
        return found
    }

    private func references() throws -> [String: [TableShape.Reference]] {
        let rows =
            switch connection.dialect.engine {
            case .sqlite:
                // The columns are called by words of SQL: id, seq, table, from, to, …
                try connection.rows(
                    """
                    SELECT m.name, f.* FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f
                    WHERE m.type = 'table' ORDER BY m.name, f.id, f.seq
                    """
                ).map { row in
                    let target = try row.isNull(5) ? try row.text(4) : try row.text(5)
                    return [try row.text(0), String(try row.integer(1)), try row.text(3), try row.text(4), target]
                }
            case .postgres: try postgresReferences()
            }
        var found: [String: [TableShape.Reference]] = [:]
        var last: (table: String, key: String)?
        for row in rows {
            var open = found[row[0]] ?? []
            if let last, last == (row[0], row[1]), let reference = open.popLast() {
                open.append(
                    TableShape.Reference(
                        table: row[2], columns: reference.columns + [row[3]], targets: reference.targets + [row[4]]))
            } else {
                open.append(TableShape.Reference(table: row[2], columns: [row[3]], targets: [row[4]]))
            }
            found[row[0]] = open
            last = (row[0], row[1])
        }
        return found
    }

    /// Table, name of the key, other table, column, other column. From the catalogue that every server has which speaks
    /// the protocol; the standard's own views leave out which column goes with which.
    private func postgresReferences() throws -> [[String]] {
        try connection.rows(
            """
            SELECT CAST(t.relname AS TEXT), CAST(k.conname AS TEXT), CAST(o.relname AS TEXT), CAST(a.attname AS TEXT),
                CAST(b.attname AS TEXT)
            FROM (
                SELECT conname, conrelid, confrelid, conkey, confkey, generate_subscripts(conkey, 1) AS place
                FROM pg_constraint WHERE contype = 'f'
            ) k
                JOIN pg_class t ON t.oid = k.conrelid
                JOIN pg_namespace n ON n.oid = t.relnamespace
                JOIN pg_class o ON o.oid = k.confrelid
                JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[k.place]
                JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = k.confkey[k.place]
            WHERE n.nspname = current_schema()
            ORDER BY t.relname, k.conname, k.place
            """
        ).map { row in try (0..<5).map { try row.text($0) } }
    }
}
