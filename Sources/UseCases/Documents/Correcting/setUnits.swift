// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
import Domain

extension DraftEditor {
    /// Replaces the units of a task or safeguard by a list as it would be printed between the brackets; an empty list
    /// says that nobody is named.
    mutating func setUnits(_ place: DraftPlace, _ list: String) throws(ValidationFailure) {
        let list = list.trimmingWhitespace
        guard list.count <= 4_000 else { throw ValidationFailure(field: "units", message: "correction.unitsTooLong") }
        var units = list.isEmpty ? DraftResponsibility() : reader.units(list)
        guard list.isEmpty || !units.printed.isEmpty else {
            throw ValidationFailure(field: "units", message: "correction.unitsUnread")
        }
        // What a clerk said of a unit that stays in the list still holds.
        let known = draft.units(at: place)?.expanded.filter { $0.organisation != nil } ?? []
        for index in units.expanded.indices {
            let same = known.first {
                $0.unit == units.expanded[index].unit && $0.bearer == units.expanded[index].bearer
            }
            units.expanded[index].organisation = same?.organisation
        }
        switch place {
        case .area: throw ValidationFailure(field: "place", message: "correction.areaWithoutUnits")
        case .task(let area, let task):
            try requireTask(area, task)
            // The printed list stays the place that the units come from, also where its print was corrected.
            units.sources = draft.areas[area].tasks[task].responsible.sources
            edit { draft in
                draft.areas[area].tasks[task].responsible = units
                draft.areas[area].tasks[task].doubts.removeAll { $0.code.hasPrefix("unit") }
            }
        case .safeguard(let safeguard):
            try requireSafeguard(safeguard)
            units.sources = draft.safeguards[safeguard].responsible.sources
            edit { $0.safeguards[safeguard].responsible = units }
        }
    }
}
