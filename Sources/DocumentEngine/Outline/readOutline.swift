// SPDX-License-Identifier: Apache-2.0

/// The tree of the headings in a run of paragraphs; `end` is where the text of the last one ends.
func readOutline(
    _ text: RepairedText, _ paragraphs: ContiguousArray<Paragraph>, _ part: Range<Int>, end: Int
) -> Outline {
    var outline = Outline()
    var scan = OutlineScan()
    for index in part {
        guard let marker = paragraphs[index].marker, paragraphs[index].range.lowerBound < end,
            let place = scan.place(marker, .complete)
        else { continue }
        let (title, bodyStart) = readTitle(text, paragraphs[index], marker)
        outline.nodes.append(
            OutlineNode(
                paragraph: index, marker: marker, level: place.level, title: title, bodyStart: bodyStart,
                doubt: place.doubt))
    }
    closeNodes(&outline, paragraphs, end: end)
    return outline
}

/// Says of every node where it ends.
private func closeNodes(_ outline: inout Outline, _ paragraphs: ContiguousArray<Paragraph>, end: Int) {
    var open: [Int] = []
    for index in outline.nodes.indices {
        while let last = open.last, outline.nodes[last].level >= outline.nodes[index].level {
            outline.nodes[last].end = paragraphs[outline.nodes[index].paragraph].range.lowerBound
            outline.nodes[last].next = index
            open.removeLast()
        }
        open.append(index)
    }
    for index in open {
        outline.nodes[index].end = end
        outline.nodes[index].next = outline.nodes.count
    }
}
