// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore
import Storage

extension UseCases {
    /// Sets when a pairing's cycles open by themselves and how its bodies are chased. Throws notFound, forbidden, stale,
    /// invalid.
    package func keepFilingRule(_ caller: Caller, pairing code: String, _ fields: [String: String]) async throws {
        try await write(caller) { connection in
            guard let pairing = try PairingQueries(connection).find(code: code),
                let scope = try PairingScope.load(pairing.id, connection)
            else { throw UseCaseError("cycle", .notFound) }
            try caller.require(.planWork, on: RuleObject(pairing: scope), "cycle", knowing: .readWork)
            let queries = FilingCycleQueries(connection)
            let before = try queries.rules(pairing.id).first ?? FilingRule(pairing: pairing.id)
            guard Int(fields["revision"] ?? "") == before.revision else {
                throw UseCaseError("cycle", .stale(revision: before.revision))
            }
            var rule = before
            var failures: [ValidationFailure] = []
            func number(_ name: String, _ range: ClosedRange<Int>) -> Int? {
                if let number = Int(fields[name] ?? ""), range.contains(number) { return number }
                failures.append(
                    ValidationFailure(
                        field: name, message: "cycle.daysForm",
                        arguments: ["least": String(range.lowerBound), "most": String(range.upperBound)]))
                return nil
            }
            rule.opens = !(fields["opens"] ?? "").isEmpty
            rule.dueAfter = number("dueAfter", 3...60) ?? rule.dueAfter
            rule.closesAfter = number("closesAfter", rule.dueAfter...120) ?? rule.closesAfter
            rule.remindBefore = number("remindBefore", 0...30) ?? rule.remindBefore
            rule.remindEvery = number("remindEvery", 1...30) ?? rule.remindEvery
            rule.orderAfter = cleanText(fields["orderAfter"]) == nil ? nil : number("orderAfter", 1...90)
            guard failures.isEmpty else { throw UseCaseError("cycle", .invalid(failures)) }
            guard rule != before else { return }
            rule.revision += 1
            try queries.save(rule)
            let names = ["opens", "dueAfter", "closesAfter", "remindBefore", "remindEvery", "orderAfter"]
            try record(
                connection, caller, "setRule", .cycle(of: pairing),
                before: AuditFields(names.map { ($0, before.fields[$0]) }),
                after: AuditFields(names.map { ($0, rule.fields[$0]) }))
        }
    }
}

extension FilingRule {
    /// As its form shows it.
    package var fields: [String: String] {
        [
            "opens": opens ? "true" : "", "dueAfter": String(dueAfter), "closesAfter": String(closesAfter),
            "remindBefore": String(remindBefore), "remindEvery": String(remindEvery),
            "orderAfter": orderAfter.map { String($0) } ?? "",
        ]
    }
}
