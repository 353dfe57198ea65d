// SPDX-License-Identifier: Apache-2.0
import Domain

/// The cities that a document binds to each other.
struct PairReader {
    let text: RepairedText
    let paragraphs: ContiguousArray<Paragraph>
    let part: Range<Int>

    var scalars: Scalars { text.scalars }

    /// Pairs of a list first; then the cities of the title; then the two cities that the text names most.
    func read(titles: [String]) -> (pairs: [DraftPair], cities: [CityName]) {
        let listed = listedPairs()
        if listed.count >= 2 { return (listed, []) }
        for title in titles {
            let cities = cities(inTitle: Scalars(text: title))
            if cities.count == 2, cities.allSatisfy({ isNamed($0, atLeast: 3) }) {
                return helped(in: title, cities) ?? pair(cities[0], cities[1])
            }
        }
        for title in titles {
            let counties = counties(inTitle: Scalars(text: title))
            if counties.count == 2 { return pair(counties[0], counties[1]) }
        }
        let short = citiesByShortName(titles)
        if short.count == 2 { return pair(short[0], short[1]) }
        for title in titles {
            let cities = cities(inTitle: Scalars(text: title))
            if cities.count == 2 { return pair(cities[0], cities[1]) }
        }
        for title in titles {
            let cities = citiesWithoutRank(Scalars(text: title))
            if cities.count == 2 { return pair(cities[0], cities[1]) }
        }
        return (listed, [])
    }

    /// The two places with which a title begins where neither bears the word for city and the text calls them both
    /// cities: the cut is where each half is a name that the text uses by itself.
    private func citiesWithoutRank(_ title: Scalars) -> [CityName] {
        let all = title.startIndex..<title.endIndex
        guard let topic = PlaceGrammar.titleTopic.first(in: title, all), part.contains(where: callsBothCities) else {
            return []
        }
        let head = title[..<topic.range.lowerBound]
        guard (4...6).contains(head.count), head.allSatisfy({ $0.is(.han) }) else { return [] }
        for cut in 2...(head.count - 2) {
            let cities = [head.prefix(cut), head.dropFirst(cut)].map { CityName(Scalars($0 + [PlaceGrammar.cityWord])) }
            if cities.allSatisfy({ isNamed($0, atLeast: 3) }) { return cities }
        }
        return []
    }

    private func callsBothCities(_ paragraph: Int) -> Bool {
        UnitGrammar.bothCities.occurs(in: scalars, paragraphs[paragraph].range)
    }

    /// Does the text name a city that often? A name that scanning has damaged stands in one title only.
    private func isNamed(_ city: CityName, atLeast count: Int) -> Bool {
        let name = WordSet([String(text: city.short)])
        var seen = 0
        for index in part.prefix(600) {
            seen += name.all(in: scalars, paragraphs[index].range).count
            if seen >= count { return true }
        }
        return false
    }

    /// The pair of a title in which one city helps the other.
    private func helped(in title: String, _ cities: [CityName]) -> (pairs: [DraftPair], cities: [CityName])? {
        let words = PlaceGrammar.titleHelp.all(in: Scalars(text: title), 0..<title.unicodeScalars.count)
        let title = Scalars(text: title)
        let second = WordSet([cities[1].text]).all(in: title, title.indices)
        guard words.contains(where: { word in second.contains { $0.range.lowerBound == word.range.upperBound } }),
            title.starts(with: cities[0].full)
        else { return nil }
        return ([DraftPair(oldArea: cities[1].text, eastern: cities[0].text)], [cities[1], cities[0]])
    }

    private func pair(_ first: CityName, _ second: CityName) -> (pairs: [DraftPair], cities: [CityName]) {
        let cities = helpedBalance(first) >= helpedBalance(second) ? [first, second] : [second, first]
        return ([DraftPair(oldArea: cities[0].text, eastern: cities[1].text)], cities)
    }

