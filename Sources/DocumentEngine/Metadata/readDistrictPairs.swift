// SPDX-License-Identifier: Apache-2.0
import Domain

extension PairReader {
    /// Counties and districts that the text pairs with a dash, both with their full names.
    func readDistrictPairs(_ cities: [CityName]) -> [DraftPair] {
        var pairs: [DraftPair] = []
        for index in part {
            let range = paragraphs[index].range
            for dash in range where text[dash].is(.dash) {
                guard dash > range.lowerBound, dash + 1 < range.upperBound, !text[dash - 1].is(.dash) else { continue }
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
