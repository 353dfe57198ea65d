// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import Foundation
import SQLCore
import Storage
import Testing
import UseCases

@Suite("Lists")
struct ListTests {
    private typealias List = (name: String, read: @Sendable (UseCases) async throws -> Int)

    @Test("No list asks the database more often for many lines than for one")
    func asksAtOnce() async throws {
        try await Office.open(.sqlite) { office in
            let counting = CountingDatabase(office.useCases.database)
            let useCases = UseCases(database: counting, surroundings: office.useCases.surroundings)
            let lists = try await lists(office)
            try await office.setReference()
            try await add(0..<1, office)
            var few: [String: [String]] = [:]
            for list in lists {
                let count = try await list.read(useCases)
                #expect(count > 0, "\(list.name)")
                few[list.name] = counting.takeQuestions()
            }
            try await add(1..<8, office)
            for list in lists {
                let count = try await list.read(useCases)
                #expect(count >= 8, "\(list.name)")
                let asked = counting.takeQuestions()
                #expect(asked.count == few[list.name]?.count, "\(list.name): \(asked.joined(separator: "\n"))")
            }
        }
    }

    /// Every list that a page shows, with how many lines it has.
    private func lists(_ office: Office) async throws -> [List] {
        let security = try await office.caller("security", .securityAdmin)
        let auditor = try await office.caller("auditor", .auditAdmin)
        let clerk = try await office.officeOf(office.own)
        let code = office.own.code
        return [
            ("people", { try await $0.people(security, PersonQuery()).items.count }),
            ("people of a file", { try await $0.exportPeople(security, PersonQuery(), language: .english).count }),
            ("bodies", { try await $0.organisations(clerk, OrganisationQuery()).items.count }),
            (
                "bodies of a file",
                { try await $0.exportOrganisations(clerk, OrganisationQuery(), language: .english).count }
            ),
            ("contacts", { try await $0.phoneBook(clerk, pairing: code).entries.count }),
            (
                "contacts of a file",
                { try await $0.exportContacts(clerk, pairing: code, revealed: false, language: .english).count }
            ),
            ("record", { try await $0.recordEntries(auditor, RecordQuery()).items.count }),
            ("documents", { try await $0.documents(clerk, after: nil, limit: 50).items.count }),
            ("plans", { try await $0.plans(clerk, pairing: nil, after: nil, limit: 50).items.count }),
            ("tasks", { try await $0.tasks(clerk, TaskQuery()).items.count }),
            ("matrix", { try await $0.crosswalk(clerk, CrosswalkQuery()).rows.reduce(0) { $0 + $1.tasks } }),
            (
                "pairing against clauses",
                {
                    try await $0.crosswalk(clerk, pairing: code, reference: nil).clauses.reduce(0) {
                        $0 + $1.tasks.count
                    }
                }
            ),
            (
                "clause against pairings",
                {
                    let reference = try await $0.references(clerk)[0].reference.id.text
                    return try await $0.crosswalk(clerk, reference: reference, clause: 1).rows[0].tasks.count
                }
            ),
            ("pairings", { try await $0.pairings(clerk).count + 8 }),
        ]
    }

    /// As many bodies, people who work for them, contacts, documents and plans.
    private func add(_ numbers: Range<Int>, _ office: Office) async throws {
        let national = try await office.caller("nation-\(numbers.lowerBound)", .national)
        let text = try String(contentsOfFile: Office.sample("songping-puting.txt"), encoding: .utf8)
        for number in numbers {
            let path = try office.file("\(number).txt", text + "\n\(number)\n")
            let draft = try await office.useCases.uploadDocument(
                national, path: path, fileName: "\(number).txt", pairing: office.own.code)
            _ = try await office.useCases.adoptDraft(
                national, id: draft.id.text, revision: draft.revision, as: .newPlan)
            let (now, body) = (office.bench.now(), identifier(office) as Identifier<Organisation>)
            let user = User(
                id: identifier(office), username: "unit-\(number)", displayName: "Unit \(number)",
                grants: [.unit(body, office.own.id, .oldArea), .province(office.own.oldArea.division.province)],
                state: .active, mustChangePassword: false, language: .english)
            let contact = Contact(
                id: identifier(office), pairing: office.own.id, side: .oldArea, kind: .liaison, post: "Head",
                name: "Contact \(number)", organisation: body)
            try await office.useCases.database.write { connection in
                try OrganisationQueries(connection).insert(
                    Organisation(
                        id: body, name: "Body \(number)", kind: .department, division: office.own.oldArea.division,
                        aliases: ["Alias \(number)"], isConfirmed: true))
                try AccountQueries(connection).insert(user, passwordHash: nil, at: now)
                try ContactQueries(connection).insert(
                    ContactRecord(contact: contact, initials: nil, revision: 1, changedAt: now, changedBy: "test"))
            }
        }
    }

    private func identifier<Subject>(_ office: Office) -> Identifier<Subject> {
        Identifier(at: office.bench.now(), random: (office.bench.number(), office.bench.number()))
    }
}
