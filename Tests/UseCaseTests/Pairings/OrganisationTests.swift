// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import OfficeFiles
import SQLCore
import Storage
import Testing
import UseCases

@Suite("Bodies")
struct OrganisationTests {
    private func body(_ office: Office, _ name: String, by caller: Caller) async throws -> String {
        var new = NewOrganisation(
            name: name, kind: .department, place: office.own.oldArea.division.text)
        new.validFrom = "2015-01-01"
        return try await office.useCases.addOrganisation(caller, new).text
    }

    private func revision(_ office: Office, _ id: String) async throws -> Int {
        try await office.useCases.organisation(.local, id: id).revision
    }

    private func name(_ office: Office, _ id: String, on day: String) async throws -> String? {
        let id = try #require(Identifier<Organisation>(id))
        let day = try #require(CalendarDate(iso: day))
        return try await office.useCases.database.read { try OrganisationQueries($0).name(of: id, on: day) }
    }

    @Test("A renamed body is called by the name of the day that is asked about", arguments: TestEngine.both)
    func renames(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let clerk = try await office.officeOf(office.own)
            let id = try await body(office, "Poverty Office", by: clerk)
            try await office.useCases.renameOrganisation(
                clerk, id: id, revision: 1, to: "Revival Bureau", on: "2021-05-20")
            try await office.useCases.renameOrganisation(
                clerk, id: id, revision: 2, to: "Farming Bureau", on: "2023-12-01")
            for (day, expected) in [
                ("2010-01-01", "Poverty Office"), ("2021-05-19", "Poverty Office"), ("2021-05-20", "Revival Bureau"),
                ("2023-11-30", "Revival Bureau"), ("2023-12-01", "Farming Bureau"), ("2026-01-01", "Farming Bureau"),
            ] { #expect(try await name(office, id, on: day) == expected, "\(day)") }
            let detail = try await office.useCases.organisation(clerk, id: id)
            #expect(detail.names.map(\.validTo?.description) == ["2021-05-19", "2023-11-30", nil])
            var query = OrganisationQuery()
            for (day, expected) in [
                ("2020-01-01", "Poverty Office"), ("2022-01-01", "Revival Bureau"), (nil, "Farming Bureau"),
            ] {
                var dated = OrganisationQuery()
                dated.day = day
                let listed = try #require(try await office.useCases.organisations(clerk, dated).items.first)
                #expect(listed.name == expected && listed.organisation.name == "Farming Bureau")
                let file = try await office.useCases.exportOrganisations(clerk, dated, language: .english)
                let row = try readXLSX(file).rows[1]
                #expect(row[0] == expected && (day == nil) == (row.count == 8))
            }
            query.text = "poverty"
            #expect(try await office.useCases.organisations(clerk, query).items.map(\.organisation.id.text) == [id])
            #expect(
                try await office.history("organisation", id) == [
                    "organisation.add", "organisation.rename", "organisation.rename",
                ])
        }
    }

    @Test(
        "A rename that can't be is refused and writes nothing",
        arguments: [
            ("New", "2014-12-31", "organisation.dayTooEarly"), ("New", "9000-01-01", "organisation.dayToCome"),
            ("New", "soon", "correction.dateForm"), ("", "2020-01-01", "organisation.nameForm"),
            ("Old", "2020-01-01", "organisation.nameSame"), ("Other", "2020-01-01", "organisation.nameTaken"),
        ])
    func refusesRename(name: String, day: String, message: String) async throws {
        try await Office.open(.sqlite) { office in
            let clerk = try await office.officeOf(office.own)
            let id = try await body(office, "Old", by: clerk)
            _ = try await body(office, "Other", by: clerk)
            let before = try await office.useCases.organisation(clerk, id: id)
            let refusal = try await cause {
                try await office.useCases.renameOrganisation(clerk, id: id, revision: 1, to: name, on: day)
            }
            guard case .invalid(let failures)? = refusal else {
                Issue.record("not refused")
                return
            }
            #expect(failures.map(\.message) == [message])
            let after = try await office.useCases.organisation(clerk, id: id)
            #expect(after.revision == before.revision && after.organisation == before.organisation)
        }
    }

    @Test(
        "After a merger duties and people are the successor's, and the plan still prints the old name",
        arguments: TestEngine.both)
    func merges(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let clerk = try await office.officeOf(office.own)
            _ = try await office.adopt(by: clerk)
            var query = TaskQuery()
            let tasks = try await office.useCases.tasks(clerk, query).items
            let duty = try #require(
                tasks.flatMap(\.responsibilities).first { $0.side == .oldArea && $0.organisation != nil })
            let old = try #require(duty.organisation).text
            query.organisation = old
            let count = try await office.useCases.taskCount(clerk, query)
            #expect(count > 0)
            let heir = try await body(office, "Great Bureau", by: clerk)
            let worker = try await office.caller(
                "worker", .unit(try #require(duty.organisation), office.own.id, .oldArea))
            try await office.useCases.mergeOrganisation(
                clerk, id: old, revision: try await revision(office, old), into: heir, on: "2024-03-01")
            query.organisation = heir
            #expect(try await office.useCases.taskCount(clerk, query) == count)
            #expect(try await counts(office, heir, by: clerk) == [count, count])
            let printed = try await office.useCases.tasks(clerk, query).items.flatMap(\.responsibilities).map(\.unit)
            #expect(printed.contains(duty.unit))
            let task = try #require(try await office.useCases.tasks(clerk, query).items.first).id.text
            let names = try await office.useCases.task(clerk, id: task).presentNames
            #expect(names[try #require(duty.organisation)] == "Great Bureau")
            let person = try await office.useCases.person(.local, id: try #require(worker.user).id.text)
            #expect(person.roles.map(\.organisation) == ["Great Bureau"])
            #expect(person.assignments.map { $0.to == nil } == [false, true])
            let ended = try await office.useCases.organisation(clerk, id: old)
            #expect(ended.organisation.validTo?.description == "2024-02-29")
            #expect(ended.successors.map(\.organisation.id.text) == [heir])
            // A document that prints the old name later lays the duty on the successor.
            _ = try await office.adopt(by: clerk)
            let later = try await office.useCases.tasks(clerk, query).items.flatMap(\.responsibilities)
            #expect(later.contains { $0.organisation?.text == heir && $0.unit == duty.unit })
        }
    }

    /// The number of tasks that the page of a body shows, and that of the list.
    private func counts(_ office: Office, _ id: String, by caller: Caller) async throws -> [Int] {
        let lines = try await office.useCases.organisations(caller, OrganisationQuery()).items
        return [
            try await office.useCases.organisation(caller, id: id).taskCount,
            try #require(lines.first { $0.organisation.id.text == id }).taskCount,
        ]
    }

    @Test("A task that names both of two merged bodies counts once", arguments: TestEngine.both)
    func countsOnce(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let clerk = try await office.officeOf(office.own)
            _ = try await office.adopt(by: clerk)
            let named = try await office.useCases.tasks(clerk, TaskQuery()).items.compactMap { task in
                let bodies = Set(task.responsibilities.filter { $0.side == .oldArea }.compactMap(\.organisation))
                return bodies.count > 1 ? bodies.sorted().map(\.text) : nil
            }
            let both = try #require(named.first)
            try await office.useCases.mergeOrganisation(
                clerk, id: both[0], revision: try await revision(office, both[0]), into: both[1], on: "2024-03-01")
            var query = TaskQuery()
            query.organisation = both[1]
            let count = try await office.useCases.taskCount(clerk, query)
            #expect(count > 0)
            #expect(try await counts(office, both[1], by: clerk) == [count, count])
        }
    }

    @Test("A body that is split and does not go on leaves its duties to all of the new ones")
    func splits() async throws {
        try await Office.open(.sqlite) { office in
            let clerk = try await office.officeOf(office.own)
            let id = try await body(office, "Both", by: clerk)
            let worker = try await office.caller(
                "worker", .unit(try #require(Identifier(id)), office.own.id, .oldArea))
            let new = try await office.useCases.splitOrganisation(
                clerk, id: id, revision: 1, into: ["One", "Two"], goesOn: false, on: "2024-03-01")
            #expect(new.count == 2)
            let detail = try await office.useCases.organisation(clerk, id: id)
            #expect(detail.successors.map(\.organisation.name).sorted() == ["One", "Two"])
            #expect(detail.organisation.validTo?.description == "2024-02-29")
            let person = try await office.useCases.person(.local, id: try #require(worker.user).id.text)
            #expect(person.roles.map(\.organisation) == ["One"])
            #expect(
                try await cause {
                    try await office.useCases.renameOrganisation(
                        clerk, id: id, revision: detail.revision, to: "Again", on: "2025-01-01")
                } == .conflict(reason: "organisation.ended"))
        }
    }

    @Test(
        "A body that only a document named is taken for a known one with all that is its",
        arguments: TestEngine.both)
    func absorbs(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let clerk = try await office.officeOf(office.own)
            _ = try await office.adopt(by: clerk)
            var unconfirmed = OrganisationQuery()
            unconfirmed.isUnconfirmed = true
            unconfirmed.place = office.own.oldArea.division.text
            let found = try await office.useCases.organisations(clerk, unconfirmed).items
            let doubled = try #require(found.first { $0.taskCount > 0 })
            let kept = try await body(office, "Known Bureau", by: clerk)
            try await office.useCases.absorbOrganisation(
                clerk, id: doubled.organisation.id.text, revision: doubled.revision, into: kept)
            let detail = try await office.useCases.organisation(clerk, id: kept)
            #expect(detail.taskCount == doubled.taskCount)
            #expect(detail.organisation.aliases.contains(doubled.organisation.name))
            #expect(
                try await cause {
                    _ = try await office.useCases.organisation(clerk, id: doubled.organisation.id.text)
                } == .notFound)
        }
    }

    @Test("A body never stands under itself")
    func refusesCycles() async throws {
        try await Office.open(.sqlite) { office in
            let clerk = try await office.officeOf(office.own)
            let (upper, lower) = (
                try await body(office, "Upper", by: clerk), try await body(office, "Lower", by: clerk)
            )
            try await office.useCases.editOrganisation(
                clerk, id: lower, Edit(revision: 1, values: ["parent": upper]))
            for parent in [lower, upper] {
                let refusal = try await cause {
                    try await office.useCases.editOrganisation(
                        clerk, id: upper, Edit(revision: 1, values: ["parent": parent]))
                }
                let failure = ValidationFailure(field: "parent", message: "organisation.parentCycle")
                #expect(refusal == .invalid([failure]), "\(parent == lower)")
            }
            #expect(try await office.useCases.organisation(clerk, id: upper).children.map(\.id.text) == [lower])
        }
    }

    @Test("Another side's bodies are seen and not changed")
    func permissions() async throws {
        try await Office.open(.sqlite) { office in
            let clerk = try await office.officeOf(office.own)
            let id = try await body(office, "Ours", by: clerk)
            let strangers = [
                try await office.officeOf(office.own, .eastern), try await office.officeOf(office.foreign),
                try await office.caller("auditor", .auditAdmin), try await office.caller("reader", .observer(nil)),
            ]
            for stranger in strangers {
                #expect(try await !office.useCases.organisation(stranger, id: id).mayManage)
                let refusal = try await cause {
                    try await office.useCases.renameOrganisation(
                        stranger, id: id, revision: 1, to: "Theirs", on: "2024-01-01")
                }
                guard case .forbidden? = refusal else {
                    Issue.record("\(stranger.label) was not refused")
                    return
                }
            }
            #expect(try await revision(office, id) == 1)
        }
    }

    @Test("A list goes on where the page before ended, and each body stands in it once", arguments: TestEngine.both)
    func pages(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let clerk = try await office.officeOf(office.own)
            for number in 0..<23 { _ = try await body(office, "Bureau \(number)", by: clerk) }
            var query = OrganisationQuery()
            query.limit = 5
            var names: [String] = []
            repeat {
                let page = try await office.useCases.organisations(clerk, query)
                names += page.items.map(\.organisation.name)
                query.after = page.next
            } while query.after != nil
            #expect(names.count == 23 && Set(names).count == 23)
            query.day = "2014-01-01"
            #expect(try await office.useCases.organisationCount(clerk, query) == 0)
        }
    }

    @Test("An index gives the directory's order: no page sorts it or begins at its first body")
    func plans() async throws {
        try await Office.open(.sqlite) { office in
            let place = try #require(OrganisationPosition(values: ["930100", "Bureau", office.own.id.text]))
            let cases: [(OrganisationFilter, OrganisationPosition?, String)] = [
                (OrganisationFilter(), nil, "organisation_order"),
                (OrganisationFilter(), place, "SEARCH o USING INDEX organisation_order"),
                (OrganisationFilter(isConfirmed: false), nil, "SEARCH o USING INDEX organisation_confirmed"),
            ]
            for (filter, after, index) in cases {
                let steps = try await office.useCases.database.read {
                    try OrganisationQueries($0).explain(filter, after: after)
                }
                #expect(steps.count == 1 && steps[0].contains(index), "\(steps)")
            }
        }
    }
}
