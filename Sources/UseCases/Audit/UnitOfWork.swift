// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore

/// The connection of one unit of work, which collects the events that the work leaves. They are added to the chain at
/// the very end, so that the chain's head is the last lock that a transaction takes and no two wait for each other.
final class UnitOfWork: SQLConnection {
    private let connection: any SQLConnection
    /// What was recorded, in order, with the person whose body is still to be named.
    private(set) var events: [(event: AuditEvent, user: User?)] = []
    /// True once a statement changed a row.
    private(set) var hasWritten = false

    init(_ connection: any SQLConnection) { self.connection = connection }

    var dialect: SQLDialect { connection.dialect }

    func run(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
        let changed = try connection.run(sql, arguments)
        if changed > 0, Self.writes.contains(where: sql.hasPrefix) { hasWritten = true }
        return changed
    }

    func rows(_ sql: String, _ arguments: [SQLValue]) throws -> [SQLRow] { try connection.rows(sql, arguments) }

    func forEachRow(_ sql: String, _ arguments: [SQLValue], _ body: (SQLRow) throws -> Void) throws {
        try connection.forEachRow(sql, arguments, body)
    }

    func alongIndexes<Result>(_ body: () throws -> Result) throws -> Result { try connection.alongIndexes(body) }

    func collect(_ event: AuditEvent, of user: User?) { events.append((event, user)) }

    private static let writes = ["INSERT", "UPDATE", "DELETE"]
}

/// A mistake of the program, found when a unit of work was about to be kept: nothing of it is.
enum UnrecordedWork: Error {
    /// Rows were written and no event tells of it.
    case noEvent
    /// An event was recorded on a connection that is none of `UseCases.write`.
    case outsideUnitOfWork
}
