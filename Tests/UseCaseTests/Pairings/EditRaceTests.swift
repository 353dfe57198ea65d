// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import SQLCore
import Testing
import UseCases

/// Two people who change one person or one body at once: nobody overwrites what the other wrote.
///
/// How often they meet is said by `RaceTests.count`.
@Suite("Races of two editors")
struct EditRaceTests {
    private enum Outcome: Hashable, Sendable {
        case won, stale
        /// What the other wrote into the field that both changed.
        case collided(with: [String])
        case other(String)
    }

    /// An object with a name that two people may change.
    private struct Subject: Sendable {
        let kind: String
        /// The fields: the name, and one that is changed without regard to it.
        let name: String
        let other: String
        let edit: @Sendable (Caller, Edit) async throws -> Void
        let read: @Sendable () async throws -> (name: String, other: String, revision: Int)
    }

    private func outcome(_ body: () async throws -> Void) async -> Outcome {
        do {
            try await body()
            return .won
        } catch let collision as EditCollision {
            return .collided(with: collision.fields.map(\.theirs))
        } catch let error as UseCaseError {
            if case .stale = error.cause { return .stale }
            return .other("\(error)")
        } catch {
            return .other("\(error)")
        }
    }

    /// A person, and the two administrators who change that person.
    private func person(_ office: Office) async throws -> (Subject, [Caller]) {
        let editors = [try await office.caller("first", .systemAdmin), try await office.caller("second", .systemAdmin)]
        let clerk = try await office.officeOf(office.own)
        let id = try #require(clerk.user).id.text
        let useCases = office.useCases
        return (
            Subject(
                kind: "user", name: "displayName", other: "language",
                edit: { try await useCases.editPerson($0, id: id, $1) },
                read: {
                    let detail = try await useCases.person(editors[0], id: id)
                    return (detail.user.displayName, detail.user.language.rawValue, detail.revision)
                }),
            editors
        )
    }

    /// A body of the old area, and the two who may change it.
    private func body(_ office: Office) async throws -> (Subject, [Caller]) {
        let editors = [
            try await office.officeOf(office.own), try await office.caller("keeper", .pairingAdmin(office.own.id)),
        ]
        let place = office.own.oldArea.division.text
        let id = try await office.useCases.addOrganisation(
            editors[0], NewOrganisation(name: "Was", kind: .government, place: place)
        ).text
        let useCases = office.useCases
        return (
            Subject(
                kind: "organisation", name: "name", other: "kind",
                edit: { try await useCases.editOrganisation($0, id: id, $1) },
                read: {
                    let detail = try await useCases.organisation(editors[0], id: id)
                    return (detail.organisation.name, detail.organisation.kind.rawValue, detail.revision)
                }),
            editors
        )
    }

    private func subject(_ kind: String, _ office: Office) async throws -> (Subject, [Caller]) {
        try await kind == "user" ? person(office) : body(office)
    }

    @Test(
        "Changes of one revision by programs: each race has one winner, whose words are kept",
        arguments: ["user", "organisation"], TestEngine.both)
    func programs(kind: String, engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let (subject, editors) = try await subject(kind, office)
            let start = try await subject.read().revision
            for number in 0..<RaceTests.count {
                let outcomes = await meet(editors) { editor in
                    let edit = Edit(revision: start + number, values: [subject.name: "\(number) by \(editor)"])
                    try await subject.edit(editors[editor], edit)
                }
                try #require(Set(outcomes) == [.won, .stale], "race \(number): \(outcomes)")
                let now = try await subject.read()
                try #require(now.name == "\(number) by \(outcomes[0] == .won ? 0 : 1)")
                try #require(now.revision == start + number + 1)
            }
            try await requireRecorded(RaceTests.count, subject.kind, office)
        }
    }

    @Test(
        "Two pages: of one field the second sees the first's words, of two fields both changes are kept",
        arguments: ["user", "organisation"], TestEngine.both)
    func pages(kind: String, engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let (subject, editors) = try await subject(kind, office)
            let others =
                kind == "user"
                ? Language.allCases.map(\.rawValue) : OrganisationKind.allCases.prefix(2).map(\.rawValue)
            let count = max(5, RaceTests.count / 10)
            for number in 0..<count {
                let seen = try await subject.read()
                let fields = [subject.name: seen.name, subject.other: seen.other]
                let outcomes = await meet(editors) { editor in
                    let values = fields.merging([subject.name: "\(number) by \(editor)"]) { $1 }
                    try await subject.edit(
                        editors[editor], Edit(revision: seen.revision, seen: fields, values: values))
                }
                let winner = outcomes[0] == .won ? 0 : 1
                let words = "\(number) by \(winner)"
                try #require(Set(outcomes) == [.won, .collided(with: [words])], "race \(number): \(outcomes)")
                let second = try await subject.read()
                try #require(second.name == words && second.revision == seen.revision + 1)
                let other = try #require(others.first { $0 != second.other })
                let changes = [[subject.name: "\(number) alone"], [subject.other: other]]
                let known = [subject.name: second.name, subject.other: second.other]
                let both = await meet(editors) { editor in
                    try await subject.edit(
                        editors[editor],
                        Edit(revision: second.revision, seen: known, values: known.merging(changes[editor]) { $1 }))
                }
                let third = try await subject.read()
                try #require(both == [.won, .won] && third.revision == second.revision + 2)
                try #require(third.name == "\(number) alone" && third.other == other)
            }
            try await requireRecorded(3 * count, subject.kind, office)
        }
    }

    /// What came of two editors who begin at once.
    private func meet(_ editors: [Caller], _ change: @Sendable (Int) async throws -> Void) async -> [Outcome] {
        async let first = outcome { try await change(0) }
        async let second = outcome { try await change(1) }
        return await [first, second]
    }

    private func requireRecorded(_ count: Int, _ kind: String, _ office: Office) async throws {
        let events = try await office.useCases.database.read {
            try $0.integer(
                "SELECT count(*) FROM audit_event WHERE action = ? AND result = 'done'", [.text(kind + ".change")])
        }
        #expect(events == count)
        #expect(try await office.useCases.verifyRecord(.local).faults == [])
    }
}
