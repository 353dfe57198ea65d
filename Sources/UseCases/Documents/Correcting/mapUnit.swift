// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
package import Domain

extension DraftEditor {
    /// Says which body a unit means, in one place or everywhere.
    mutating func mapUnit(
        _ place: DraftPlace?, _ name: DraftUnitName, to body: Identifier<Organisation>
    ) throws(ValidationFailure) {
        if case .area? = place { throw ValidationFailure(field: "place", message: "correction.areaWithoutUnits") }
        if case .task(let area, let task)? = place { try requireTask(area, task) }
        if case .safeguard(let safeguard)? = place { try requireSafeguard(safeguard) }
        var count = 0
        edit { draft in
            draft.changeUnits { other, units in
                guard place == nil || place == other else { return }
                for index in units.expanded.indices where units.expanded[index].isNamed(name) {
                    units.expanded[index].organisation = body
                    units.expanded[index].isUncertain = false
                    count += 1
                }
            }
        }
        guard count > 0 else { throw ValidationFailure(field: "unit", message: "correction.noSuchUnit") }
    }

    /// Replaces a printed unit in every list; the lists are read again, and what units of theirs mean is kept.
    mutating func replaceUnit(_ unit: String, by other: String) throws(ValidationFailure) {
        let other = other.trimmingWhitespace
        guard !other.isEmpty, other.count <= 200 else {
            throw ValidationFailure(field: "units", message: "correction.unitsUnread")
        }
        var places: [DraftPlace] = []
        edit { draft in
            draft.changeUnits { place, units in
                if units.printed.contains(unit) { places.append(place) }
            }
        }
        guard !places.isEmpty else { throw ValidationFailure(field: "unit", message: "correction.noSuchUnit") }
        for place in places {
            guard let units = draft.units(at: place) else { continue }
            try setUnits(place, joinedUnits(units.printed.map { $0 == unit ? other : $0 }))
        }
    }
}

extension DraftUnit {
    /// Whether it is this unit of this city; groups are none.
    func isNamed(_ name: DraftUnitName) -> Bool {
        if case .unit(let city) = bearer { return unit == name.unit && city == name.city }
        return false
    }

    /// nil for groups.
    var name: DraftUnitName? {
        if case .unit(let city) = bearer { return DraftUnitName(unit: unit, city: city) }
        return nil
    }
}

extension PlanDraft {
    /// Goes through the units of all tasks and safeguards.
    mutating func changeUnits(_ body: (DraftPlace, inout DraftResponsibility) -> Void) {
        for area in areas.indices {
            for task in areas[area].tasks.indices {
                body(.task(area: area, task: task), &areas[area].tasks[task].responsible)
            }
        }
        for index in safeguards.indices { body(.safeguard(index), &safeguards[index].responsible) }
    }

    /// The units of a place; nil where there is none, or an area.
    package func units(at place: DraftPlace) -> DraftResponsibility? {
        switch place {
        case .area: return nil
        case .task(let area, let task):
            guard areas.indices.contains(area), areas[area].tasks.indices.contains(task) else { return nil }
            return areas[area].tasks[task].responsible
        case .safeguard(let index):
            return safeguards.indices.contains(index) ? safeguards[index].responsible : nil
        }
    }

    /// All places with units, and their units.
    var unitLists: [(place: DraftPlace, units: DraftResponsibility)] {
        var lists: [(DraftPlace, DraftResponsibility)] = []
        for (area, element) in areas.enumerated() {
            for (task, inner) in element.tasks.enumerated() {
                lists.append((.task(area: area, task: task), inner.responsible))
            }
        }
        return lists + safeguards.enumerated().map { (.safeguard($0), $1.responsible) }
    }
}
