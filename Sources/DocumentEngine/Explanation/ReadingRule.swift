// SPDX-License-Identifier: Apache-2.0

/// The rules by which lines and words of a document are read, each with the file that holds it.
///
/// The sentence of each stands in the catalogues under `explain.<rule>`.
package enum ReadingRule: String, CaseIterable, Sendable {
    // Lines
    case pageNumber, runningHead, contentsEntry, paragraphStart, paragraphGoesOn
    // What the line is
    case partTitle, documentTitle, documentNumber, head, otherPart, afterEnd, preface, prefaceText, heading,
        headingMended
    case areaHeading, taskHeading, safeguardHeading, taskBody, safeguardBody, dropped
    // What was found in its words
    case titleByParagraph, titleBySentence, titleByColon, titleByList, titleByPoint, titleByGap, titleByLine, noTitle
    case unitsByLabel, unitsByVerb, unitsByOffices, unitsBySentence, unitsSetRule
    case measure, commitment, targetByFrequency, targetByDeadline, targetByNumber, targetBySeason
    case nameQuoted, nameByEnd, nameByVerb, nameAgreed, obligation

    /// The source file of the rule, from the folder `Sources/DocumentEngine`.
    package var file: String {
        switch self {
        case .pageNumber, .runningHead: "Repair/dropFurniture.swift"
        case .contentsEntry: "Grammar/ContentsGrammar.swift"
        case .paragraphStart, .paragraphGoesOn: "Repair/readParagraphs.swift"
        case .partTitle, .otherPart: "Parts/readParts.swift"
        case .documentTitle: "Metadata/readTitles.swift"
        case .documentNumber: "Metadata/readDocumentNumber.swift"
        case .head: "Metadata/readMetadata.swift"
        case .afterEnd: "Parts/findFoot.swift"
        case .preface, .prefaceText, .dropped: "Plans/assignChapters.swift"
        case .heading: "Outline/readMarker.swift"
        case .headingMended: "Outline/MarkerForm.swift"
        case .areaHeading, .taskHeading, .taskBody: "Plans/readAreas.swift"
        case .safeguardHeading, .safeguardBody: "Plans/readSafeguards.swift"
        case .titleByParagraph, .titleBySentence, .titleByColon, .titleByList, .titleByPoint, .titleByGap,
            .titleByLine, .noTitle:
            "Outline/readTitle.swift"
        case .unitsByLabel, .unitsByVerb, .unitsByOffices, .unitsSetRule: "Units/readUnitList.swift"
        case .unitsBySentence: "Units/findUnitLists.swift"
        case .measure: "Sentences/Body.swift"
        case .commitment: "Sentences/findCommitment.swift"
        case .targetByFrequency, .targetByDeadline, .targetByNumber, .targetBySeason: "Sentences/readTargets.swift"
        case .nameQuoted, .nameByEnd, .nameByVerb, .nameAgreed: "Sentences/readNames.swift"
        case .obligation: "Sentences/readObligations.swift"
        }
    }

    /// The file of the words that the rule knows; nil where it knows none.
    package var grammar: String? {
        switch self {
        case .contentsEntry: "Grammar/ContentsGrammar.swift"
        case .pageNumber: "Grammar/PageGrammar.swift"
        case .heading, .headingMended, .preface, .areaHeading, .safeguardHeading: "Grammar/HeadingGrammar.swift"
        case .unitsByLabel, .unitsByVerb, .unitsByOffices, .unitsBySentence, .unitsSetRule:
            "Grammar/UnitGrammar.swift"
        case .commitment: "Grammar/VerbGrammar.swift"
        case .targetByFrequency, .targetByDeadline, .targetByNumber, .targetBySeason: "Grammar/TargetGrammar.swift"
        case .nameQuoted, .nameByEnd, .nameByVerb, .nameAgreed: "Grammar/NameGrammar.swift"
        case .obligation: "Grammar/ObligationGrammar.swift"
        case .documentTitle, .documentNumber, .head, .partTitle: "Grammar/MetadataGrammar.swift"
        default: nil
        }
    }
}
