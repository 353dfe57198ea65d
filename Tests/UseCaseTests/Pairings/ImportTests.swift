// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import OfficeFiles
import Testing

@testable import UseCases

@Suite("Importing")
struct ImportTests {
    static func workbook(_ rows: [[String]]) throws -> [UInt8] {
        let columns = (rows.first ?? []).map { SheetColumn(header: $0, width: 10) }
        return try writeXLSX([
            Sheet(title: "t", columns: columns, rows: rows.dropFirst().map { $0.map { .text($0) } })
        ])
    }

    private static let bodyHeader = ["Name", "Place", "Kind", "Stands under", "Other spellings", "Founded on"]

    private func bodies(_ office: Office, _ rows: [[String]]) throws -> [UInt8] {
        let place = office.own.oldArea.division.text
        return try Self.workbook(
            [Self.bodyHeader] + rows.map { [$0[0], $0.count > 5 ? $0[5] : place] + $0.dropFirst().prefix(4) })
    }

    @Test(
        "Bodies come in with what stands above them, and a second time nothing changes", arguments: TestEngine.both)
    func bodiesTwice(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let clerk = try await office.officeOf(office.own)
            let file = try bodies(
                office,
                [
                    ["Finance Bureau of Hills", "Department", "Hills District", "FB; Money Bureau", "2019/3/1"],
                    ["Hills District", "government", "", "", ""],
                ])
            let check = try await office.useCases.checkImport(
                clerk, .organisations, file: file, language: .english)
            #expect(check.problems.isEmpty && check.count(.create) == 2)
            #expect(try await office.useCases.organisationCount(clerk, OrganisationQuery()) == 0)
            _ = try await office.useCases.carryOutImport(clerk, .organisations, file: file, language: .english)
            var query = OrganisationQuery()
            query.text = "money"
            let found = try #require(try await office.useCases.organisations(clerk, query).items.first)
            #expect(found.parentName == "Hills District" && found.organisation.aliases == ["FB", "Money Bureau"])
            #expect(found.organisation.validFrom?.description == "2019-03-01")
            let before = try await office.rowCounts()
            let again = try await office.useCases.carryOutImport(
                clerk, .organisations, file: file, language: .english)
            #expect(again.check.count(.unchanged) == 2 && again.check.lines.count == 2)
            #expect(try await office.useCases.organisation(clerk, id: found.organisation.id.text).revision == 2)
            var after = try await office.rowCounts()
            after["audit_event"] = before["audit_event"]
            #expect(after == before)
            // What the list gives out is the same workbook.
            let exported = try await office.useCases.exportOrganisations(
                clerk, OrganisationQuery(), language: .chinese)
            let read = try await office.useCases.checkImport(
                clerk, .organisations, file: exported, language: .chinese)
            #expect(read.problems.isEmpty && read.count(.unchanged) == 2)
        }
    }

    @Test("Every problem is named by its cell, with what could stand there, and nothing is written")
    func problems() async throws {
        try await Office.open(.sqlite) { office in
            let clerk = try await office.officeOf(office.own)
            let file = try bodies(
                office,
                [
                    ["", "Department", "", "", ""], ["One", "Departmint", "", "", ""],
                    ["Two", "Park", "Onr", "", ""], ["Three", "Park", "", "", "someday"],
                    ["Four", "Park", "", "", "", "000000"], ["Two", "Park", "", "", ""],
                    ["Five", "Park", "", "", "", office.own.eastern.division.text],
                ])
            let check = try await office.useCases.checkImport(
                clerk, .organisations, file: file, language: .english)
            let found = Dictionary(
                check.problems.map { ($0.cell, $0) }, uniquingKeysWith: { first, _ in first })
            #expect(
                Set(found.keys) == ["A2", "C3", "D4", "F5", "B6", "A7", "B8"], "\(found.keys.sorted())")
            #expect(found["C3"]?.proposal == "Department")
            #expect(found["A2"]?.message == "import.cellEmpty" && found["A7"]?.message == "import.twice")
            #expect(found["B8"]?.message == "import.placeNotYours")
            let before = try await office.rowCounts()
            let failure = ValidationFailure(field: "file", message: "import.problems")
            #expect(
                try await cause {
                    _ = try await office.useCases.carryOutImport(
                        clerk, .organisations, file: file, language: .english)
                } == .invalid([failure]))
            #expect(try await office.rowCounts() == before)
        }
    }

    @Test("Rows that would stand under themselves are refused, by the file alone and with what is known")
    func circles() async throws {
        try await Office.open(.sqlite) { office in
            let clerk = try await office.officeOf(office.own)
            func problems(_ parents: [(String, String)]) async throws -> [String] {
                let file = try bodies(office, parents.map { [$0.0, "Department", $0.1, "", ""] })
                return try await office.useCases.checkImport(clerk, .organisations, file: file, language: .english)
                    .problems.map { $0.cell + " " + $0.message }
            }
            let cycle = "organisation.parentCycle"
            #expect(try await problems([("A", "A")]) == ["D2 " + cycle])
            #expect(
                try await problems([("A", "B"), ("B", "C"), ("C", "A"), ("D", "A")])
                    == ["D2 " + cycle, "D3 " + cycle, "D4 " + cycle])
            let chain = try bodies(
                office, ["B", "C", ""].enumerated().map { [["A", "B", "C"][$0], "Department", $1, "", ""] })
            _ = try await office.useCases.carryOutImport(clerk, .organisations, file: chain, language: .english)
            #expect(try await problems([("C", "A")]) == ["D2 " + cycle])
            // The other way round as a whole is no circle.
            #expect(try await problems([("C", "B"), ("B", "A"), ("A", "D"), ("D", "")]).isEmpty)
        }
    }

    private static let personHeader = ["User name", "Name", "Role", "Pairing", "Side", "Body", "Province"]

    @Test("The same workbook creates with one administrator and grants with the other", arguments: TestEngine.both)
    func people(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let useCases = office.useCases
            let system = try await office.caller("system", .systemAdmin)
            let security = try await office.caller("security", .securityAdmin)
            let file = try Self.workbook([
                Self.personHeader,
                ["chen", "Chen Qing", "Cooperation office", office.own.code, "Old base area", "", ""],
                ["Lin.An", "Lin An", "observer", "", "", "", ""],
            ])
            let early = try await useCases.checkImport(security, .users, file: file, language: .english)
            #expect(early.problems.map(\.message) == ["import.personUnknown", "import.personUnknown"])
            let created = try await useCases.carryOutImport(system, .users, file: file, language: .english)
            #expect(created.links.map(\.user.username) == ["chen", "lin.an"])
            #expect(try await useCases.invitedUser(token: created.links[0].token).grants.isEmpty)
            let granted = try await useCases.carryOutImport(security, .users, file: file, language: .english)
            #expect(granted.check.count(.change) == 2 && granted.links.isEmpty)
            #expect(
                try await useCases.invitedUser(token: created.links[0].token).grants == [
                    .office(office.own.id, .oldArea)
                ])
            for caller in [system, security] {
                let again = try await useCases.checkImport(caller, .users, file: file, language: .english)
                #expect(again.count(.unchanged) == 2, "\(caller.label)")
            }
        }
    }

    @Test("A phone book goes out masked and comes back unchanged")
    func contacts() async throws {
        try await Office.open(.sqlite) { office in
            let useCases = office.useCases
            let clerk = try await office.officeOf(office.own)
            let id = try await useCases.addContact(clerk, pairing: office.own.code, ContactTests.fields)
            let masked = try await useCases.exportContacts(
                clerk, pairing: office.own.code, revealed: false, language: .chinese)
            let check = try await useCases.carryOutImport(clerk, .contacts, file: masked, language: .chinese)
            #expect(check.check.count(.unchanged) == 1 && check.check.lines.count == 1)
            #expect(try await useCases.revealContact(clerk, id: id.text).phone == "138 1234 5678")
            _ = try await useCases.exportContacts(
                clerk, pairing: office.own.code, revealed: true, language: .chinese)
            #expect(try await office.history("contact", id.text).count { $0 == "contact.reveal" } == 2)
        }
    }

    @Test("A thousand rows come in at once")
    func many() async throws {
        try await Office.open(.sqlite) { office in
            let clerk = try await office.officeOf(office.own)
            let file = try bodies(office, (1...1_000).map { ["Bureau \($0)", "Department", "", "", ""] })
            let result = try await office.useCases.carryOutImport(
                clerk, .organisations, file: file, language: .english)
            #expect(result.check.count(.create) == 1_000)
            #expect(try await office.useCases.organisationCount(clerk, OrganisationQuery()) == 1_000)
        }
    }

    @Test("What is no workbook, or lacks a column, is said so")
    func unreadable() async throws {
        try await Office.open(.sqlite) { office in
            let clerk = try await office.officeOf(office.own)
            let failure = ValidationFailure(field: "file", message: "import.unreadable")
            #expect(
                try await cause {
                    _ = try await office.useCases.checkImport(
                        clerk, .organisations, file: Array("hello".utf8), language: .english)
                } == .invalid([failure]))
            let check = try await office.useCases.checkImport(
                clerk, .organisations, file: try Self.workbook([["Name"], ["A"]]), language: .english)
            #expect(check.problems.map(\.message) == ["import.columnMissing"])
            let template = try await office.useCases.importTemplate(.contacts, language: .chinese)
            let blank = try await office.useCases.checkImport(
                clerk, .contacts, file: template, language: .english)
            #expect(blank.problems.map(\.message) == ["import.noRows"])
        }
    }

    @Test("A workbook of too many rows is refused before it is looked at, one row less is not")
    func tooManyRows() async throws {
        try await Office.open(.sqlite) { office in
            let clerk = try await office.officeOf(office.own)
            func rows(_ count: Int) throws -> [UInt8] {
                try bodies(office, (1...count).map { ["Bureau \($0)", "Department", "", "", ""] })
            }
            let failure = ValidationFailure(field: "file", message: "import.tooLarge")
            let (many, most) = (try rows(5_001), try rows(5_000))
            let attempts: [() async throws -> Void] = [
                { _ = try await office.useCases.checkImport(clerk, .organisations, file: many, language: .english) },
                { _ = try await office.useCases.correctImport(clerk, .organisations, file: many, language: .english) },
                { _ = try await office.useCases.carryOutImport(clerk, .organisations, file: many, language: .english) },
            ]
            for attempt in attempts { #expect(try await cause(of: attempt) == .invalid([failure])) }
            let check = try await office.useCases.checkImport(
                clerk, .organisations, file: most, language: .english)
            #expect(check.count(.create) == 5_000)
        }
    }

    @Test("A pairing is found by its code and by the names of its parties however they are joined")
    func pairingNames() async throws {
        try await Office.open(.sqlite) { office in
            let security = try await office.caller("security", .securityAdmin)
            let system = try await office.caller("system", .systemAdmin)
            _ = try await office.useCases.invitePerson(system, NewPerson(username: "lin", displayName: "Lin"))
            func check(_ pairing: String) async throws -> ImportCheck {
                let file = try Self.workbook([
                    Self.personHeader, ["lin", "Lin", "Cooperation office", pairing, "Old base area", "", ""],
                ])
                return try await office.useCases.checkImport(security, .users, file: file, language: .chinese)
            }
            let (old, east) = (office.own.oldArea.name, office.own.eastern.name)
            for spelt in [office.own.code, "HOME-AWAY", old + east, old + " - " + east, "Ash\u{2014}Birch"] {
                #expect(try await check(spelt).lines.first?.changes == ["role"], "\(spelt)")
            }
            let near = try await check("Ash \u{2013} Birhc").problems.first
            #expect(near?.cell == "D2" && near?.message == "import.pairingUnknown")
            #expect(near?.proposal == "Ash \u{2013} Birch")
            #expect(try await check("ash-brich").problems.first?.proposal == "ash-birch")
            #expect(try await check("nothing like it").problems.first?.proposal == nil)
            // Two are alike near: neither is proposed.
            #expect(nearest("Heath", ["Death", "Beath"]) == nil && nearest("Heath", ["Heat", "Beath"]) != nil)
        }
    }

    @Test("A log-in name of two people is a problem by its cell, one of several roles is not")
    func doubledNames() async throws {
        try await Office.open(.sqlite) { office in
            let code = office.own.code
            let file = try Self.workbook([
                Self.personHeader, ["lin", "Lin An", "Cooperation office", code, "Old base area", "", ""],
                ["lin", "Li Na", "", "", "", "", ""], ["LIN", "Lin An", "Observer", code, "", "", ""],
                ["lin", "Lin An", "Observer", code, "", "", ""], ["lin", "Lin An", "", "", "", "", ""],
            ])
            for caller in [
                try await office.caller("system", .systemAdmin),
                try await office.caller("delegate", .pairingAdmin(office.own.id)),
            ] {
                let check = try await office.useCases.checkImport(caller, .users, file: file, language: .english)
                #expect(
                    check.problems.map { $0.cell + " " + $0.message } == [
                        "A3 import.usernameTwice", "A5 import.twice", "A6 import.twice",
                    ], "\(caller.label)")
            }
        }
    }

    @Test("Each role that the importing administrator may not grant is said by its cell")
    func rolesThatWait() async throws {
        try await Office.open(.sqlite) { office in
            let useCases = office.useCases
            let code = office.own.code
            let system = try await office.caller("system", .systemAdmin)
            let security = try await office.caller("security", .securityAdmin)
            let file = try Self.workbook([
                Self.personHeader, ["lin", "Lin An", "Cooperation office", code, "Old base area", "", ""],
                ["lin", "Lin An", "Observer", code, "", "", ""], ["chen", "Chen", "", "", "", "", ""],
            ])
            let check = try await useCases.carryOutImport(system, .users, file: file, language: .english).check
            #expect(check.notes.map { $0.cell + " " + $0.message } == ["C2 import.roleWaits", "C3 import.roleWaits"])
            let later = try await useCases.checkImport(system, .users, file: file, language: .english)
            #expect(later.notes.count == 2 && later.count(.unchanged) == 3)
            let granted = try await useCases.carryOutImport(security, .users, file: file, language: .english).check
            #expect(granted.notes.isEmpty && granted.count(.change) == 2)
            #expect(try await useCases.checkImport(system, .users, file: file, language: .english).notes.isEmpty)
        }
    }

    @Test("All proposals are applied at once, and what they bring to light too; the rest stays to be mended")
    func corrects() async throws {
        try await Office.open(.sqlite) { office in
            let clerk = try await office.officeOf(office.own)
            let place = office.own.oldArea.name
            let file = try Self.workbook([
                Self.bodyHeader + ["Own column"], ["Upper", place + "x", "Departmint", "", "", "", "kept"],
                ["Lower", place, "Park", "Uper", "", "", ""], ["Third", place, "Park", "", "", "someday", ""],
            ])
            let corrected = try await office.useCases.correctImport(
                clerk, .organisations, file: file, language: .english)
            #expect(corrected.check.problems.map(\.cell) == ["F4"])
            let sheet = try readXLSX(corrected.file)
            #expect(
                sheet.rows[1].prefix(3) == ["Upper", place, "Department"] && sheet.text(row: 1, column: 6) == "kept")
            #expect(sheet.text(row: 2, column: 3) == "Upper")
            #expect(try await office.useCases.organisationCount(clerk, OrganisationQuery()) == 0)
            let again = try await office.useCases.checkImport(
                clerk, .organisations, file: corrected.file, language: .english)
            #expect(again.problems == corrected.check.problems && again.lines == corrected.check.lines)
        }
    }
}
