// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension UseCases {
    /// Adds one of the year's key undertakings to a list, with those who steer it. Throws invalid.
    package func addSpecial(_ caller: Caller, plan id: String, title: String, steering: String) async throws {
        try await write(caller) { connection in
            var desk = try findYearPlan(toChange: id, caller, connection)
            let present = try specials(of: desk)
            let title = title.trimmingWhitespace
            var failures: [ValidationFailure] = []
            if !(1...200).contains(title.count) {
                failures.append(ValidationFailure(field: "title", message: "special.titleForm"))
            }
            if present.contains(where: { $0.title == title }) {
                failures.append(ValidationFailure(field: "title", message: "special.exists"))
            }
            if steering.count > 2_000 {
                failures.append(
                    ValidationFailure(field: "steering", message: "item.tooLong", arguments: ["longest": "2000"]))
            }
            guard failures.isEmpty else { throw UseCaseError("special", .invalid(failures)) }
            try YearPlanQueries(connection).insert(
                Special(
                    id: surroundings.identifier(), yearPlan: desk.plan.id, position: present.count + 1, title: title,
                    steering: steering.trimmingWhitespace))
            try touch(&desk)
            try record(
                connection, caller, "addSpecial", .yearPlan(desk.plan), after: ["title": title, "steering": steering])
        }
    }
}
