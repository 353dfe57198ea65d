// SPDX-License-Identifier: Apache-2.0

/// Where the text of a part ends and its foot begins: signatures, copies, attachments, what a site prints below.
func findFoot(_ text: RepairedText, _ paragraphs: ContiguousArray<Paragraph>, _ part: Range<Int>) -> (
    offset: Int, paragraph: Int
) {
    let attachment = findAttachment(text, paragraphs, part)
    let part = part.lowerBound..<(attachment ?? part.upperBound)
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
    if let attachment { return (paragraphs[attachment].range.lowerBound, attachment) }
    let end = part.isEmpty ? 0 : paragraphs[part.upperBound - 1].range.upperBound
    return (end, part.upperBound)
}

/// The line that begins an attachment behind the last chapter, whose own numbers are none of the plan's.
private func findAttachment(
    _ text: RepairedText, _ paragraphs: ContiguousArray<Paragraph>, _ part: Range<Int>
) -> Int? {
    var top: Marker.Scheme?
    var isPlan = false
    for index in part {
        if let marker = paragraphs[index].marker {
            top = top ?? marker.scheme
            let title = paragraphs[index].range
            if marker.scheme == top, marker.number > 1, title.count <= 20,
                HeadingGrammar.safeguards.occurs(in: text.scalars, title)
            {
                isPlan = true
            }
        }
        guard isPlan, paragraphs[index].isBlock,
            let word = MetadataGrammar.attachment.prefix(of: text.scalars, paragraphs[index].range)
        else { continue }
        let next = word.range.upperBound
        if next == paragraphs[index].range.upperBound || text[next].folded == Sign.colon
            || text[next].is([.digit, .numeral])
        {
            return index
        }
    }
    return nil
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
