// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore
import Storage

extension UseCases {
    /// National users and the system administrator add any pairing; an office adds pairings within its own.
    ///
    /// Throws invalid with the fields of `NewPairing`.
    package func addPairing(_ caller: Caller, _ pairing: NewPairing) async throws -> Pairing {
        try await write(caller) { connection in
            let parent = try pairing.parent.map { code in
                guard let found = try PairingQueries(connection).find(code: code) else {
                    throw UseCaseError("pairing", .notFound)
                }
                return found
            }
            if let parent {
                let object = try ruleObject(parent.id, connection, "pairing")
                try caller.require(.addChildPairing, on: object, "pairing", knowing: .readDirectory)
            } else {
                try caller.require(.addPairing, on: .installation, "pairing", knowing: .readDirectory)
            }
            let failures = try failures(of: pairing, within: parent, connection)
            guard failures.isEmpty else { throw UseCaseError("pairing", .invalid(failures)) }
            let added = Pairing(
                id: surroundings.identifier(), code: pairing.code, kind: pairing.kind, oldArea: pairing.oldArea,
                eastern: pairing.eastern, region: pairing.region, term: pairing.term, parent: parent?.id)
            for party in [pairing.oldArea, pairing.eastern] { try addPlace(of: party, connection) }
            do {
                try PairingQueries(connection).insert(added)
            } catch let error as SQLError where error.cause.isUniqueViolation {
                // Somebody else has taken the code since it was looked up.
                let failure = ValidationFailure(field: "code", message: "pairing.codeTaken")
                throw UseCaseError("pairing", .invalid([failure]))
            }
            try record(
                connection, caller, "add", .pairing(added.id),
                after: ["code": added.code, "kind": added.kind.rawValue, "parent": parent?.code])
            return added
        }
    }

    private func failures(
        of pairing: NewPairing, within parent: Pairing?, _ connection: any SQLConnection
    ) throws -> [ValidationFailure] {
        var failures: [ValidationFailure] = []
        func fail(_ field: String, _ message: String) {
            failures.append(ValidationFailure(field: field, message: message))
        }
        let letters = pairing.code.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
        if !letters || !pairing.code.contains("-") || !(3...100).contains(pairing.code.count) {
            fail("code", "pairing.codeForm")
        } else if try PairingQueries(connection).find(code: pairing.code) != nil {
            fail("code", "pairing.codeTaken")
        }
        for side in Side.allCases {
            let party = side == .oldArea ? pairing.oldArea : pairing.eastern
            if party.name.trimmingWhitespace.isEmpty || party.name.count > 100 {
                fail(side.rawValue + ".name", "pairing.nameMissing")
            }
            if try !isKnownOrNew(party.division, pairing.kind, connection) {
                fail(side.rawValue + ".division", "division.unknown")
            } else if let parent, !parent.party(side).division.holds(party.division) {
                // Whoever works on a pairing keeps the bodies of its places: they stay within those above.
                fail(side.rawValue + ".division", "pairing.divisionElsewhere")
            }
        }
        if pairing.kind == .city && pairing.parent != nil { fail("kind", "pairing.cityHasNoParent") }
        return failures
    }

    /// A county or city brings its own code with it, where at least its province is known; a school or firm lies in a
    /// place that is known already.
    private func isKnownOrNew(
        _ code: DivisionCode, _ kind: PairingKind, _ connection: any SQLConnection
    ) throws -> Bool {
        let divisions = DivisionQueries(connection)
        if try divisions.find(code) != nil { return true }
        guard kind == .county || kind == .city else { return false }
        return try divisions.find(code.province) != nil
    }

    private func addPlace(of party: PairingParty, _ connection: any SQLConnection) throws {
        let divisions = DivisionQueries(connection)
        guard try divisions.find(party.division) == nil else { return }
        try divisions.save(Division(code: party.division, name: party.name, romanised: party.romanised))
    }
}
