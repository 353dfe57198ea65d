// SPDX-License-Identifier: Apache-2.0
import Domain

/// What the document as a whole says about its units.
struct UnitContext {
    /// The cities of the pair, the old area's first; empty where the document is not about one pair.
    var cities: [CityName] = []
    /// The cities that hold where a list names none: both, or the one that issued the document.
    var defaultCities: [Int] = []
    /// One city issued the document, so that its units need no city.
    var isOneSided = false
    /// Counties and districts that the document pairs, each with its city.
    var districts: [(name: Scalars, city: Int)] = []
    /// The first unit of every list leads.
    var firstLeads = false
}

/// Resolves units as printed to the bodies of the cities.
final class UnitExpander {
    let text: RepairedText
    let context: UnitContext
    /// Where the document stands in the text.
    private let part: Range<Int>
    /// Groups with the bracket that defined them, by their wording.
    private var definitions: [String: String] = [:]
    /// Which cities the text names together with a park's name, by that name.
    private var homes: [String: [Int]] = [:]
    /// More look-ups than any document needs; keeps the work linear.
    private static let mostHomes = 200
    private let names: NameStore
    private let cityNames: [String]
    /// For each city where its name ends in the document, in full or short, in whatever width.
    private lazy var cityPlaces = context.cities.map { city in
        [city.short, city.full].flatMap { word in
            WordSet([String(text: word)]).all(in: text.scalars, part).map(\.range.upperBound)
        }
    }

    init(_ text: RepairedText, _ context: UnitContext, part: Range<Int>? = nil, names: NameStore = NameStore()) {
        (self.text, self.context, self.part, self.names) = (text, context, part ?? text.all, names)
        cityNames = context.cities.map(\.text)
    }

    /// The text of a range; a name that a document prints a hundred times is kept once.
    func name(_ range: Range<Int>) -> String { names.name(text.scalars, range) }

    func expand(_ list: UnitList) -> [DraftUnit] {
        var run = ListRun()
        var units: [DraftUnit] = []
        let leads = (context.firstLeads || list.firstLeads) && !list.items.contains { $0.role != nil }
        for (index, item) in list.items.enumerated() {
            let role = leads ? (index == 0 ? DutyRole.lead : .cooperate) : item.role
            for unit in expand(item, &run) {
                var unit = unit
                unit.role = role
                units.append(unit)
            }
        }
        return units
    }

    /// What the items before have settled for those that follow in the list.
    private struct ListRun {
        var cities: [Int] = []
        /// Cities named without a unit, which wait for the next.
        var waiting: [Int] = []
    }

    private func expand(_ item: UnitList.Item, _ run: inout ListRun) -> [DraftUnit] {
        var range = item.range
        let definition = takeDefinition(&range)
        if let end = UnitGrammar.openEnds.suffix(of: text.scalars, range) {
            range = range.lowerBound..<end.range.lowerBound
        }
        guard !range.isEmpty else { return [] }
        let prefix = takePrefix(&range)
        var units: [DraftUnit]
        switch prefix {
        case .cities(let cities) where range.isEmpty:
            run.waiting = cities
            return cities.count > 1 ? [group(.cities, cities, item.range)] : []
        case .cities(let cities):
            let named = cities.count == 1 ? cities[0] : nil
            if let named, isInstitution(range) {
                return mark([body(named, item.range.lowerBound..<range.upperBound)], item)
            }
            run.cities = named.map { run.waiting + [$0] } ?? cities
            units = resolve(range, run.cities, isInherited: false)
        case .outside:
            run.waiting = []
            return mark([body(cityInside(range), range)], item)
        case .none:
            if let owner = item.owner.flatMap({ cityPrefix($0) }) { run.cities = [owner.index] }
            if let rank = cityOfRank(range) { run.cities = [rank] }
            units = resolve(range, run.cities, isInherited: true)
        }
        run.waiting = []
        remember(definition, of: range, in: &units)
        return mark(units, item)
    }

    /// Of a prefecture and a city, the one whose rank a unit bears in its name.
    private func cityOfRank(_ range: Range<Int>) -> Int? {
        guard context.cities.count == 2, isMunicipal(range) else { return nil }
        let ranks = context.cities.map { $0.full.last }
        guard ranks[0] != ranks[1] else { return nil }
        return ranks.firstIndex(of: text[range.lowerBound])
    }

    /// The one of the pair that is a prefecture, where the other is none.
    private var onlyPrefecture: Int? {
        let prefectures = context.cities.indices.filter { context.cities[$0].full.last != UnitGrammar.cityWord }
        return context.cities.count == 2 && prefectures.count == 1 ? prefectures[0] : nil
    }

    /// The city whose name stands inside the name of a body of the nation or a province.
    private func cityInside(_ range: Range<Int>) -> Int? {
        context.cities.firstIndex { stands($0.full, in: range) }
    }

