// SPDX-License-Identifier: Apache-2.0
package import Domain

extension DocumentReader {
    /// The units that a cell of a table names, as those of a document's list are read: labels, verbs and marks say who
    /// leads, "both cities" and the names of cities whose they are. `cities` are the two full names, the old area's
    /// first; a unit that names none is one of `city`, or, where that is nil, of both, which leaves a doubt.
    package func readUnits(
        inCell cell: String, of cities: [String], city: Int? = nil, role: DutyRole? = nil
    ) -> [DraftUnit] {
        var text = RepairedText()
        text.scalars = withoutGaps(Scalars(text: cell))
        let range = text.trim(text.all)
        guard !range.isEmpty, !TableGrammar.emptyCells.contains(text.scalars, range),
            !TableGrammar.sameAsAbove.contains(text.scalars, range)
        else { return [] }
        let group = BracketGroup(range: range, content: range, isUnbalanced: false, next: range.upperBound)
        guard let list = readUnitList(text.scalars, group, in: range) else { return [] }
        var context = UnitContext()
        context.cities = cities.map { CityName(Scalars(text: $0)) }
        context.defaultCities = city.map { [$0] } ?? Array(cities.indices)
        context.isOneSided = city != nil
        return UnitExpander(text, context).expand(list).map { unit in
            var unit = unit
            unit.role = unit.role ?? role
            unit.unit = unit.unit.filter { !$0.isNewline }
            return unit
        }
    }

    /// Several spaces in a row, or a wide one, stand between units as a comma does.
    private func withoutGaps(_ scalars: Scalars) -> Scalars {
        var result = Scalars()
        var at = 0
        while at < scalars.count {
            guard scalars[at].is(.space), !scalars[at].is(.newline) else {
                result.append(scalars[at])
                at += 1
                continue
            }
            var end = at
            while end < scalars.count, scalars[end].is(.space), !scalars[end].is(.newline) { end += 1 }
            let isInside = !result.isEmpty && end < scalars.count && !scalars[end].is(.newline)
            let isWide = end - at > 1 || scalars[at] == 0x3000
            if isInside { result.append(isWide && scalars[end].is(.han) ? Sign.pauseMark : 0x20) }
            at = end
        }
        return result
    }
}
