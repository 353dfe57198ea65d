// SPDX-License-Identifier: Apache-2.0
import Domain

/// The paragraphs of a document and which of them stand before its first chapter.
struct DocumentHead {
    let text: RepairedText
    let paragraphs: ContiguousArray<Paragraph>
    /// The paragraphs of the part that is read.
    let part: Range<Int>
    /// The first heading of the outline, or the end of the part.
    let firstHeading: Int
    /// Where the text of the plan ends and its foot begins.
    let foot: Int
    let issued: IssuedTitles

    var scalars: Scalars { text.scalars }
    var head: Range<Int> { part.lowerBound..<firstHeading }

    func range(_ paragraph: Int) -> Range<Int> { paragraphs[paragraph].range }

    func isBlock(_ paragraph: Int) -> Bool { paragraphs[paragraph].isBlock }

    /// A paragraph's text, with one space where the source separates two names.
    func spaced(_ range: Range<Int>) -> String {
        var (result, start) = ("", range.lowerBound)
        for at in range.dropFirst() where text.hasGap(before: at) {
            let isName = MetadataGrammar.issuerEnds.suffix(of: scalars, start..<at) != nil
            result += text.text(start..<at)
            if isName, text[at].is(.han), MetadataGrammar.about.prefix(of: scalars, at..<range.upperBound) == nil {
                result += String(Unicode.Scalar(UInt8(Sign.space)))
            }
            start = at
        }
        return result + text.text(start..<range.upperBound)
    }

    /// Names separated by gaps, commas, or standing close together as governments do.
    func names(_ range: Range<Int>) -> [Range<Int>] {
        var names: [Range<Int>] = []
        var start = range.lowerBound
        var at = range.lowerBound
        while at < range.upperBound {
            let isGap =
                at > start && text.hasGap(before: at)
                && (MetadataGrammar.issuerEnds.suffix(of: scalars, start..<at) != nil
                    || MetadataGrammar.documentWord.suffix(of: scalars, start..<at) != nil)
            let isJoint =
                at - start >= 4 && MetadataGrammar.governments.suffix(of: scalars, start..<at) != nil
                && !MetadataGrammar.continuesName(scalars, at, range.upperBound)
            if scalars[at].is(.separator) || scalars[at].is(.space) {
                names.append(start..<at)
                start = at + 1
            } else if isGap || isJoint {
                names.append(start..<at)
                start = at
            }
            at += 1
        }
        names.append(start..<range.upperBound)
        return names.map(text.trim).filter { $0.count >= 2 }
    }
}