    private func stands(_ word: Scalars, in range: Range<Int>) -> Bool {
        guard let first = word.first?.folded, range.count >= word.count else { return false }
        return (range.lowerBound...(range.upperBound - word.count)).contains { start in
            text[start].folded == first && word.indices.allSatisfy { text[start + $0].folded == word[$0].folded }
        }
    }

    /// A body of a league or a society whose name holds the rank behind its first character.
    private func bearsRank(_ range: Range<Int>) -> Bool {
        guard UnitGrammar.falseRanks.prefix(of: text.scalars, range) == nil else { return false }
        return range.prefix(2).dropFirst().contains {
            text[$0] == UnitGrammar.cityWord || text[$0] == UnitGrammar.prefectureWord
        }
    }

    /// Does a name begin with the word for the rank of its city, and not with a word that only looks like it?
    private func isMunicipal(_ range: Range<Int>) -> Bool {
        let first = text[range.lowerBound]
        return (first == UnitGrammar.cityWord || first == UnitGrammar.prefectureWord || isRankOfCounty(first))
            && UnitGrammar.falseMunicipal.prefix(of: text.scalars, range) == nil
    }

    /// Is it the rank of one of the two, where counties or districts are paired?
    private func isRankOfCounty(_ scalar: UInt32) -> Bool {
        UnitGrammar.districtWords.contains(scalar) && context.cities.contains { $0.full.last == scalar }
    }

    private func mark(_ units: [DraftUnit], _ item: UnitList.Item) -> [DraftUnit] {
        units.map { unit in
            var unit = unit
            unit.isOpenList = item.isOpen
            return unit
        }
    }

    // MARK: Prefixes

    private enum Prefix {
        case none
        case cities([Int])
        /// A body of the nation or of a province.
        case outside
    }

    private func takePrefix(_ range: inout Range<Int>) -> Prefix {
        let scalars = text.scalars
        if let both = UnitGrammar.bothCities.prefix(of: scalars, range) {
            range = both.range.upperBound..<range.upperBound
            if UnitGrammar.truncatedMarket.prefix(of: scalars, range) != nil {
                range = (range.lowerBound - 1)..<range.upperBound
            }
            takeSubordinate(&range)
            return .cities(Array(context.cities.indices))
        }
        if let city = cityPrefix(range) {
            range = (range.lowerBound + city.length)..<range.upperBound
            var cities = [city.index]
            if let joiner = UnitGrammar.joiners.prefix(of: scalars, range),
                let next = cityPrefix(joiner.range.upperBound..<range.upperBound)
            {
                cities.append(next.index)
                range = (joiner.range.upperBound + next.length)..<range.upperBound
            }
            if let both = UnitGrammar.bothCities.prefix(of: scalars, range) {
                range = both.range.upperBound..<range.upperBound
                cities = Array(context.cities.indices)
            }
            takeSubordinate(&range)
            return .cities(cities)
        }
        if UnitGrammar.bothProvinces.prefix(of: scalars, range) != nil { return .outside }
        if UnitGrammar.group(scalars, range) == nil, UnitGrammar.nationalHeads.prefix(of: scalars, range) != nil,
            UnitGrammar.departmentsOfField.suffix(of: scalars, range) == nil
        {
            return .outside
        }
        let province = range.prefix(5).dropFirst(1).contains { scalars[$0] == UnitGrammar.provinceWord }
        return province && UnitGrammar.group(scalars, range) == nil ? .outside : .none
    }

    /// A city at the beginning of a name, in full or short; the short form takes no character of a longer name.
    private func cityPrefix(_ range: Range<Int>) -> (index: Int, length: Int)? {
        for (index, city) in context.cities.enumerated() {
            if range.count >= city.full.count, text.scalars[range.prefix(city.full.count)].elementsEqual(city.full) {
                return (index, city.full.count)
            }
        }
        for (index, city) in context.cities.enumerated() where range.count >= city.short.count {
            if text.scalars[range.prefix(city.short.count)].elementsEqual(city.short),
                range.count == city.short.count
                    || !UnitGrammar.districtWords.contains(text.scalars[range.lowerBound + city.short.count])
            {
                return (index, city.short.count)
            }
        }
        return nil
    }

    private func takeSubordinate(_ range: inout Range<Int>) {
        if let word = UnitGrammar.subordinate.prefix(of: text.scalars, range) {
            range = word.range.upperBound..<range.upperBound
        }
    }

    /// Takes the bracket off that says what a unit includes.
    private func takeDefinition(_ range: inout Range<Int>) -> Range<Int>? {
        guard text[range.upperBound - 1].is(.closer), let open = range.first(where: { text[$0].is(.opener) }),
            open > range.lowerBound,
            UnitGrammar.definitions.prefix(of: text.scalars, (open + 1)..<range.upperBound) != nil
        else { return nil }
        let definition = open..<range.upperBound
        range = range.lowerBound..<open
        return definition
    }

    // MARK: Bodies

