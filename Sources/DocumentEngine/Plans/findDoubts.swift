// SPDX-License-Identifier: Apache-2.0
import Domain

extension PlanReader {
    /// The doubts about the number and the title of a heading.
    func headingDoubts(_ index: Int, title: Range<Int>?) -> [Diagnostic] {
        var doubts: [Diagnostic] = []
        let heading = text.source(node(index).marker.ordinal).range
        switch node(index).doubt {
        case .missing(let expected):
            let arguments: DiagnosticArguments = [
                "expected": String(expected), "found": String(node(index).marker.number),
            ]
            doubts.append(Diagnostic(code: "numberMissing", arguments: arguments, source: heading))
        case .doubled:
            let arguments: DiagnosticArguments = ["number": String(node(index).marker.number)]
            doubts.append(Diagnostic(code: "numberDoubled", arguments: arguments, source: heading))
        case nil: break
        }
        if let mended = node(index).marker.mended {
            let printed = text.text(text.trim(node(index).marker.range))
            let arguments: DiagnosticArguments = ["printed": printed, "expected": String(text: mended.prefix)]
            doubts.append(DoubtCode.numberMended.at(heading, arguments))
        }
        guard let title, !title.isEmpty else { return doubts }
        if node(index).titleRule.isGuess {
            doubts.append(DoubtCode.titleGuessed.at(text.source(title).range, ["title": text.text(title)]))
        }
        return doubts + signDoubts(title, isName: true)
    }

    func addDoubts(about index: Int, title: Range<Int>?, isArea: Bool, to doubts: inout [Diagnostic]) {
        guard !isArea else { return }
        doubts += headingDoubts(index, title: title)
        guard title == nil else { return }
        doubts.append(Diagnostic(code: "titleMissing", source: text.source(node(index).marker.ordinal).range))
    }

    /// What is odd about a text: it ends inside a sentence, or holds words that scanning put there.
    func addDoubts(aboutTextOf body: Body, to doubts: inout [Diagnostic]) {
        var last = body.range.upperBound - 1
        while last > body.range.lowerBound, text[last].is([.unquote, .closer]) { last -= 1 }
        if !text[last].is(.stop) {
            doubts.append(Diagnostic(code: "sentenceUnfinished", source: text.source(last..<(last + 1)).range))
        }
        for word in findStrayWords(text, body.range) {
            doubts.append(
                Diagnostic(
                    code: "strayLatinWord",
                    arguments: ["word": text.text(word), "expected": DoubtGrammar.meaning(text.scalars, word)],
                    source: text.source(word).range))
        }
    }
}

/// Latin words between Chinese ones for which scanning put a conjunction.
func findStrayWords(_ text: RepairedText, _ range: Range<Int>) -> [Range<Int>] {
    var words: [Range<Int>] = []
    var at = range.lowerBound
    while at < range.upperBound {
        guard text[at].is(.latin) else {
            at += 1
            continue
        }
        let start = at
        while at < range.upperBound, text[at].is(.latin) { at += 1 }
        if start > range.lowerBound, at < range.upperBound, text[start - 1].is(.han), text[at].is(.han),
            DoubtGrammar.strayWords.contains(text.scalars, start..<at)
        {
            words.append(start..<at)
        }
    }
    return words
}
