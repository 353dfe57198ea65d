// SPDX-License-Identifier: Apache-2.0
package import Domain

/// Something in the text of a document that the reader mends, or reads as if it were mended.
package struct TextRepair: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        // Taken out of the text, or put in its place: `apply` does it.
        case pageNumber, runningHead, pageBreak, lineBreak, space, indent, emptyLine
        // Read so, and left in the text as printed.
        case headingNumber, strayWord, bracket, width

        /// Whether the repaired text has `after` in the place of `before`; the others only say how the reader took it.
        package var isApplied: Bool {
            switch self {
            case .pageNumber, .runningHead, .pageBreak, .lineBreak, .space, .indent, .emptyLine: true
            case .headingNumber, .strayWord, .bracket, .width: false
            }
        }
    }
    package let kind: Kind
    /// In Unicode scalars of the source.
    package let range: TextRange
    package let before: String
    package let after: String
}

extension DocumentReader {
    /// Every repair of a text in the order of the text; empty where it passes through as it is.
    ///
    /// Not part of reading: a draft is read without it, and its sources lead to the same places.
    package func repairs(_ source: SourceText) -> [TextRepair] {
        let scalars = Scalars(text: source.text)
        var lines = readLines(scalars)
        dropFurniture(&lines, in: scalars)
        let (text, paragraphs) = readParagraphs(scalars, lines, resumed: resumedNumbers(scalars, lines))
        var lister = RepairLister(source: scalars, text: text, lines: lines, pages: source.pages)
        lister.listGaps()
        lister.listSigns(paragraphs)
        return lister.repairs.sorted { ($0.range.from, $0.range.to) < ($1.range.from, $1.range.to) }
    }

    /// The text as the reader sees it: paragraphs without what layout put into them, one newline between them.
    package func repairedText(_ source: SourceText) -> String {
        let scalars = Scalars(text: source.text)
        var lines = readLines(scalars)
        dropFurniture(&lines, in: scalars)
        let text = readParagraphs(scalars, lines, resumed: resumedNumbers(scalars, lines)).text
        return text.text(text.all)
    }
}

/// The text after the repairs that are applied; the same bytes where there are none.
package func apply(_ repairs: [TextRepair], to text: String) -> String {
    let scalars = Scalars(text: text)
    var (result, at) = (Scalars(), 0)
    for repair in repairs where repair.kind.isApplied {
        result += scalars[at..<repair.range.from]
        result += Scalars(text: repair.after)
        at = repair.range.to
    }
    return String(text: result + scalars[at...])
}

private struct RepairLister {
    let source: Scalars
    let text: RepairedText
    let lines: ContiguousArray<SourceLine>
    let pages: [SourcePage]
    var repairs: [TextRepair] = []

    /// What stands in the source between the pieces that the repaired text keeps.
    mutating func listGaps() {
        var (kept, at) = (0, 0)
        for run in text.runs {
            gap(kept..<Int(run.from), text.scalars[at..<Int(run.at)], run)
            let length = length(of: run)
            (kept, at) = (Int(run.from) + length, Int(run.at) + length)
        }
        gap(kept..<source.count, text.scalars[at...], nil)
    }

    private func length(of run: RepairedText.Run) -> Int {
        var (low, high) = (0, text.runs.count)
        while low < high {
            let middle = (low + high) / 2
            if text.runs[middle].at <= run.at { low = middle + 1 } else { high = middle }
        }
        let next = low < text.runs.count ? Int(text.runs[low].at) : text.scalars.count
        var end = next
        while end > Int(run.at), text.scalars[end - 1].is(.space) { end -= 1 }
        return end - Int(run.at)
    }

    private mutating func gap(_ range: Range<Int>, _ kept: ArraySlice<UInt32>, _ run: RepairedText.Run?) {
        guard !source[range].elementsEqual(kept) else { return }
        let furniture = lines.filter { $0.isFurniture && range.contains(Int($0.start)) }
        guard !furniture.isEmpty else { return add(kind(range, kept, run), range, String(text: Scalars(kept))) }
        // The first piece takes what is kept; every number and head is a repair of its own.
        var (at, after) = (range.lowerBound, String(text: Scalars(kept)))
        for line in furniture {
            let isNumber = isPageNumber(source, line.range) || line.range.allSatisfy { source[$0].is(.digit) }
            add(isNumber ? .pageNumber : .runningHead, at..<Int(line.end), after)
            (at, after) = (Int(line.end), "")
        }
        if at < range.upperBound { add(.pageBreak, at..<range.upperBound, "") }
    }

    private func kind(_ range: Range<Int>, _ kept: ArraySlice<UInt32>, _ run: RepairedText.Run?) -> TextRepair.Kind {
        guard let run else { return .emptyLine }
        if kept.contains(Sign.newline) || run.at == 0 {
            let breaks = source[range].filter { $0 == Sign.newline }.count
            return breaks > 1 || range.isEmpty ? .emptyLine : .indent
        }
        guard run.followsBreak else { return .space }
        let startsPage = pages.contains { range.contains($0.range.from) || $0.range.from == range.upperBound }
        return startsPage || source[range].contains(0x0C) ? .pageBreak : .lineBreak
    }

    private mutating func add(_ kind: TextRepair.Kind, _ range: Range<Int>, _ after: String) {
        repairs.append(
            TextRepair(
                kind: kind, range: TextRange(from: range.lowerBound, to: range.upperBound),
                before: source.text(range), after: after))
    }

    // MARK: Signs that are read as others

    mutating func listSigns(_ paragraphs: ContiguousArray<Paragraph>) {
        for paragraph in paragraphs {
            if let marker = paragraph.marker, let mended = marker.mended {
                read(.headingNumber, text.trim(marker.range), as: String(text: mended.prefix))
            }
            for word in findStrayWords(text, paragraph.range) {
                read(.strayWord, word, as: DoubtGrammar.meaning(text.scalars, word))
            }
            listBrackets(paragraph.range)
            listWidths(paragraph.range)
        }
    }

    private mutating func read(_ kind: TextRepair.Kind, _ range: Range<Int>, as meaning: String) {
        repairs.append(
            TextRepair(kind: kind, range: text.source(range).range, before: text.text(range), after: meaning))
    }

    /// Brackets that close another kind than was opened.
    private mutating func listBrackets(_ range: Range<Int>) {
        var open: [UInt32] = []
        for at in range {
            let sign = text[at]
            if sign.is(.opener) { open.append(sign) }
            guard sign.is(.closer), let opener = open.popLast(), let wanted = BracketGrammar.closer(of: opener),
                wanted != sign
            else { continue }
            read(.bracket, at..<(at + 1), as: String(text: [wanted]))
        }
    }

    /// Commas, colons and the like of another width than the Chinese characters on both their sides.
    private mutating func listWidths(_ range: Range<Int>) {
        for at in range.dropFirst().dropLast()
        where text[at] < 0x80 && text[at].is([.separator, .terminal]) && text[at - 1].is(.han) && text[at + 1].is(.han)
        {
            read(.width, at..<(at + 1), as: String(text: [text[at] + 0xFEE0]))
        }
    }
}
