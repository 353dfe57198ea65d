// SPDX-License-Identifier: Apache-2.0

/// Whether the sources of a draft slice the document's text to the elements' own wordings.
func scoreSources(_ label: LabelledPlan, _ draft: LabelledPlan, _ text: Scalars) -> PlanScore {
    let check = checkSources(label, draft, text)
    var score = PlanScore()
    score.add("sources.coverage", Tally(share: check.needed))
    score.add("sources.exact", check.right.isEmpty ? .share(sum: 0, of: 1) : Tally(share: check.right))
    return score
}

/// Where the text prints something else than a draft says: what is printed, and what ought to be.
func differences(of draft: LabelledPlan, from text: Scalars) -> [(printed: String, meant: String)] {
    checkSources(LabelledPlan(.null), draft, text).differences
}

private func checkSources(_ label: LabelledPlan, _ draft: LabelledPlan, _ text: Scalars) -> SourceCheck {
    var check = SourceCheck(label, text)
    for element in draft.tasks.map(\.task) + draft.value["safeguards"].elements {
        let lists = element["responsibleSource"]
        check.check(element["source"], is: element["text"], without: lists, isNeeded: true)
        for (key, own) in [("measures", "text"), ("targets", "text"), ("named", "name"), ("obligations", "text")] {
            for part in element[key].elements {
                check.check(part["source"], is: part[own], without: lists, isNeeded: true)
            }
        }
        let units = element["responsible"].elements.map { FoldedText($0.text) }
        if !units.isEmpty { check.check(lists, holds: units) }
    }
    for chapter in draft.value["areas"].elements + draft.value["overall"].elements {
        check.check(chapter["source"], is: chapter["title"], isTitle: true, isNeeded: false)
    }
    return check
}

private struct SourceCheck {
    private let text: Scalars
    private let keep: [Bool]
    private let noisy: [FoldedText]
    private(set) var needed: [Bool] = []
    private(set) var right: [Bool] = []
    private(set) var differences: [(printed: String, meant: String)] = []

    init(_ label: LabelledPlan, _ text: Scalars) {
        self.text = text
        keep = printedScalars(text)
        noisy = label.value["artefacts"].elements.filter { $0.has("expected") }.map { FoldedText($0["raw"].text) }
    }

    mutating func check(
        _ source: JSONValue, is own: JSONValue, without lists: JSONValue = .null, isTitle: Bool = false, isNeeded: Bool
    ) {
        let (own, slice) = (FoldedText(own.text), slice(source, without: ranges(lists)))
        if isNeeded { needed.append(slice != nil) }
        guard let slice else { return }
        let (expected, found) = isTitle ? (own.asTitle, slice.asTitle) : (own, slice)
        let isNoisy = noisy.contains { slice.contains($0) }
        let limit = Int(ScoreLimits.noise * Double(expected.count))
        let isRight = !expected.isEmpty && (expected == found || isNoisy && expected.isWithin(limit, of: found))
        right.append(isRight)
        if !isRight { differences.append((found.text, expected.text)) }
    }

    mutating func check(_ source: JSONValue, holds units: [FoldedText]) {
        let slice = slice(source, without: [])
        needed.append(slice != nil)
        guard let slice else { return }
        var at = 0
        right.append(
            units.allSatisfy { unit in
                guard let end = slice.end(of: unit, from: at) else { return false }
                at = end
                return true
            })
    }

    /// What is printed in the ranges of a source; nil where there are none in the text.
    private func slice(_ source: JSONValue, without: [Range<Int>]) -> FoldedText? {
        let own = ranges(source)
        guard !own.isEmpty else { return nil }
        return FoldedText(
            own.flatMap { range in
                range.filter { at in keep[at] && !without.contains { $0.contains(at) } }.map { text[$0] }
            })
    }

    private func ranges(_ source: JSONValue) -> [Range<Int>] {
        let listed = if case .array(let several) = source { several } else { [source] }
        var ranges: [Range<Int>] = []
        for one in listed {
            guard let from = one["from"].integer, let to = one["to"].integer, 0 <= from, from < to, to <= text.count
            else { return [] }
            ranges.append(from..<to)
        }
        return ranges
    }
}

/// For every scalar: whether it is text, and not white space, the number of a page or a running head.
private func printedScalars(_ text: Scalars) -> [Bool] {
    var lines: [Range<Int>] = []
    var start = 0
    for at in 0...text.count where at == text.count || text[at] == UInt32(ascii: "\n") {
        if text[start..<at].contains(where: { !$0.isWhiteSpace }) { lines.append(start..<at) }
        start = at + 1
    }
    let numbers = lines.indices.filter { isPageNumber(text[lines[$0]]) }
    let followers = numbers.map { $0 + 1 }.filter { $0 < lines.count }
    func folded(_ line: Int) -> FoldedText { FoldedText(text[lines[line]]) }
    let counts = Dictionary(followers.map { (folded($0), 1) }, uniquingKeysWith: +)
    let heads = followers.filter { counts[folded($0), default: 0] > 1 }
    var keep = text.map { !$0.isWhiteSpace }
    for line in numbers + heads { for at in lines[line] { keep[at] = false } }
    return keep
}

/// `— 3 —` or the page's number between its two words; white space anywhere between.
private func isPageNumber(_ line: ArraySlice<UInt32>) -> Bool {
    let pieces = line.filter { !$0.isWhiteSpace }
    let words = LabelGrammar.pageWords
    let isWorded = pieces.starts(with: words.first) && pieces.last == words.last.last
    let inner =
        isWorded
        ? pieces[words.first.count..<(pieces.count - words.last.count)]
        : pieces.drop { LabelGrammar.dashes.contains($0) }
    let digits = inner.prefix { Unicode.Scalar($0)?.properties.numericType == .decimal }
    guard (1...4).contains(digits.count) else { return false }
    if isWorded { return digits.count == inner.count }
    let tail = inner.dropFirst(digits.count)
    return inner.count < pieces.count && !tail.isEmpty && tail.allSatisfy { LabelGrammar.dashes.contains($0) }
}
