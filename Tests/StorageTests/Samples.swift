// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage
import Testing

/// Invented values for the tests of the queries.
enum Samples {
    static let moment = Instant(milliseconds: 1_800_000_000_000)

    static func id<Subject>(_ number: UInt64, of subject: Subject.Type = Subject.self) -> Identifier<Subject> {
        Identifier(at: Instant(milliseconds: Int64(number)), random: (number, number))
    }

    static func code(_ text: String) throws -> DivisionCode { try #require(DivisionCode(text)) }

    static func divisions() throws -> [Division] {
        [
            Division(code: try code("990100"), name: "Ash City", romanised: "Ash"),
            Division(code: try code("990000"), name: "Ash Province", romanised: "Ash Province"),
            Division(code: try code("980200"), name: "Birch City", romanised: "Birch"),
            Division(code: try code("980000"), name: "Birch Province", romanised: "Birch Province"),
        ]
    }

    static func pairing(
        _ number: UInt64 = 1, code text: String = "ash-birch", kind: PairingKind = .city,
        parent: Identifier<Pairing>? = nil
    ) throws -> Pairing {
        Pairing(
            id: id(number), code: text, kind: kind,
            oldArea: PairingParty(name: "Ash City", romanised: "Ash", division: try code("990100")),
            eastern: PairingParty(name: "Birch City", romanised: "Birch", division: try code("980200")),
            region: parent == nil ? "Ash Hills" : nil, term: try #require(YearSpan(from: 2022, to: 2030)),
            parent: parent)
    }

    static func organisation(
        _ number: UInt64, _ name: String, division: String? = "990100", aliases: [String] = [],
        successor: Identifier<Organisation>? = nil
    ) throws -> Organisation {
        Organisation(
            id: id(number), name: name, kind: .department, division: try division.map { try code($0) },
            aliases: aliases, successor: successor, isConfirmed: true)
    }

    static func user(_ number: UInt64, _ username: String, _ grants: [RoleGrant] = []) -> User {
        User(
            id: id(number), username: username, displayName: "Person \(number)", grants: grants, state: .active,
            mustChangePassword: false, language: .chinese)
    }

    static func event(_ number: UInt64, at milliseconds: Int64, object: String = "a") -> AuditEvent {
        AuditEvent(
            id: id(number), at: Instant(milliseconds: milliseconds), actor: .system, action: "thing.change",
            objectKind: "thing", objectID: object, pairing: nil, before: nil, after: "{}", requestID: nil)
    }

    /// The events as links of a chain, with hashes of 64 digits that tell them apart.
    static func links(_ events: [AuditEvent]) -> [AuditLink] {
        func hash(_ number: Int) -> String {
            String(repeating: "0", count: 64 - String(number).count) + String(number)
        }
        return events.enumerated().map { place, event in
            AuditLink(sequence: Int64(place + 1), event: event, previous: hash(place), hash: hash(place + 1))
        }
    }

    /// The places and the pairing that everything else refers to.
    static func seed(_ database: any SQLDatabase) async throws {
        let (divisions, pairing) = (try divisions(), try pairing())
        _ = try await database.write { try seedPairings($0, divisions: divisions, pairings: [pairing]) }
    }
}
