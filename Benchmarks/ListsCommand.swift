// SPDX-License-Identifier: Apache-2.0
import App
import ArgumentParser
import Domain
import SQLCore
import Storage
import UseCases

struct ListsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lists",
        abstract: "Fills a database with so many bodies, people, contacts and links of the record, in invented words.")
    @Option var database: String
    @Option var data: String
    @Option var rows = 50_000

    func run() async throws {
        let settings = try await readSettings(flags: ["database": database, "data": data], environment: [:], file: nil)
        let program = try await Program.open(settings)
        let make = program.useCases.surroundings
        let pairings = try await program.database.read { try PairingQueries($0).all() }
        for start in stride(from: 0, to: rows, by: 500) {
            try await program.database.write { connection in
                var directory = InventedDirectory(
                    pairings: pairings, now: make.now(), random: make.random, connection: connection)
                for number in start..<min(start + 500, rows) { try directory.insert(number) }
                try directory.insertRecord()
            }
        }
        // What a PostgreSQL server does by itself within a minute.
        if program.database.dialect.engine == .postgres {
            try await program.database.write { connection in try connection.run("ANALYZE", []) }
        }
        await program.close()
    }
}

/// Bodies, people and contacts of the pairings in turn, and what the record says of them.
private struct InventedDirectory {
    let pairings: [Pairing]
    let now: Instant
    let random: @Sendable () -> (UInt64, UInt64)
    let connection: any SQLConnection
    private var events: [AuditEvent] = []

    init(
        pairings: [Pairing], now: Instant, random: @escaping @Sendable () -> (UInt64, UInt64),
        connection: any SQLConnection
    ) {
        (self.pairings, self.now, self.random, self.connection) = (pairings, now, random, connection)
    }

    mutating func insert(_ number: Int) throws {
        let pairing = pairings[number % pairings.count]
        let side = number % 3 == 0 ? Side.eastern : .oldArea
        let party = side == .oldArea ? pairing.oldArea : pairing.eastern
        let body = Organisation(
            id: id(), name: "Bureau \(number)", kind: .department, division: party.division,
            aliases: ["Office \(number)"], isConfirmed: number % 50 != 0)
        try OrganisationQueries(connection).insert(body)
        let user = User(
            id: id(), username: "person-\(number)", displayName: "Person \(number)",
            grants: [.unit(body.id, pairing.id, side)], state: .active, mustChangePassword: false, language: .english)
        try AccountQueries(connection).insert(user, passwordHash: nil, at: now)
        let contact = Contact(
            id: id(), pairing: pairing.id, side: side, kind: .liaison, post: "Head of bureau \(number)",
            name: "Person \(number)", organisation: body.id, phone: "0100\(number)", position: number)
        try ContactQueries(connection).insert(
            ContactRecord(contact: contact, initials: "p", revision: 1, changedAt: now, changedBy: "bench"))
        events.append(
            AuditEvent(
                id: id(), at: now, actor: .user(user.id, name: user.displayName, address: "127.0.0.1"),
                body: body.name, action: "contact.add", objectKind: "contact", objectID: contact.id.text,
                pairing: pairing.id, before: nil, after: "{\"name\":\"Person \(number)\",\"post\":\"Head\"}",
                requestID: "bench"))
    }

    /// Adds the links, whose hashes nobody verifies.
    mutating func insertRecord() throws {
        let queries = AuditQueries(connection)
        let head = try queries.head(isLocked: true)
        let links = events.enumerated().map { number, event in
            AuditLink(sequence: head.sequence + Int64(number) + 1, event: event, previous: head.hash, hash: head.hash)
        }
        try queries.append(links)
        events = []
    }

    private func id<Subject>() -> Identifier<Subject> { Identifier(at: now, random: random()) }
}