    /// Lines that pair two places.
    private func listedPairs() -> [DraftPair] {
        part.compactMap { index in
            let paragraph = paragraphs[index]
            let line = (paragraph.marker?.range.upperBound ?? paragraph.range.lowerBound)..<paragraph.range.upperBound
            guard let sides = PairGrammar.sides(scalars, line) else { return nil }
            let (left, right) = (PairGrammar.place(scalars, sides.left), PairGrammar.place(scalars, sides.right))
            guard PlaceGrammar.cities.suffix(of: scalars, left) != nil,
                PlaceGrammar.cities.suffix(of: scalars, right) != nil
            else { return nil }
            let region = PairGrammar.region(scalars, sides.left) ?? PairGrammar.region(scalars, sides.right)
            return DraftPair(oldArea: text.text(left), eastern: text.text(right), region: region.map(text.text))
        }
    }

    /// The cities before the topic of a title, in full.
    private func cities(inTitle title: Scalars) -> [CityName] {
        let all = title.startIndex..<title.endIndex
        let end = PlaceGrammar.titleTopic.first(in: title, all)
        var cities: [CityName] = []
        var start = all.lowerBound
        var joined = false
        for at in all {
            let scalar = title[at]
            // One character is no name: what joins names stands in one.
            let joins =
                (at != start + 1 || !scalar.is(.han))
                && PlaceGrammar.joiners.match(in: title, at: at, before: all.upperBound) != nil
            if !scalar.is(.han) || joins && (at > start || !joined && !cities.isEmpty) {
                let joiner = PlaceGrammar.joiners.match(in: title, at: at, before: all.upperBound)
                (start, joined) = (max(start, joiner?.range.upperBound ?? at + 1), true)
                continue
            }
            if at < start { continue }
            if at == start, let body = PlaceGrammar.titleBodies.match(in: title, at: at, before: all.upperBound) {
                start = body.range.upperBound
                continue
            }
            let isCity = scalar == PlaceGrammar.cityWord && at - start >= 2
            let next = at + 1 < all.upperBound ? title[at + 1] : 0
            let isPrefecture =
                scalar == PlaceGrammar.prefectureWord && at - start >= 2 && next != PlaceGrammar.cityWord
                && (PlaceGrammar.joiners.match(in: title, at: at + 1, before: all.upperBound) != nil
                    || at + 1 == end?.range.lowerBound)
            guard isCity || isPrefecture else { continue }
            var from = start
            if let province = (start..<at).last(where: { UnitGrammar.provinceWord == title[$0] }), province + 2 < at {
                from = province + 1
            }
            if at - from <= 12 {
                if !cities.isEmpty, let help = PlaceGrammar.titleHelp.match(in: title, at: from, before: at - 1) {
                    from = help.range.upperBound
                }
                let city = CityName(Scalars(title[from...at]))
                if !cities.contains(city) { cities.append(city) }
            }
            (start, joined) = (at + 1, false)
        }
        return cities
    }

    /// Two counties or districts before the topic of a title, without the cities in which they lie.
    private func counties(inTitle title: Scalars) -> [CityName] {
        guard let topic = PlaceGrammar.titleTopic.first(in: title, title.indices) else { return [] }
        let start = title[..<topic.range.lowerBound].lastIndex { !$0.is(.han) && $0 != Sign.pauseMark }.map { $0 + 1 }
        var halves: [Range<Int>] = []
        var from = start ?? 0
        for at in from..<topic.range.lowerBound {
            let next = at + 1
            if let joiner = PlaceGrammar.joiners.match(in: title, at: at, before: topic.range.lowerBound) {
                if at == from { from = joiner.range.upperBound }
                continue
            }
            let ends = next == topic.range.lowerBound || title[next] != PlaceGrammar.cityWord
            guard at >= from + 2, PlaceGrammar.countyWords.contains(title[at]), ends else { continue }
            halves.append(from..<next)
            from = next
        }
        guard halves.count == 2, from == topic.range.lowerBound else { return [] }
        return halves.map { half in
            let city = half.dropLast(3).last { title[$0] == PlaceGrammar.cityWord && $0 > half.lowerBound + 1 }
            return CityName(Scalars(title[(city.map { $0 + 1 } ?? half.lowerBound)..<half.upperBound]))
        }
    }

