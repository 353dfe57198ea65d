// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import OfficeFiles
import SQLCore
import Storage
import Testing

@testable import UseCases

/// What a list gives out is taken in again without a change, by everybody who may export and import it.
@Suite("Exports that come in again")
struct RoundTripTests {
    /// Takes the file in and checks that nothing but the record of the import itself was written.
    private func comesBack(
        _ office: Office, _ caller: Caller, _ list: ImportList, _ file: [UInt8], rows: Int,
        _ location: SourceLocation = #_sourceLocation
    ) async throws {
        let before = try await contents(office)
        for language in Language.allCases {
            let result = try await office.useCases.checkImport(caller, list, file: file, language: language)
            #expect(result.problems.isEmpty, "\(result.problems)", sourceLocation: location)
            #expect(result.notes.isEmpty, "\(result.notes)", sourceLocation: location)
            #expect(
                result.count(.unchanged) == rows && result.lines.count == rows, "\(result.lines)",
                sourceLocation: location)
        }
        _ = try await office.useCases.carryOutImport(caller, list, file: file, language: .english)
        #expect(try await contents(office) == before, sourceLocation: location)
    }

    private func contents(_ office: Office) async throws -> [[String]] {
        try await office.useCases.database.read { connection in
            try [
                "SELECT id, name, kind, valid_from, valid_to, parent_id, is_confirmed, revision FROM organisation",
                "SELECT organisation_id, alias FROM organisation_alias",
                "SELECT organisation_id, name, valid_from, valid_to FROM organisation_naming",
                "SELECT id, display_name, revision FROM account", "SELECT account_id, role FROM account_grant",
                "SELECT id, phone, mail, note, revision FROM contact",
            ].map { try connection.rows($0, []).map { String(describing: $0) }.sorted() }
        }
    }

    private func body(
        _ office: Office, _ clerk: Caller, _ name: String, _ change: (inout NewOrganisation) -> Void = { _ in }
    ) async throws -> String {
        var new = NewOrganisation(name: name, kind: .department, place: office.own.oldArea.division.text)
        change(&new)
        return try await office.useCases.addOrganisation(clerk, new).text
    }

    /// Bodies that ended, were renamed, merged and split, were refounded under a name that another one left, stand in
    /// another place than what is above them, are spelt with signs that separate, or wait to be confirmed.
    private func fill(_ office: Office, _ clerk: Caller) async throws {
        let useCases = office.useCases
        _ = try await office.adopt(by: clerk)
        let heir = try await body(office, clerk, "Heir Bureau")
        let ended = try await body(office, clerk, "Ended Bureau") { $0.validFrom = "2010-01-01" }
        try await useCases.mergeOrganisation(clerk, id: ended, revision: 1, into: heir, on: "2024-03-01")
        _ = try await body(office, clerk, "Ended Bureau") { $0.validFrom = "2025-01-01" }
        let renamed = try await body(office, clerk, "Old Name") { $0.validFrom = "2010-01-01" }
        try await useCases.renameOrganisation(clerk, id: renamed, revision: 1, to: "New Name", on: "2022-01-01")
        _ = try await useCases.splitOrganisation(
            clerk, id: renamed, revision: 2, into: ["Part One", "Part Two"], goesOn: false, on: "2025-06-01")
        let nowhere = try await useCases.addOrganisation(
            .local, NewOrganisation(name: "Firm of no place", kind: .firm, place: ""))
        _ = try await body(office, clerk, "Below") {
            $0.parent = nowhere.text
            $0.aliases = ["B. Low", "Bel Ow"]
        }
        let odd = Identifier<Organisation>(at: office.bench.now(), random: (9, 9))
        let place = office.own.eastern.division
        try await useCases.database.write { connection in
            try OrganisationQueries(connection).insert(
                Organisation(
                    id: odd, name: "Odd", kind: .other, division: place, aliases: ["A; B", "C\u{3001}D"],
                    isConfirmed: false))
        }
    }

    @Test("Bodies", arguments: TestEngine.both)
    func bodies(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let clerk = try await office.officeOf(office.own)
            try await fill(office, clerk)
            let count = try await office.useCases.organisationCount(clerk, OrganisationQuery())
            #expect(count > 12)
            for language in Language.allCases {
                let file = try await office.useCases.exportOrganisations(
                    clerk, OrganisationQuery(), language: language)
                try await comesBack(office, clerk, .organisations, file, rows: count)
            }
        }
    }

    @Test("People, for each administrator", arguments: TestEngine.both)
    func people(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let own = office.own.id
            let body = try await office.anyBody(of: .oldArea)
            let clerk = try await office.caller("two.roles", .office(own, .eastern), .unit(body, own, .oldArea))
            let province = try #require(DivisionCode("950000"))
            _ = try await office.caller("province", .province(province))
            _ = try await office.caller("nobody")
            _ = try await office.caller("everywhere", .observer(nil), .pairingAdmin(own))
            let system = try await office.caller("system", .systemAdmin)
            let security = try await office.caller("security", .securityAdmin)
            let delegate = try await office.caller("delegate", .pairingAdmin(own))
            // A body that was renamed is called by its present name.
            let id = try #require(clerk.user).id
            _ = try await office.useCases.editPerson(
                system, id: id.text, Edit(revision: 1, values: ["displayName": "Li  Na"]))
            for caller in [system, security, delegate] {
                let count = caller == delegate ? 2 : 9
                for language in Language.allCases {
                    let file = try await office.useCases.exportPeople(caller, PersonQuery(), language: language)
                    try await comesBack(office, caller, .users, file, rows: count)
                }
            }
        }
    }

    @Test("Contacts, masked or not, of both sides", arguments: TestEngine.both)
    func contacts(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let useCases = office.useCases
            let clerk = try await office.officeOf(office.own)
            let other = try await office.officeOf(office.own, .eastern)
            _ = try await office.anyBody(of: .eastern)
            var fields = ContactTests.fields
            fields["note"] = "First line\r\nsecond line"
            for (caller, side) in [(clerk, "oldArea"), (other, "eastern")] {
                fields["side"] = side
                fields["body"] = side == "eastern" ? "Bureau" : ""
                fields["validFrom"] = "2020-01-01"
                fields["validTo"] = "2022-01-01"
                _ = try await useCases.addContact(caller, pairing: office.own.code, fields)
                // The same person in the same post again.
                fields["validFrom"] = "2024-01-01"
                fields["validTo"] = ""
                _ = try await useCases.addContact(caller, pairing: office.own.code, fields)
            }
            for isRevealed in [false, true] {
                let file = try await useCases.exportContacts(
                    clerk, pairing: office.own.code, revealed: isRevealed, language: .chinese)
                try await comesBack(office, clerk, .contacts, file, rows: 4)
            }
        }
    }

    @Test("A body ends, exists again and is confirmed where the sheet says so, and nowhere else")
    func says() async throws {
        try await Office.open(.sqlite) { office in
            let clerk = try await office.officeOf(office.own)
            let place = office.own.oldArea.division.text
            let header = ["Name", "Place", "Kind", "Founded on", "Ended on", "Confirmed"]
            func check(_ cells: [String]) async throws -> ImportCheck {
                let file = try ImportTests.workbook([header, [cells[0], place, "Department"] + cells.dropFirst()])
                let check = try await office.useCases.checkImport(
                    clerk, .organisations, file: file, language: .english)
                if check.problems.isEmpty {
                    _ = try await office.useCases.carryOutImport(
                        clerk, .organisations, file: file, language: .english)
                }
                return check
            }
            _ = try await body(office, clerk, "Bureau") { $0.validFrom = "2010-01-01" }
            #expect(try await check(["Bureau", "", "2024-05-01", ""]).lines.first?.changes == ["validTo"])
            let again = try await check(["Bureau", "", "", ""])
            #expect(again.problems.map(\.message) == ["import.endedOn"])
            #expect(again.problems.first?.cell == "E2" && again.problems.first?.proposal == "2024-05-01")
            #expect(try await check(["Bureau", "", "exists", ""]).lines.first?.changes == ["validTo"])
            #expect(try await check(["Bureau", "", "", ""]).lines.first?.outcome == .unchanged)
            #expect(try await check(["Bureau", "", "", "no"]).problems.map(\.message) == ["import.confirmedAlready"])
            #expect(try await check(["Bureau", "", "9000-01-01", ""]).problems.map(\.cell) == ["E2"])
            _ = try await office.caller(
                "worker",
                .unit(
                    try #require(
                        try await office.useCases.organisations(clerk, OrganisationQuery()).items.first
                    ).organisation.id, office.own.id, .oldArea))
            #expect(
                try await check(["Bureau", "", "2024-05-01", ""]).problems.map(\.message) == ["import.peopleLeft"])
            #expect(try await check(["New", "", "", "no"]).lines.first?.outcome == .create)
            #expect(try await check(["New", "", "", ""]).lines.first?.outcome == .unchanged)
            #expect(try await check(["New", "", "", "yes"]).lines.first?.changes == ["isConfirmed"])
        }
    }
}
