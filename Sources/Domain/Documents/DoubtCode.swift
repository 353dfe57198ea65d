// SPDX-License-Identifier: Apache-2.0

/// Why the reader is unsure of an element: the closed list of the codes of doubts.
///
/// The sentence of each stands in the catalogues under `diagnostic.<code>`.
package enum DoubtCode: String, CaseIterable, Sendable {
    // Numbers, titles, texts
    case numberMissing, numberDoubled, numberMended, titleMissing, titleGuessed, taskWithoutText, sentenceUnfinished
    case beginsInside
    // Signs
    case strayLatinWord, signMisread, signStrange, recognisedWeakly
    // Units
    case noUnitList, unitUncertain, unitUnknown, unitMisread, unitUnmatchedBracket, unitListCut
    case unitInSentence, unitsOfArea
    // Areas and the document's own fields
    case areaUnknown, fieldMissing, fieldDisagrees
    // Sentences in which something may have been overlooked
    case noCommitment, targetNotRead, thingNotRead, obligationNotRead
    // Phrases of which the borders or the kind are guessed
    case targetGuessed, nameWithoutVerb, nameOfWork, nameOfSeveral, obligationGuessed

    /// How much the doubt takes from the confidence of its element, in hundredths.
    package var weight: Int {
        switch self {
        case .beginsInside: 40
        case .taskWithoutText: 30
        case .numberMended, .unitUnmatchedBracket, .signMisread, .unitMisread, .recognisedWeakly: 25
        case .numberMissing, .numberDoubled, .fieldDisagrees: 20
        case .noUnitList, .sentenceUnfinished, .unitUnknown, .thingNotRead, .nameWithoutVerb, .targetNotRead: 15
        case .titleMissing, .titleGuessed, .unitListCut, .nameOfWork, .nameOfSeveral, .targetGuessed: 10
        case .obligationGuessed, .obligationNotRead, .fieldMissing, .unitInSentence, .unitsOfArea: 10
        case .signStrange, .strayLatinWord, .unitUncertain, .areaUnknown, .noCommitment: 5
        }
    }

    /// The diagnostic of this doubt.
    package func at(_ source: TextRange?, _ arguments: DiagnosticArguments = [:]) -> Diagnostic {
        Diagnostic(code: rawValue, arguments: arguments, source: source)
    }
}

extension [Diagnostic] {
    /// How sure the reader is of an element with these doubts, 0…1: every doubt takes its share.
    package var confidence: Double {
        if isEmpty { return 1 }
        let share = reduce(0) { $0 + (DoubtCode(rawValue: $1.code)?.weight ?? 10) }
        return Double(Swift.max(5, 100 - share)) / 100
    }
}

/// An element of a draft that says how sure the reader is of it.
package protocol DoubtedElement {
    /// Why the confidence is below 1.
    var doubts: [Diagnostic] { get set }
}

extension DoubtedElement {
    /// 0…1
    package var sureness: Double { doubts.confidence }
}

extension DraftChapter: DoubtedElement {}
extension DraftArea: DoubtedElement {}
extension DraftTask: DoubtedElement {}
extension DraftMeasure: DoubtedElement {}
extension DraftTarget: DoubtedElement {}
extension DraftNamedThing: DoubtedElement {}
extension DraftSafeguard: DoubtedElement {}
extension DraftObligation: DoubtedElement {}
