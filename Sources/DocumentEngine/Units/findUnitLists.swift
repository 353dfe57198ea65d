// SPDX-License-Identifier: Apache-2.0

/// The lists of responsible units inside a range of the text, in order.
///
/// A list is a parenthesis of any bracket that begins with a label, ends with a verb such as to be responsible, or
/// closes a sentence and holds nothing but offices; or a sentence that begins with a label.
/// `first` is the first list where it is known, or that there is none.
func findUnitLists(
    _ scalars: Scalars, _ range: Range<Int>, first: UnitList?? = nil, atMost count: Int = .max
) -> [UnitList] {
    var lists: [UnitList] = []
    var at = range.lowerBound
    if let first {
        guard let first else { return [] }
        lists.append(first)
        at = max(at, first.range.upperBound)
    }
    while at < range.upperBound, lists.count < count {
        // In a row of Chinese characters stands neither a bracket nor the start of a sentence.
        if at > range.lowerBound + 1, scalars[at - 1].isCommon, scalars[at - 2].isCommon {
            at = scalars.nextSign(in: at..<range.upperBound)
            if at == range.upperBound { break }
        }
        let scalar = scalars[at]
        if scalar.is(.opener) || isDamagedOpener(scalars, at, range),
            let group = bracketGroup(scalars, at, range.upperBound)
        {
            if let list = readUnitList(scalars, group, in: range) {
                lists.append(absorbStop(list, scalars, range))
                at = lists[lists.count - 1].range.upperBound
            } else {
                at = group.next
            }
        } else if isSentenceStart(scalars, at, range),
            let list = readLabelledSentence(scalars, at, range) ?? readBrokenList(scalars, at, range)
        {
            lists.append(list)
            at = list.range.upperBound
        } else {
            at += 1
        }
    }
    return lists
}

/// A parenthesis with its brackets.
struct BracketGroup {
    let range: Range<Int>
    let content: Range<Int>
    let isUnbalanced: Bool
    /// Where to go on looking if the parenthesis is no list.
    let next: Int
}

/// The longest parenthesis; what is longer has lost its closing bracket.
private let longestGroup = 4000
/// No list nests deeper; the limit keeps the search linear in a text of nothing but brackets.
private let deepestGroup = 6

/// The parenthesis that opens at a position, whatever kind of bracket closes it. It ends with its paragraph.
private func bracketGroup(_ scalars: Scalars, _ start: Int, _ end: Int) -> BracketGroup? {
    var (depth, at, lastCloser) = (0, start, -1)
    let isLabelled = opensLabel(scalars, start, end)
    let limit = isLabelled ? min(end, start + longestGroup) : min(end, start + longestGroup / 4)
    while at < limit, scalars[at] != Sign.newline {
        let scalar = scalars[at]
        if scalar.is(.opener) || at == start {
            // A label always opens a list of its own.
            if at > start, opensLabel(scalars, at, end) { break }
            depth += 1
            if depth > deepestGroup { break }
        } else if scalar.is(.closer) {
            depth -= 1
            lastCloser = at
            if depth == 0 {
                return BracketGroup(
                    range: start..<(at + 1), content: (start + 1)..<at, isUnbalanced: false, next: start + 1)
            }
        } else if scalar.is(.stop), !isLabelled, depth > 0 {
            break
        }
        at += 1
    }
    guard isLabelled else { return nil }
    // Behind inner brackets, the list goes on to the end of its paragraph unless sentences do.
    let goesOn = lastCloser <= start || lastCloser + 1 < at && !scalars[(lastCloser + 1)..<at].contains { $0.is(.stop) }
    let close = goesOn ? at : lastCloser
    return BracketGroup(
        range: start..<min(close + (goesOn ? 0 : 1), end), content: (start + 1)..<close, isUnbalanced: true,
        next: start + 1)
}

