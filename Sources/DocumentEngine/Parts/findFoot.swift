// SPDX-License-Identifier: Apache-2.0

/// Where the text of a part ends and its foot begins: signatures, copies, attachments, what a site prints below.
func findFoot(_ text: RepairedText, _ paragraphs: ContiguousArray<Paragraph>, _ part: Range<Int>) -> (
    offset: Int, paragraph: Int
) {
    let lastHeading = part.last { paragraphs[$0].marker != nil } ?? part.lowerBound
    for index in part where index > lastHeading {
        let range = paragraphs[index].range
        let isSignature =
            paragraphs[index].isBlock && paragraphs[index].pauses == 0
            && MetadataGrammar.issuerEnds.suffix(of: text.scalars, range) != nil
            && text[range.upperBound - 1].is(.han) && isFollowedByDate(text, paragraphs, index, part)
        if isSignature || MetadataGrammar.imprintStarts.prefix(of: text.scalars, range) != nil
            || DateReader(scalars: text.scalars).lone(range) != nil
        {
            return (range.lowerBound, index)
        }
    }
    let end = part.isEmpty ? 0 : paragraphs[part.upperBound - 1].range.upperBound
    return (end, part.upperBound)
}

private func isFollowedByDate(
    _ text: RepairedText, _ paragraphs: ContiguousArray<Paragraph>, _ index: Int, _ part: Range<Int>
) -> Bool {
    let dates = DateReader(scalars: text.scalars)
    for next in (index + 1)..<max(index + 1, min(part.upperBound, index + 6)) {
        let range = paragraphs[next].range
        if range.contains(where: { dates.date(at: $0, before: range.upperBound) != nil }) { return true }
        if paragraphs[next].stops > 0 { return false }
    }
    return false
}
