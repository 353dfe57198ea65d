// SPDX-License-Identifier: Apache-2.0
package import Domain

extension StagePlan {
    /// The day since which a row stands where it stands: that of its last step, or of its entry where it has none. nil
    /// where nobody waits for it to move: at an end, or where the register allows any time.
    package func standsSince(at stage: String?, _ steps: [StageStep], entered: CalendarDate) -> CalendarDate? {
        guard alarmDays != nil, let stage, !final.contains(stage) else { return nil }
        return steps.last.flatMap { CalendarDate(dayNumber: $0.day) } ?? entered
    }

    /// Rows that stand since a day before this one stand for too long; nil where any time is allowed.
    func patienceEnd(on today: CalendarDate) -> CalendarDate? {
        alarmDays.flatMap { CalendarDate(dayNumber: today.dayNumber - Int64($0)) }
    }
}
