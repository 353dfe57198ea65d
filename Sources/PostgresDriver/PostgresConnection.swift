// SPDX-License-Identifier: Apache-2.0
import CPostgres
import SQLCore

/// A session for the length of one unit of work.
final class PostgresConnection: SQLConnection {
    let dialect: SQLDialect
    private let session: PostgresSession
    private var isEnded = false

    init(_ session: PostgresSession, dialect: SQLDialect) {
        (self.session, self.dialect) = (session, dialect)
    }

    /// Called when the unit of work is over; a connection kept beyond it is of no use.
    func end() { isEnded = true }

    func run(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
        try check(sql)
        return try session.query(sql, arguments) { result in
            PQcmdTuples(result).flatMap { Int(String(cString: $0)) } ?? 0
        }
    }

    func rows(_ sql: String, _ arguments: [SQLValue]) throws -> [SQLRow] {
        try check(sql)
        return try session.query(sql, arguments) { result in
            let columns = PostgresColumns(result)
            return (0..<PQntuples(result)).map { columns.row($0, of: result) }
        }
    }

    func forEachRow(_ sql: String, _ arguments: [SQLValue], _ body: (SQLRow) throws -> Void) throws {
        try check(sql)
        var columns: PostgresColumns?
        try session.iterate(sql, arguments) { result in
            let known = columns ?? PostgresColumns(result)
            columns = known
            try body(known.row(0, of: result))
        }
    }

    /// For a value that it doesn't know yet, and for one that it takes for rare, the server would read and sort
    /// everything. The plan is made once, for all values: making it takes as long as the walk.
    func alongIndexes<Result>(_ body: () throws -> Result) throws -> Result {
        try check("SET LOCAL enable_sort")
        try session.walkAlongIndexes(true)
        let result = Swift.Result { try body() }
        switch result {
        case .success: try session.walkAlongIndexes(false)
        // After a failed statement the transaction takes no other, and ends.
        case .failure: try? session.walkAlongIndexes(false)
        }
        return try result.get()
    }

    private func check(_ sql: String) throws {
        guard !isEnded, !session.isIterating else {
            throw SQLError(.other, isEnded ? "the unit of work is over" : "a query is still being iterated", sql: sql)
        }
    }
}
