// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage
import UseCases

extension MatrixBuilder {
    /// Two yearly lists of the place, made by its offices.
    func addWork(to place: inout MatrixPlace) async throws {
        let number = place.relation.rawValue
        let own = try await officer("keeper-\(number)")
        let other = try await officer("counterpart-\(number)")
        let lead = place.side == .oldArea ? "oldAreaLead" : "easternLead"
        let body = "Body \(number)"
        func start(_ year: Int, _ items: [[String: String]]) async throws -> (String, [Identifier<WorkItem>]) {
            let plan = try await useCases.startYearPlan(
                own,
                YearPlanStart(
                    pairing: place.pairing.code, year: year, takesTasks: false, takesUnfinished: false,
                    takesSafeguards: false)
            ).text
            return (plan, try await useCases.addItems(own, plan: plan, items))
        }
        let (agreed, items) = try await start(
            2025 + number, [["title": "One", lead: body, "q1": "First"], ["title": "Two", lead: body]])
        for caller in [own, other] {
            let revision = try await useCases.yearPlan(caller, id: agreed).plan.revision
            try await useCases.agreeYearPlan(caller, id: agreed, revision: revision)
        }
        (place.yearPlan, place.item) = (agreed, items[0].text)
        place.milestone =
            try await useCases.item(own, id: place.item).line.milestones.first?.id.text ?? ""
        place.leg = try await useCases.item(own, id: items[1].text).shares.first?.leg.id.text ?? ""
        let (draft, drafted) = try await start(2022 + number, [["title": "One", lead: body]])
        (place.draftPlan, place.draftItem) = (draft, drafted[0].text)
        _ = try await useCases.importTaskRows(
            own, plan: draft, [TaskSheetRow(place: "1", values: ["title": "Two", lead: body])], source: "table.xlsx")
        place.halfPlan = try await start(2024 + min(number, 2) * 3, [["title": "One", lead: body]]).0
        let oldArea = place.side == .oldArea ? own : other
        try await useCases.agreeYearPlan(oldArea, id: place.halfPlan, revision: 2)
    }

    /// What the visit of this side decided for its body, in a year that got its list later.
    func addDecision(to place: inout MatrixPlace) async throws {
        let number = place.relation.rawValue
        let (keeper, year) = (try await officer("keeper-\(number)"), number == 0 ? 2029 : 2031)
        place.decision = try await useCases.addDecision(
            keeper, meeting: place.entry,
            NewDecision(
                matter: "Decision \(number)", side: place.side.rawValue, unit: "Body \(number)",
                deadline: "\(year)-06-01")
        ).text
        _ = try await useCases.startYearPlan(
            keeper,
            YearPlanStart(
                pairing: place.pairing.code, year: year, takesTasks: false, takesUnfinished: false,
                takesSafeguards: false))
        place.calendar = try await useCases.openCalendar(keeper, pairing: place.pairing.code)
    }

    func officer(_ name: String) async throws -> Caller {
        try await useCases.database.read { connection in
            guard let account = try AccountQueries(connection).find(username: name) else {
                throw TestSite.Missing(name)
            }
            return Caller(who: .user(account.user))
        }
    }
}
