// SPDX-License-Identifier: Apache-2.0

/// A paragraph under way.
struct WordParagraphDraft {
    var text = ""
    /// In Unicode scalars.
    var length = 0
    var number = ""
    var style: String?
    var direct = WordNumberReference()
    var outlineLevel: Int?
    var pageStarts: [WordPageStart] = []
    /// Whether its end mark was deleted, so that it and the next paragraph are one.
    var isMarkDeleted = false
    /// Whether its end mark is hidden, so that the next paragraph goes on in its line.
    var isMarkHidden = false
    /// Whether the hidden end mark separates a run-in heading: then the paragraph itself prints, with its number.
    var isRunIn = false
    var isNumbered = false
    var startsPage = false
    /// Whether a page break was set by hand and nothing printed after it yet.
    var isBroken = false
    /// Whether it held a generated table of contents.
    var heldContents = false
    /// The blocks of its text boxes.
    var following: [WordBlock] = []

    mutating func append(_ piece: String) {
        text += piece
        length += piece.unicodeScalars.count
    }
}

extension WordBodyReader {
    func append(_ piece: String) {
        guard let last = paragraphs.indices.last, !piece.isEmpty else { return }
        guard !fields.isInstruction else { return }
        guard !fields.isContents else {
            paragraphs[last].heldContents = true
            return
        }
        // Without properties nothing told the paragraph to take its number.
        if !paragraphs[last].isNumbered { numberParagraph() }
        if paragraphs[last].isBroken { paragraphs[last].append("\n") }
        paragraphs[last].isBroken = false
        paragraphs[last].append(piece)
        pages.noteText()
    }

    func breakPage(isRendered: Bool) {
        guard let last = paragraphs.indices.last else { return }
        if !isRendered { paragraphs[last].isBroken = paragraphs[last].length > 0 }
        guard let page = pages.turn(isRendered: isRendered) else { return }
        let offset = paragraphs[last].length > utf32Count(paragraphs[last].number) ? paragraphs[last].length : 0
        paragraphs[last].pageStarts.append(WordPageStart(offset: offset, page: page))
    }

    func startParagraphProperty(_ name: String, _ attributes: XMLAttributes) {
        guard let last = paragraphs.indices.last else { return }
        let value = attributes["val"]
        switch name {
        case "pStyle": paragraphs[last].style = value
        case "numId": paragraphs[last].direct.list = attributes.number("val")
        case "ilvl": paragraphs[last].direct.level = attributes.number("val")
        case "outlineLvl": paragraphs[last].outlineLevel = attributes.number("val")
        case "pageBreakBefore": paragraphs[last].startsPage = isOn(value)
        // Inside the run properties of the end mark:
        case "del", "moveFrom": paragraphs[last].isMarkDeleted = true
        case "vanish": paragraphs[last].isMarkHidden = isOn(value)
        case "specVanish": paragraphs[last].isRunIn = isOn(value)
        default: break
        }
    }

    /// Takes the paragraph's number from its list. Done as soon as the properties are known, because a text box
    /// inside of the paragraph may hold numbered paragraphs too.
    func numberParagraph() {
        guard let last = paragraphs.indices.last, !paragraphs[last].isNumbered else { return }
        paragraphs[last].isNumbered = true
        if paragraphs[last].startsPage, let page = pages.turnForParagraph() {
            paragraphs[last].pageStarts.append(WordPageStart(offset: 0, page: page))
        }
        let doesPrint = !paragraphs[last].isMarkHidden || paragraphs[last].isRunIn
        guard !paragraphs[last].isMarkDeleted, doesPrint else { return }
        let number = counters.next(style: paragraphs[last].style, direct: paragraphs[last].direct)
        paragraphs[last].number = number
        paragraphs[last].append(number)
    }

    func endParagraph() {
        guard var draft = paragraphs.popLast() else { return }
        if !draft.isNumbered {
            paragraphs.append(draft)
            numberParagraph()
            draft = paragraphs.removeLast()
        }
        if let before = unfinished, paragraphs.isEmpty {
            draft = before.joined(with: draft)
            unfinished = nil
        }
        if (draft.isMarkDeleted || draft.isMarkHidden) && paragraphs.isEmpty {
            unfinished = draft
            return
        }
        close(draft)
    }

    /// Closes a paragraph that had no successor in its container.
    func closeUnfinished() {
        guard let draft = unfinished else { return }
        unfinished = nil
        if !draft.text.isEmpty { close(draft) }
    }

    private func close(_ draft: WordParagraphDraft) {
        let isContents = draft.heldContents && draft.text.allSatisfy(\.isWhitespace)
        var blocks = isContents ? [] : [WordBlock.paragraph(finished(draft))]
        blocks += draft.following
        containers[containers.count - 1].append(contentsOf: blocks)
    }

    private func finished(_ draft: WordParagraphDraft) -> WordParagraph {
        let level: Int? =
            draft.outlineLevel.map { (0...8).contains($0) ? $0 + 1 : nil } ?? styles.headingLevel(ofStyle: draft.style)
        return WordParagraph(
            text: draft.text, number: draft.number, headingLevel: level, pageStarts: draft.pageStarts)
    }
}

extension WordParagraphDraft {
    /// This paragraph and its successor as one: the end mark of the successor decides what the whole is.
    fileprivate func joined(with next: WordParagraphDraft) -> WordParagraphDraft {
        var whole = next
        whole.text = text + next.text
        if isMarkDeleted || !isRunIn {
            // The surviving mark numbers the whole, so its number stands in front.
            whole.text = next.number + text + String(next.text.unicodeScalars.dropFirst(utf32Count(next.number)))
        } else {
            (whole.number, whole.style, whole.outlineLevel) = (number, style, outlineLevel)
        }
        whole.length = length + next.length
        let shift = length
        whole.pageStarts =
            pageStarts + next.pageStarts.map { WordPageStart(offset: $0.offset + shift, page: $0.page) }
        whole.following = following + next.following
        whole.heldContents = heldContents || next.heldContents
        return whole
    }
}

func utf32Count(_ text: String) -> Int { text.unicodeScalars.count }

/// Counts pages by the marks that programs leave: where a page was last broken, and where a person broke it.
struct WordPageCounter {
    private(set) var current = 1
    private(set) var hasRendered = false
    /// Whether nothing printed since the last page break: Word marks the break of a person a second time.
    private var isFresh = true
    private var hasText = false

    mutating func noteText() { (isFresh, hasText) = (false, true) }

    /// The page that begins with a paragraph that asks for a new one; the first of a document stays where it is.
    mutating func turnForParagraph() -> Int? { hasText && !isFresh ? turn(isRendered: false) : nil }

    /// The page that begins here; nil where the mark repeats the one before.
    mutating func turn(isRendered: Bool) -> Int? {
        if isRendered {
            hasRendered = true
            guard !isFresh else { return nil }
        }
        isFresh = true
        current += 1
        return current
    }
}
