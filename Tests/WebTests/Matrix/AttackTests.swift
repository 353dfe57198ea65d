// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing

@testable import API
@testable import Web

/// Identities of foreign objects inside the forms of one's own: where the address is one's own, what stands in the
/// fields is asked about too. Bodies stand in a directory that everybody reads, so that one of them is forbidden; what
/// may not be known is not found.
@Suite("Foreign identities in own forms")
struct AttackTests {
    private struct Attack {
        let name: String
        let role: Role
        let ask: Ask
        let expected: Outcome
    }

    private static func attacks(_ own: MatrixPlace, _ foreign: MatrixPlace) -> [Attack] {
        func post(_ address: Address, _ value: String, _ fields: [String: String]) -> Ask {
            .post(address.path(value), fields)
        }
        let dated = ["revision": "1", "day": "2026-01-05"]
        let revised = ["revision": String(own.revision)]
        let abroad = ["role": "observer", "pairing": foreign.pairing.code, "revision": "2"]
        return [
            Attack(
                name: "own draft into a foreign plan", role: .office,
                ask: post(.adoptDraft, own.draft, revised.merging(["target": foreign.plan]) { $1 }),
                expected: .notFound),
            Attack(
                name: "own correction with a foreign draft", role: .office,
                ask: post(.correctDraft, foreign.draft, ["kind": "confirm", "place": "t0-0", "revision": "1"]),
                expected: .notFound),
            Attack(
                name: "own body into a foreign one", role: .office,
                ask: post(.mergeOrganisation, own.body, dated.merging(["heir": foreign.body]) { $1 }),
                expected: .forbidden),
            Attack(
                name: "own new body is a foreign one", role: .office,
                ask: post(.absorbOrganisation, own.newBody, ["revision": "1", "heir": foreign.body]),
                expected: .forbidden),
            Attack(
                name: "own body to a foreign place", role: .office,
                ask: post(
                    .editOrganisation, own.body,
                    ["revision": "1", "place": foreign.pairing.oldArea.division.text]), expected: .forbidden),
            Attack(
                name: "a contact of the own side to the other", role: .office,
                ask: post(
                    .editContact, own.contact,
                    ["revision": "1", "side": "eastern", "pairing": own.pairing.code]), expected: .forbidden),
            Attack(
                name: "a role abroad", role: .pairingAdmin, ask: post(.grantRole, own.user, abroad),
                expected: .forbidden),
            Attack(
                name: "a role everywhere", role: .pairingAdmin,
                ask: post(.grantRole, own.user, ["role": "national", "revision": "2"]), expected: .forbidden),
            Attack(
                name: "a second administrator of the pairing", role: .pairingAdmin,
                ask: post(
                    .grantRole, own.user,
                    ["role": "pairing-admin", "pairing": own.pairing.code, "revision": "2"]), expected: .forbidden),
            Attack(
                name: "matters to somebody abroad", role: .pairingAdmin,
                ask: post(.handOver, own.user, ["revision": "2", "receiver": foreign.receiver]), expected: .invalid),
            Attack(
                name: "a duty beside an office", role: .securityAdmin,
                ask: post(.grantRole, own.user, ["role": "system-admin", "revision": "2"]), expected: .invalid),
            Attack(
                name: "the own second duty", role: .securityAdmin,
                ask: post(.grantRole, "self", ["role": "audit-admin", "revision": "2"]), expected: .notFound),
            Attack(
                name: "a foreign plan's tasks through a filter", role: .office,
                ask: .get("/access/plan/" + foreign.plan), expected: .notFound),
        ]
    }

    private static func takeover(_ own: MatrixPlace, _ foreign: MatrixPlace) -> Attack {
        let fields = [
            "parent": own.pairing.code, "kind": "county", "code": "x-y", "termFrom": "2022", "termTo": "2030",
            "oldArea.name": "X", "oldArea.division": foreign.pairing.oldArea.division.text, "eastern.name": "Y",
            "eastern.division": own.pairing.eastern.division.text,
        ]
        return Attack(
            name: "a pairing within the own that takes a foreign city", role: .office,
            ask: .post(Address.addPairing.path(), fields), expected: .invalid)
    }

    @Test("Each is refused and changes nothing but the record")
    func attacks() async throws {
        try await MatrixWorld.open { world in
            let (own, foreign) = (world.places[0], world.places[3])
            for attack in Self.attacks(own, foreign) + [Self.takeover(own, foreign)] {
                let place = try #require(Role.allCases.firstIndex(of: attack.role))
                let answer = try await world.send(attack.ask, as: world.people[place])
                #expect(answer.outcome == attack.expected, "\(attack.name): \(answer.status)")
                let after = try await world.database.contents()
                let changed = after.keys.filter { after[$0] != world.before[$0] }
                #expect(Set(changed).isSubset(of: ["audit_event", "audit_head"]), "\(attack.name)")
                try await world.database.putBack()
            }
        }
    }

    @Test("A token that may only read and tries to write is in the record")
    func readingToken() async throws {
        try await MatrixWorld.open { world in
            let reader = try #require(world.strangeTokens.last { $0.name == "nation" })
            let answer = try await world.send(APIOperation.removeContact.ask(world.places[0]), as: reader)
            #expect(answer.status == 403)
            let record = try await world.database.contents()["audit_event"] ?? ""
            #expect(record.contains("'token.refuse'") && record.contains("'rule.tokenReadsOnly'"))
        }
    }
}
