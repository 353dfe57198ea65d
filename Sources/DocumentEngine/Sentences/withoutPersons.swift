// SPDX-License-Identifier: Apache-2.0

/// The text without the names of contact persons, telephone numbers, mail addresses and numbers of papers: what a
/// plan's public form never shows. Text without any is returned as it is.
package func withoutPersons(_ text: String) -> String {
    let scalars = Scalars(text: text)
    let spans = personalSpans(scalars)
    guard !spans.isEmpty else { return text }
    var kept = Scalars()
    var at = 0
    for span in spans {
        kept += scalars[at..<span.lowerBound]
        kept += PersonGrammar.mask
        at = span.upperBound
    }
    kept += scalars[at...]
    return String(text: kept)
}

/// Where persons are named, in order and apart.
private func personalSpans(_ scalars: Scalars) -> [Range<Int>] {
    var (spans, at): ([Range<Int>], Int) = ([], 0)
    var isAnnounced = false
    while at < scalars.count {
        if let label = PersonGrammar.numberLabels.match(in: scalars, at: at, before: scalars.count) {
            (isAnnounced, at) = (true, label.range.upperBound)
        } else if let name = nameSpan(scalars, at) {
            spans.append(name)
            at = name.upperBound
        } else if let word = wordSpan(scalars, at) {
            if isPersonal(scalars, word, isAnnounced) { spans.append(word) }
            if scalars[word].contains(where: { $0.is(.digit) }) { isAnnounced = false }
            at = word.upperBound
        } else {
            if scalars[at].is([.stop, .newline]) { isAnnounced = false }
            at += 1
        }
    }
    return spans
}

/// The name behind a label and its colon.
private func nameSpan(_ scalars: Scalars, _ at: Int) -> Range<Int>? {
    guard let label = PersonGrammar.nameLabels.match(in: scalars, at: at, before: scalars.count) else { return nil }
    var start = label.range.upperBound
    guard start < scalars.count, scalars[start].folded == Sign.colon else { return nil }
    start += 1
    while start < scalars.count, scalars[start].is(.space) { start += 1 }
    var end = start
    while end < scalars.count, !scalars[end].is([.stop, .terminal, .opener, .closer, .newline, .digit]),
        scalars[end].folded != Sign.comma
    {
        end += 1
    }
    return end > start ? start..<end : nil
}

/// A number or a Latin word from here on, with the signs of mail addresses and area codes in it.
private func wordSpan(_ scalars: Scalars, _ at: Int) -> Range<Int>? {
    func isWord(_ place: Int) -> Bool { scalars[place].is([.digit, .latin]) }
    guard isWord(at) else { return nil }
    var end = at
    while end < scalars.count {
        let folded = scalars[end].folded
        let joins =
            folded == PersonGrammar.at || PersonGrammar.mailSigns.contains(folded) || scalars[end].is(.dash)
        guard isWord(end) || (joins && end + 1 < scalars.count && isWord(end + 1)) else { break }
        end += 1
    }
    return at..<end
}

private func isPersonal(_ scalars: Scalars, _ word: Range<Int>, _ isAnnounced: Bool) -> Bool {
    if scalars[word].contains(where: { $0.folded == PersonGrammar.at }) { return true }
    let runs = scalars[word].split { !$0.is(.digit) }.map(\.count)
    if runs.contains(where: { $0 >= PersonGrammar.longNumber }) { return true }
    if isAnnounced, runs.reduce(0, +) >= PersonGrammar.shortNumber { return true }
    return zip(runs, runs.dropFirst()).contains { code, number in
        PersonGrammar.areaCode.contains(code) && number > PersonGrammar.shortNumber
    }
}
