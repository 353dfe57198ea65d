// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage
import Testing
import UseCases

extension Office {
    /// Some body of one side of the own pairing; added where there is none.
    func anyBody(of side: Side) async throws -> Identifier<Organisation> {
        let division = own.party(side).division
        let id = Identifier<Organisation>(at: bench.now(), random: (bench.number(), bench.number()))
        return try await useCases.database.write { connection in
            if let known = try OrganisationQueries(connection).all(in: [division]).first { return known.id }
            try OrganisationQueries(connection).insert(
                Organisation(
                    id: id, name: "Bureau", kind: .department, division: division, aliases: [], isConfirmed: true))
            return id
        }
    }

    /// A pairing of two schools within another, with a code of its own each time.
    func child(of pairing: Pairing) -> NewPairing {
        NewPairing(
            code: "school-\(bench.number() % 1_000_000)", kind: .school,
            oldArea: PairingParty(name: "School A", romanised: "A", division: pairing.oldArea.division),
            eastern: PairingParty(name: "School B", romanised: "B", division: pairing.eastern.division), region: nil,
            term: pairing.term, parent: pairing.code)
    }
}

extension Office {
    /// Makes a document of the own pairing the nation's reference plan.
    @discardableResult
    func setReference(_ name: String = "reference-plan.txt", for choice: ReferenceChoice = .nation) async throws
        -> String
    {
        let setter = try await caller("setter-\(bench.number() % 1_000_000)", .national)
        let draft = try await upload(name, by: setter)
        return try await useCases.setReference(
            setter, draft: draft.id.text, revision: draft.revision, for: choice
        ).text
    }
}

extension Office {
    /// What the record says was done under this name, newest first.
    func events(action: String) async throws -> [AuditEvent] {
        try await useCases.database.read {
            try AuditQueries($0).search(AuditSearch(action: action), limit: 1_000).map(\.event)
        }
    }
}

extension Caller {
    var user: User? {
        if case .user(let user) = who { user } else { nil }
    }

    var label: String { user?.username ?? "local" }
}

extension User {
    func with(_ change: (inout User) -> Void) -> User {
        var changed = self
        change(&changed)
        return changed
    }
}
