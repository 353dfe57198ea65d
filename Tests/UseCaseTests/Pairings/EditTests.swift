// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import Testing

@testable import UseCases

@Suite("Two editors")
struct EditTests {
    private let present = [
        EditableField("name", "Theirs"), EditableField("kind", "park"), EditableField("aliases", "a\nc", isList: true),
    ]

    private func merged(_ revision: Int, seen: [String: String]?, _ values: [String: String]) throws -> [String: String]
    {
        try Edit(revision: revision, seen: seen, values: values).merged(into: present, revision: 5, "thing")
    }

    @Test("On the present revision what is wanted is written, and what is missing stays")
    func current() throws {
        #expect(
            try merged(5, seen: nil, ["name": "Mine"]) == ["name": "Mine", "kind": "park", "aliases": "a\nc"])
    }

    @Test("Without what was seen an older revision is stale")
    func stale() throws {
        #expect(throws: UseCaseError("thing", .stale(revision: 5))) {
            try merged(4, seen: nil, ["name": "Mine"])
        }
    }

    @Test("A field that one side changed is that side's; lines of both are united")
    func merges() throws {
        let seen = ["name": "Was", "kind": "park", "aliases": "a\nb"]
        let result = try merged(4, seen: seen, ["name": "Was", "kind": "school", "aliases": "a\r\nb\r\nd"])
        #expect(result == ["name": "Theirs", "kind": "school", "aliases": "a\nc\nd"])
    }

    @Test("A field that both changed is shown in its three versions, with the rest merged")
    func collides() throws {
        let seen = ["name": "Was", "kind": "firm", "aliases": "a"]
        do {
            _ = try merged(4, seen: seen, ["name": "Mine", "kind": "firm", "aliases": "a"])
            Issue.record("merged")
        } catch let collision as EditCollision {
            #expect(collision.fields == [.init(name: "name", was: "Was", theirs: "Theirs", yours: "Mine")])
            #expect(collision.revision == 5)
            #expect(collision.merged["kind"] == "park" && collision.taken == ["kind", "aliases"])
        }
    }

    @Test("The same change by both is no collision")
    func agrees() throws {
        let seen = ["name": "Was", "kind": "park", "aliases": "a\nc"]
        #expect(try merged(4, seen: seen, ["name": "Theirs", "kind": "park", "aliases": "a\nc"])["name"] == "Theirs")
    }

    @Test("A third change while one chooses is shown again, and nobody's is lost", arguments: TestEngine.both)
    func third(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let clerk = try await office.officeOf(office.own)
            let id = try await office.useCases.addOrganisation(
                clerk,
                NewOrganisation(name: "Was", kind: .department, place: office.own.oldArea.division.text)
            ).text
            func edit(_ revision: Int, _ seen: String, _ name: String) -> Edit {
                Edit(revision: revision, seen: ["name": seen, "aliases": ""], values: ["name": name, "aliases": ""])
            }
            try await office.useCases.editOrganisation(clerk, id: id, edit(1, "Was", "First"))
            let collision = try await #require(throws: EditCollision.self) {
                try await office.useCases.editOrganisation(clerk, id: id, edit(1, "Was", "Second"))
            }
            #expect(collision.changedBy == clerk.user?.displayName)
            try await office.useCases.editOrganisation(clerk, id: id, edit(2, "First", "Third"))
            let again = try await #require(throws: EditCollision.self) {
                try await office.useCases.editOrganisation(
                    clerk, id: id, edit(collision.revision, "First", "Second"))
            }
            #expect(again.fields.map(\.theirs) == ["Third"] && again.revision == 3)
            try await office.useCases.editOrganisation(clerk, id: id, edit(again.revision, "Third", "Second"))
            let detail = try await office.useCases.organisation(clerk, id: id)
            #expect(detail.organisation.name == "Second" && detail.revision == 4)
        }
    }
}
