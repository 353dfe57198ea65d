// SPDX-License-Identifier: Apache-2.0
import Domain

/// The text of a task or safeguard: a range of the repaired text without the lists of units inside it.
struct Body {
    /// Without lists, numbers and white space at its ends.
    let range: Range<Int>
    /// The lists in the text itself, and cells of units between its parts.
    let lists: [UnitList]
    /// The lists in the text itself.
    let printed: [UnitList]
    /// Its sentences, each with its stop and what closes behind it. What follows the last stop is a sentence only where
    /// there is no stop at all.
    let sentences: [Range<Int>]
    /// For each sentence its clauses outside the lists.
    let clauses: [[Range<Int>]]

    /// The text in a range; of a table, `cells` are the cells of units inside it. `firstList` is its first list
    /// where that is known, or that it has none.
    init(_ text: RepairedText, _ range: Range<Int>, cells: [UnitList] = [], firstList: UnitList?? = nil) {
        let found = findUnitLists(text.scalars, range, first: firstList)
        let printed = found.filter { list in !cells.contains { $0.range.overlaps(list.range) } }
        let lists = cells.isEmpty ? printed : (printed + cells).sorted { $0.range.lowerBound < $1.range.lowerBound }
        var trimmed = text.trim(range)
        var isSettled = false
        while !isSettled, !trimmed.isEmpty {
            let before = trimmed
            if let list = lists.first, trimmed.lowerBound >= list.range.lowerBound,
                trimmed.lowerBound < list.range.upperBound
            {
                trimmed = min(list.range.upperBound, trimmed.upperBound)..<trimmed.upperBound
            }
            if let list = lists.last, trimmed.upperBound > list.range.lowerBound,
                trimmed.upperBound <= list.range.upperBound
            {
                trimmed = trimmed.lowerBound..<max(trimmed.lowerBound, list.range.lowerBound)
            }
            for list in lists where trimmed.lowerBound == list.range.lowerBound {
                trimmed = min(list.range.upperBound, trimmed.upperBound)..<trimmed.upperBound
            }
            for list in lists.reversed() where trimmed.upperBound == list.range.upperBound {
                trimmed = trimmed.lowerBound..<max(trimmed.lowerBound, list.range.lowerBound)
            }
            trimmed = Self.withoutLabel(text, text.trim(trimmed))
            isSettled = trimmed == before
        }
        (self.range, self.lists, self.printed) = (trimmed, lists, printed)
        sentences = Self.sentences(text, trimmed, lists)
        clauses = sentences.map { sentence in
            var pieces = DocumentEngine.clauses(text.scalars, sentence)
            if !lists.isEmpty { pieces.removeAll { Self.overlapsList(lists, $0) } }
            return pieces
        }
    }

    /// The text behind a label that only says that it follows.
    private static func withoutLabel(_ text: RepairedText, _ range: Range<Int>) -> Range<Int> {
        guard let label = HeadingGrammar.contentLabels.prefix(of: text.scalars, range)?.range,
            label.upperBound + 1 < range.upperBound, text[label.upperBound].folded == Sign.colon
        else { return range }
        return (label.upperBound + 1)..<range.upperBound
    }

    private static func overlapsList(_ lists: [UnitList], _ range: Range<Int>) -> Bool {
        let first = firstList(lists, behind: range.lowerBound)
        return first < lists.count && lists[first].range.lowerBound < range.upperBound
    }

    /// The first list that ends behind a position; they stand in order.
    private static func firstList(_ lists: [UnitList], behind position: Int) -> Int {
        var (low, high) = (0, lists.count)
        while low < high {
            let middle = (low + high) / 2
            if lists[middle].range.upperBound <= position { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The text of a range inside it.
    func text(_ text: RepairedText, _ range: Range<Int>) -> String {
        guard Self.overlapsList(lists, range) else { return text.text(range) }
        var (result, at) = ("", range.lowerBound)
        for list in lists[Self.firstList(lists, behind: range.lowerBound)...] {
            if list.range.lowerBound >= range.upperBound { break }
            if at < list.range.lowerBound { result += text.text(at..<list.range.lowerBound) }
            at = list.range.upperBound
        }
        return at < range.upperBound ? result + text.text(at..<range.upperBound) : result
    }

    private static func sentences(
        _ text: RepairedText, _ range: Range<Int>, _ lists: [UnitList]
    ) -> [Range<Int>] {
        var sentences: [Range<Int>] = []
        var (at, start, list, depth) = (range.lowerBound, range.lowerBound, 0, 0)
        while at < range.upperBound {
            while list < lists.count, lists[list].range.upperBound <= at { list += 1 }
            let next = list < lists.count ? min(lists[list].range.lowerBound, range.upperBound) : range.upperBound
            if at < next { at = text.scalars.nextSign(in: at..<next) }
            if list < lists.count, lists[list].range.lowerBound <= at {
                if start == at { start = lists[list].range.upperBound }
                at = lists[list].range.upperBound
                continue
            }
            if at == range.upperBound { break }
            let scalar = text[at]
            if scalar.is(.opener) { depth += 1 }
            if scalar.is(.closer) { depth = max(0, depth - 1) }
            if scalar == Sign.newline { depth = 0 }
            at += 1
            guard Sign.endsMeasure(scalar), depth == 0 else { continue }
            while at < range.upperBound, text[at].is(.unquote) { at += 1 }
            add(start..<at, text, to: &sentences)
            start = at
        }
        if sentences.isEmpty { add(start..<range.upperBound, text, to: &sentences) }
        return sentences
    }

    /// Leaves out a heading inside the body that stands in a paragraph of its own before the sentence.
    private static func add(_ sentence: Range<Int>, _ text: RepairedText, to sentences: inout [Range<Int>]) {
        var sentence = text.trim(sentence)
        if let newline = sentence.firstIndex(where: { text[$0] == Sign.newline }) {
            let line = sentence.lowerBound..<newline
            if line.count <= HeadingGrammar.longestTitle, readMarker(text.scalars, line) != nil {
                sentence = text.trim(newline..<sentence.upperBound)
            }
        }
        if !sentence.isEmpty { sentences.append(sentence) }
    }
}
