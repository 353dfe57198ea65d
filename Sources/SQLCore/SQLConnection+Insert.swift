// SPDX-License-Identifier: Apache-2.0

extension SQLConnection {
    /// Inserts rows in as few statements as the databases allow. Every row has the values of `columns` in their order.
    package func insert(into table: String, _ columns: [String], rows: [[SQLValue]]) throws {
        // PostgreSQL takes 65,535 arguments, SQLite 32,766; beyond a few hundred a longer statement is no faster.
        // The lengths are powers of two, so that a few statements per table serve for every number of rows.
        var batch = 512
        while batch * columns.count > 1_024, batch > 1 { batch /= 2 }
        var start = 0
        while start < rows.count {
            while batch > rows.count - start { batch /= 2 }
            let statement = insertion(into: table, columns, count: batch)
            while batch <= rows.count - start {
                try run(statement, arguments(of: rows[start..<start + batch], table, columns))
                start += batch
            }
        }
    }

    /// Inserts a row, or, where a row with the same `key` columns exists, sets its other columns.
    ///
    /// `key` is the primary key or a unique constraint of the table.
    package func upsert(into table: String, key: [(String, SQLValue)], _ values: [(String, SQLValue)]) throws {
        let columns = (key + values).map(\.0)
        let arguments = (key + values).map(\.1)
        guard !dialect.accelerators.contains(.onConflict) else {
            let sets = values.map { "\($0.0) = excluded.\($0.0)" }.joined(separator: ", ")
            let target = key.map(\.0).joined(separator: ", ")
            let action = values.isEmpty ? "DO NOTHING" : "DO UPDATE SET \(sets)"
            try run(insertion(into: table, columns, count: 1) + " ON CONFLICT (\(target)) \(action)", arguments)
            return
        }
        let condition = key.map { "\($0.0) = ?" }.joined(separator: " AND ")
        if values.isEmpty {
            guard try !exists("SELECT 1 FROM \(table) WHERE \(condition)", key.map(\.1)) else { return }
        } else {
            let sets = values.map { "\($0.0) = ?" }.joined(separator: ", ")
            let changed = try run("UPDATE \(table) SET \(sets) WHERE \(condition)", values.map(\.1) + key.map(\.1))
            guard changed == 0 else { return }
        }
        do {
            try run(insertion(into: table, columns, count: 1), arguments)
        } catch let error as SQLError where error.cause.isUniqueViolation {
            // Another transaction inserted the row between the two statements: run the unit of work again.
            throw SQLError(.busy, error.message, sql: error.sql)
        }
    }

    private func arguments(of rows: ArraySlice<[SQLValue]>, _ table: String, _ columns: [String]) throws -> [SQLValue] {
        var all: [SQLValue] = []
        all.reserveCapacity(rows.count * columns.count)
        for row in rows {
            guard row.count == columns.count else {
                throw SQLError(.unreadableValue, "\(row.count) values for \(columns.count) columns of \(table)")
            }
            all += row
        }
        return all
    }

    private func insertion(into table: String, _ columns: [String], count: Int) -> String {
        let marks = "(" + columns.map { _ in "?" }.joined(separator: ", ") + ")"
        let rows = repeatElement(marks, count: count).joined(separator: ", ")
        return "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES \(rows)"
    }
}