/// A mark that is no bracket where a list would open: behind a sentence, before a closing bracket.
private func isDamagedOpener(_ scalars: Scalars, _ at: Int, _ range: Range<Int>) -> Bool {
    guard !scalars[at].isCommon, at == range.lowerBound || scalars[at - 1].is(.stop),
        UnitGrammar.damagedOpeners.contains(scalars[at])
    else { return false }
    let end = (at + 1..<range.upperBound).first { scalars[$0].is([.stop, .newline, .closer, .unquote]) }
    return end.map { scalars[$0].is(.closer) } ?? false
}

/// A list that has lost one of its brackets and has no label: the end of a paragraph behind its last stop, which holds
/// nothing but offices and what they do.
private func readBrokenList(_ scalars: Scalars, _ start: Int, _ range: Range<Int>) -> UnitList? {
    guard start > range.lowerBound, scalars[start - 1].is(.stop) else { return nil }
    let limit = min(range.upperBound, start + longestGroup / 8)
    var (end, openers, closers) = (start, 0, 0)
    while end < limit, scalars[end] != Sign.newline {
        if scalars[end].is(.stop) { return nil }
        if scalars[end].is(.opener) { openers += 1 }
        if scalars[end].is(.closer) { closers += 1 }
        end += 1
    }
    guard openers != closers, end - start >= 6, end == range.upperBound || scalars[end] == Sign.newline else {
        return nil
    }
    let first = scalars[start].is(.han) ? start : start + 1
    let last = scalars[end - 1].is(.closer) ? end - 1 : end
    let group = BracketGroup(range: start..<end, content: first..<last, isUnbalanced: true, next: end)
    guard let list = readUnitList(scalars, group, in: range), list.items.count > 1 || last - first >= 6 else {
        return nil
    }
    return list
}

/// Does a label with its colon stand behind a bracket?
private func opensLabel(_ scalars: Scalars, _ bracket: Int, _ end: Int) -> Bool {
    UnitGrammar.label(in: scalars, at: bracket + 1, before: end, inBracket: true) != nil
}

private func isSentenceStart(_ scalars: Scalars, _ at: Int, _ range: Range<Int>) -> Bool {
    if at == range.lowerBound || scalars[at - 1] == Sign.newline || scalars[at - 1].is(.stop) { return true }
    // A damaged bracket may stand between.
    return at - 1 > range.lowerBound && scalars[at - 2].is([.stop, .newline])
        && (!scalars[at - 1].is([.han, .quote, .unquote]) || HeadingGrammar.damagedNumerals.contains(scalars[at - 1]))
}

/// A list without brackets: a label with its colon at the start of a sentence, to the end of the paragraph.
private func readLabelledSentence(_ scalars: Scalars, _ start: Int, _ range: Range<Int>) -> UnitList? {
    guard UnitGrammar.label(in: scalars, at: start, before: range.upperBound, inBracket: false) != nil else {
        return nil
    }
    var end = start
    while end < range.upperBound, scalars[end] != Sign.newline, !scalars[end].is(.stop) { end += 1 }
    let isDamaged = start > range.lowerBound && !scalars[start - 1].is([.stop, .newline])
    let isClosed = isDamaged && end > start && scalars[end - 1].is(.closer)
    let first = isDamaged ? start - 1 : start
    let group = BracketGroup(
        range: first..<end, content: start..<(isClosed ? end - 1 : end), isUnbalanced: isDamaged, next: end)
    guard var list = readUnitList(scalars, group, in: range) else { return nil }
    if end < range.upperBound, scalars[end].is(.stop) { list.range = first..<(end + 1) }
    return list
}

/// A stop behind a list belongs to the list where the sentence had ended before it.
private func absorbStop(_ list: UnitList, _ scalars: Scalars, _ range: Range<Int>) -> UnitList {
    let end = list.range.upperBound
    guard end < range.upperBound, scalars[end].is(.stop) else { return list }
    var before = list.range.lowerBound - 1
    while before >= range.lowerBound, scalars[before].is([.space, .closer, .unquote]) { before -= 1 }
    guard before < range.lowerBound || scalars[before].is(.stop) else { return list }
    var list = list
    list.range = list.range.lowerBound..<(end + 1)
    return list
}
