// SPDX-License-Identifier: Apache-2.0
import Domain

extension PairReader {
    /// Counties and districts that the text pairs with a dash, or in a sentence that says so, both with their full names.
    func readDistrictPairs(_ cities: [CityName]) -> [DraftPair] {
        let dashed = readDashedPairs(cities)
        return dashed.isEmpty ? readWordedPairs(cities) : dashed
    }

    /// Pairs joined by a word, in sentences about pairing: two names at the beginning of a phrase. Where a county stands
    /// behind a part of a city, all pairs name the eastern side first.
    private func readWordedPairs(_ cities: [CityName]) -> [DraftPair] {
        let reader = UnitListReader(scalars: scalars)
        var found: [(left: String, right: String)] = []
        for index in part where UnitGrammar.pairing.occurs(in: scalars, paragraphs[index].range) {
            for sentence in reader.split(paragraphs[index].range, at: { $0.is(.stop) })
            where UnitGrammar.pairing.occurs(in: scalars, sentence) {
                found += reader.split(sentence, at: { $0.is([.separator, .terminal]) }).compactMap(wordedPair)
            }
        }
        let isTurned = found.contains { isUrban($0.left) && !isUrban($0.right) }
        var pairs: [DraftPair] = []
        for (left, right) in found where !cities.contains(where: { $0.text == left || $0.text == right }) {
            let pair = DraftPair(oldArea: isTurned ? right : left, eastern: isTurned ? left : right)
            if !pairs.contains(pair) { pairs.append(pair) }
        }
        return pairs
    }

    private func isUrban(_ name: String) -> Bool { name.unicodeScalars.last?.value == PlaceGrammar.urbanWord }

    /// Two counties or districts with a word between them at the beginning of a phrase.
    private func wordedPair(_ phrase: Range<Int>) -> (left: String, right: String)? {
        for at in phrase.dropFirst(2).prefix(6) where UnitGrammar.districtWords.contains(text[at - 1]) {
            guard let joiner = UnitGrammar.pairJoiners.match(in: scalars, at: at, before: phrase.upperBound)?.range,
                let right = district(at: joiner.upperBound, before: phrase.upperBound),
                !(phrase.lowerBound..<(at - 1)).contains(where: { PlaceGrammar.nonNames.contains(text[$0]) })
            else { continue }
            return (text.text(phrase.lowerBound..<at), right)
        }
        return nil
    }

    private func readDashedPairs(_ cities: [CityName]) -> [DraftPair] {
        var pairs: [DraftPair] = []
        for index in part {
            let range = paragraphs[index].range
            var next = range.lowerBound
            while true {
                let dash = scalars.nextSign(in: next..<range.upperBound)
                if dash == range.upperBound { break }
                next = dash + 1
                guard text[dash].is(.dash), dash > range.lowerBound, dash + 1 < range.upperBound,
                    !text[dash - 1].is(.dash)
                else { continue }
                var after = dash
                while after < range.upperBound, text[after].is(.dash) { after += 1 }
                guard let left = district(before: dash, from: range.lowerBound),
                    let right = district(at: after, before: range.upperBound)
                else { continue }
                let pair = DraftPair(oldArea: left, eastern: right)
                if !pairs.contains(pair), !cities.contains(where: { $0.text == left || $0.text == right }) {
                    pairs.append(pair)
                }
            }
        }
        return pairs
    }

    private func district(before end: Int, from lower: Int) -> String? {
        guard end > lower, UnitGrammar.districtWords.contains(text[end - 1]) else { return nil }
        var start = end - 1
        while start > lower, end - start < 6, text[start - 1].is(.han), !PlaceGrammar.nonNames.contains(text[start - 1])
        { start -= 1 }
        return end - start >= 2 ? text.text(start..<end) : nil
    }

    private func district(at start: Int, before end: Int) -> String? {
        for at in start..<min(end, start + 6) {
            guard text[at].is(.han) else { return nil }
            if at - start >= 1, UnitGrammar.districtWords.contains(text[at]) { return text.text(start..<(at + 1)) }
        }
        return nil
    }
}