    private func resolve(_ range: Range<Int>, _ cities: [Int], isInherited: Bool) -> [DraftUnit] {
        if let scope = UnitGrammar.group(text.scalars, range) {
            let isBelow = isInherited && cities.count == 1 && UnitGrammar.isBelowPrefecture(text.scalars, range)
            return [group(scope, isBelow ? onlyPrefecture.map { [$0] } ?? cities : cities, range)]
        }
        if isDistrict(range) { return [district(range, cities, isInherited: isInherited)] }
        let isMunicipal = isMunicipal(range) || bearsRank(range)
        if isInherited, !isMunicipal, isInstitution(range) { return institution(range, cities) }
        func unit(_ city: Int, _ isUncertain: Bool) -> DraftUnit {
            let prefix = isMunicipal ? nil : UnitGrammar.municipalPrefix(of: context.cities[city].full)
            return DraftUnit(
                bearer: .unit(city: cityText(city)), unit: names.name(text.scalars, range, behind: prefix),
                isUncertain: isUncertain)
        }
        if !cities.isEmpty { return cities.map { unit($0, false) } }
        guard !context.defaultCities.isEmpty else {
            return [DraftUnit(bearer: .unit(city: nil), unit: name(range), isUncertain: true)]
        }
        return context.defaultCities.map { unit($0, !context.isOneSided) }
    }

    private func group(_ scope: DraftUnit.Scope, _ cities: [Int], _ range: Range<Int>) -> DraftUnit {
        let cities = cities.isEmpty && context.isOneSided ? context.defaultCities : cities
        let name = name(range)
        return DraftUnit(bearer: .group(scope, cities: cities.map(cityText)), unit: definitions[name] ?? name)
    }

    private func body(_ city: Int?, _ range: Range<Int>) -> DraftUnit {
        DraftUnit(bearer: .unit(city: city.map(cityText)), unit: name(range))
    }

    private func isInstitution(_ range: Range<Int>) -> Bool {
        UnitGrammar.institutions.suffix(of: text.scalars, range) != nil
            && !UnitGrammar.everywhere.contains(text.scalars, range)
            && text[range.lowerBound] != UnitGrammar.committeeWord && text[range.lowerBound] != UnitGrammar.cityWord
    }

    /// A body that is no office of a city: the city beside which the text names it, unsure; without one, nobody's.
    private func institution(_ range: Range<Int>, _ cities: [Int]) -> [DraftUnit] {
        if let city = cityInside(range) { return [body(city, range)] }
        let home = homes(of: range)
        if !home.isEmpty {
            return home.map { DraftUnit(bearer: .unit(city: cityText($0)), unit: name(range), isUncertain: true) }
        }
        guard UnitGrammar.parkOffices.suffix(of: text.scalars, range) != nil, !cities.isEmpty else {
            return [body(nil, range)]
        }
        return cities.map { DraftUnit(bearer: .unit(city: cityText($0)), unit: name(range), isUncertain: true) }
    }

    private func homes(of range: Range<Int>) -> [Int] {
        var core = range
        if let office = UnitGrammar.parkOffices.suffix(of: text.scalars, core) {
            core = core.lowerBound..<office.range.lowerBound
        }
        guard core.count >= 2 else { return [] }
        let name = text.text(core)
        if let known = homes[name] { return known }
        guard homes.count < Self.mostHomes else { return [] }
        let found = context.cities.indices.filter { index in
            cityPlaces[index].contains { place in
                place + core.count <= text.scalars.count
                    && (0..<core.count).allSatisfy { text[place + $0].folded == text[core.lowerBound + $0].folded }
            }
        }
        homes[name] = found
        return found
    }

    // MARK: Counties and districts

    /// A county or district by its name.
    private func isDistrict(_ range: Range<Int>) -> Bool {
        // The office of a park is no county's, though its name may end in the word for district.
        if UnitGrammar.parkOffices.suffix(of: text.scalars, range) != nil { return false }
        for at in range.prefix(7).dropFirst(1) where UnitGrammar.districtWords.contains(text[at]) {
            let rest = (at + 1)..<range.upperBound
            return rest.isEmpty || UnitGrammar.districtOffices.prefix(of: text.scalars, rest) != nil
        }
        return false
    }

    private func district(_ range: Range<Int>, _ cities: [Int], isInherited: Bool) -> DraftUnit {
        let home = isInherited ? context.districts.first { text.scalars[range].starts(with: $0.name) }?.city : nil
        let city = home ?? (cities.count == 1 ? cities[0] : context.isOneSided ? context.defaultCities.first : nil)
        return body(city, range)
    }

    // MARK: Definitions

    private func remember(_ definition: Range<Int>?, of range: Range<Int>, in units: inout [DraftUnit]) {
        guard let definition else { return }
        let name = text.text(range)
        definitions[name] = name + text.text(definition)
        for index in units.indices {
            if case .group = units[index].bearer { units[index].unit = definitions[name] ?? name }
        }
    }

    private func cityText(_ index: Int) -> String { cityNames[index] }
}
