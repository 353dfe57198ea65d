// SPDX-License-Identifier: Apache-2.0
package import Domain

/// What a move between two stages lacks.
///
/// A new row (`from` is nil) may begin at any stage, with the evidence of that stage. Forward moves are those that the
/// register lists; a move back, to a stage from which the present one can be reached, needs a reason. `field` is the
/// stage's.
package func checkMove(
    from: String?, to: String, plan: StagePlan, hasEvidence: Bool, reason: String?
) -> [FieldProblem] {
    func problem(_ key: String, _ arguments: [String: String] = [:]) -> [FieldProblem] {
        [FieldProblem(field: plan.field, weight: .error, messageKey: key, arguments: arguments)]
    }
    if from == to { return [] }
    if let from, !plan.next(from).contains(to) {
        guard plan.reaches(from, startingAt: to) else {
            return problem("entry.problem.moveNotAllowed", ["from": from, "to": to])
        }
        let isGiven = reason.map { !tidied($0).isEmpty } ?? false
        return isGiven ? [] : problem("entry.problem.moveNeedsReason", ["from": from, "to": to])
    }
    guard let evidence = plan.evidence[to], !hasEvidence else { return [] }
    return problem("entry.problem.moveNeedsEvidence", ["to": to, "evidence": evidence.chinese])
}

extension StagePlan {
    /// The warning about a row that stands at a stage whose evidence nobody has given, neither in words nor as a file;
    /// nil where there is nothing to warn of. Rows may begin at any stage, so that nothing is lost that is known.
    package func lackingEvidence(at stage: String?, _ steps: [StageStep], hasFiles: Bool) -> FieldProblem? {
        guard let stage, let evidence = evidence[stage], !hasFiles,
            !steps.contains(where: { $0.stage == stage && !$0.isBack && $0.note != nil })
        else { return nil }
        return FieldProblem(
            field: field, weight: .warning, messageKey: "entry.problem.lacksEvidence",
            arguments: ["to": stage, "evidence": evidence.chinese])
    }

    /// The stages to which a row may go on from one.
    package func next(_ stage: String) -> [String] { moves.filter { $0.from == stage }.flatMap(\.to) }

    /// Whether forward moves lead from `start` to `stage`.
    package func reaches(_ stage: String, startingAt start: String) -> Bool {
        var seen: Set<String> = [start]
        var open = [start]
        while let current = open.popLast() {
            for next in next(current) where seen.insert(next).inserted { open.append(next) }
        }
        return start != stage && seen.contains(stage)
    }

    /// Since how many days a row stands still, where that is too long; nil where it isn't, or the row is at an end.
    package func daysStalled(at stage: String, since: CalendarDate, on day: CalendarDate) -> Int? {
        guard let alarmDays, !final.contains(stage) else { return nil }
        let days = Int(day.dayNumber - since.dayNumber)
        return days > alarmDays ? days : nil
    }
}