    /// Cities that the text names in full and the titles only in short.
    private func citiesByShortName(_ titles: [String]) -> [CityName] {
        let head = titles.map { Scalars(text: $0) }
        var counts: [Scalars: Int] = [:]
        let (ranks, nonNames) = (PlaceGrammar.ranks, PlaceGrammar.nonNames)
        for index in part.prefix(400) {
            for rank in ranks.all(in: scalars, paragraphs[index].range) {
                let at = rank.range.lowerBound
                for length in 2...4 where at - length >= paragraphs[index].range.lowerBound {
                    let name = (at - length)...at
                    guard name.dropLast().allSatisfy({ scalars[$0].is(.han) && !nonNames.contains(scalars[$0]) })
                    else { break }
                    let first = name.lowerBound
                    if VerbGrammar.commitments.match(in: scalars, at: first, before: at) != nil { continue }
                    counts[Scalars(scalars[name]), default: 0] += 1
                }
            }
        }
        let named = counts.filter { entry in
            let short = CityName(entry.key).short
            return head.contains { $0.occurs(short) }
        }
        // A longer name that is as frequent as its own end is the name; a rarer one has a word before it.
        let whole = named.filter { entry in
            !named.contains { other in
                other.key != entry.key
                    && (entry.key.suffix(other.key.count).elementsEqual(other.key) && other.value > entry.value
                        || other.key.suffix(entry.key.count).elementsEqual(entry.key) && other.value == entry.value)
            }
        }
        let best = whole.sorted { ($0.value, String(text: $0.key)) > ($1.value, String(text: $1.key)) }.prefix(2)
        let order = best.map { CityName($0.key) }
        return order.sorted { position($0, head) < position($1, head) }
    }

    private func position(_ city: CityName, _ titles: [Scalars]) -> Int {
        let word = WordSet([String(text: city.short)])
        for title in titles {
            if let found = word.first(in: title, title.startIndex..<title.endIndex) { return found.range.lowerBound }
        }
        return .max
    }

    /// What stands behind a city's name and the word for its rank.
    private func withoutRank(_ range: Range<Int>) -> Range<Int> {
        PlaceGrammar.cities.prefix(of: scalars, range).map { $0.range.upperBound..<range.upperBound } ?? range
    }

    /// Does the name of a body go on behind a city that acts in the other?
    private func isActor(_ at: Int, _ paragraph: Range<Int>) -> Bool {
        let next = at..<min(paragraph.upperBound, at + 12)
        guard let body = PlaceGrammar.actors.first(in: scalars, next) else { return false }
        let rest = body.range.upperBound..<min(paragraph.upperBound, body.range.upperBound + 2)
        return !rest.isEmpty && PlaceGrammar.actsIn.prefix(of: scalars, rest) != nil
    }

    /// How much more often a city is helped than drawn on.
    private func helpedBalance(_ city: CityName) -> Int {
        let name = WordSet([String(text: city.short)])
        var balance = 0
        for index in part.prefix(600) {
            for found in name.all(in: scalars, paragraphs[index].range) {
                let before =
                    max(paragraphs[index].range.lowerBound, found.range.lowerBound - 4)..<found.range.lowerBound
                if PlaceGrammar.helpVerbs.suffix(of: scalars, before) != nil {
                    balance += isActor(found.range.upperBound, paragraphs[index].range) ? -2 : 2
                }
                if PlaceGrammar.wayWords.suffix(of: scalars, before) != nil {
                    let next =
                        found.range.upperBound..<min(paragraphs[index].range.upperBound, found.range.upperBound + 5)
                    balance += PlaceGrammar.learning.prefix(of: scalars, withoutRank(next)) != nil ? -2 : 1
                }
                if PlaceGrammar.drawVerbs.suffix(of: scalars, before) != nil { balance -= 2 }
                let after = found.range.upperBound..<min(paragraphs[index].range.upperBound, found.range.upperBound + 6)
                if PlaceGrammar.oldAreaWords.prefix(of: scalars, withoutRank(after)) != nil { balance += 3 }
                if PlaceGrammar.easternWords.prefix(of: scalars, withoutRank(after)) != nil { balance -= 3 }
            }
        }
        return balance
    }
}
