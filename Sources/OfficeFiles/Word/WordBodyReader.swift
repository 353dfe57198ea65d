// SPDX-License-Identifier: Apache-2.0

/// Hears word/document.xml and builds the blocks as they print: deletions left out, insertions kept.
///
/// Paragraphs are in WordBodyReader+Paragraphs.swift, tables in WordBodyReader+Tables.swift.
final class WordBodyReader: XMLVisitor {
    let styles: WordStyles
    var counters: ListCounters
    var pages = WordPageCounter()
    var fields = WordFields()
    /// What is being filled, from the body inwards: cells and text boxes hold paragraphs of their own.
    var containers: [[WordBlock]] = [[]]
    var paragraphs: [WordParagraphDraft] = []
    var tables: [WordTableDraft] = []
    /// A paragraph whose end mark was deleted or hidden: the next one of the same container goes on with its text.
    var unfinished: WordParagraphDraft?
    /// How deep inside an element that does not print; 0 outside.
    private var skipped = 0
    /// The text of a `w:t` under way.
    private var run: String?
    private var keepsSpaces = false
    private var isRunHidden = false
    private var properties = WordPropertiesContext()
    private var isInContents = false

    init(styles: WordStyles, numbering: WordNumbering) {
        self.styles = styles
        counters = ListCounters(numbering: numbering, styles: styles)
    }

    var blocks: [WordBlock] { containers[0] }

    /// Whether the pages that were counted are those that print; `recorded` is the count of the saving program.
    func knowsPages(ofRecorded recorded: Int?) -> Bool {
        pages.hasRendered || (pages.current == recorded && pages.current > 0)
    }

    func start(_ name: XMLName, _ attributes: XMLAttributes) {
        guard skipped == 0 else {
            skipped += 1
            return
        }
        switch name.space {
        case .compatibility: if name.local == "Fallback" { skipped = 1 }
        case .math:
            if name.local == "t" {
                run = ""
                keepsSpaces = true
            }
        case .word: startWord(name.local, attributes)
        default: break
        }
    }

    private func startWord(_ name: String, _ attributes: XMLAttributes) {
        if properties.depth > 0 { return startProperty(name, attributes) }
        switch name {
        case "p": paragraphs.append(WordParagraphDraft())
        case "pPr", "rPr", "tcPr", "trPr", "sdtPr", "tblPr", "tblGrid", "sectPr":
            properties = WordPropertiesContext(kind: name, depth: 1)
        case "r": isRunHidden = false
        case "t":
            run = ""
            keepsSpaces = attributes["space"] == "preserve"
        case "del", "moveFrom", "rt", "delText", "delInstrText", "tblPrEx": skipped = 1
        case "sdtContent":
            if isInContents { skipped = 1 }
            isInContents = false
        case "txbxContent": containers.append([])
        case "tbl", "tr", "tc": startTable(name)
        default: startInline(name, attributes)
        }
    }

    /// Elements inside of a run that are not text but print something.
    private func startInline(_ name: String, _ attributes: XMLAttributes) {
        switch name {
        case "tab", "ptab": append("\t")
        case "cr": append("\n")
        case "noBreakHyphen": append("-")
        case "br":
            if attributes["type"] == "page" { breakPage(isRendered: false) } else { append("\n") }
        case "lastRenderedPageBreak": breakPage(isRendered: true)
        case "sym":
            let scalar = attributes["char"].flatMap { UInt32($0, radix: 16) }.flatMap { Unicode.Scalar($0) }
            if let scalar { append(String(printedSymbol(scalar))) }
        case "fldChar":
            if let text = fields.mark(attributes["fldCharType"]) { append(text) }
        case "instrText": run = ""
        default: break
        }
    }

    /// A property of the paragraph, run, cell or row under way.
    private func startProperty(_ name: String, _ attributes: XMLAttributes) {
        properties.depth += 1
        // What a property was before a tracked change says nothing about what prints.
        if name.hasSuffix("Change") {
            skipped = 1
            return
        }
        let value = attributes["val"]
        switch (properties.kind, name) {
        case ("rPr", "vanish"): isRunHidden = isOn(value)
        case ("rPr", "rStyle"): isRunHidden = value.map { styles.isHidden(style: $0) } ?? false
        case ("sdtPr", "docPartGallery"): isInContents = value == "Table of Contents"
        case ("pPr", _): startParagraphProperty(name, attributes)
        case ("tcPr", _), ("trPr", _): startTableProperty(name, attributes)
        default: break
        }
    }

    func end(_ name: XMLName) {
        if skipped > 0 {
            skipped -= 1
            // The element that was skipped may itself be a property.
            if skipped == 0, properties.depth > 0, name.space == .word { properties.depth -= 1 }
            return
        }
        if name.space == .math, name.local == "t" { return endRun() }
        guard name.space == .word else { return }
        if properties.depth > 0 {
            properties.depth -= 1
            if properties.depth == 0 { endProperties() }
            return
        }
        switch name.local {
        case "t": endRun()
        case "instrText":
            fields.instruct(run ?? "")
            run = nil
        case "p": endParagraph()
        case "body": closeUnfinished()
        case "txbxContent": endTextBox()
        case "tbl", "tr", "tc": endTable(name.local)
        default: break
        }
    }

    private func endProperties() {
        if properties.kind == "pPr" { numberParagraph() }
    }

    private func endRun() {
        defer { run = nil }
        guard let run, !isRunHidden else { return }
        let spaced = String(String.UnicodeScalarView(run.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
        append(keepsSpaces ? spaced : trimmed(spaced))
    }

    func text(_ text: String) {
        if skipped == 0, run != nil { run?.append(text) }
    }

    /// A text box prints where it stands on the page; here it follows the paragraph that anchors it.
    private func endTextBox() {
        guard containers.count > 1 else { return }
        let blocks = containers.removeLast()
        if let anchor = paragraphs.indices.last {
            paragraphs[anchor].following.append(contentsOf: blocks)
        } else {
            containers[containers.count - 1].append(contentsOf: blocks)
        }
    }
}

/// Which property element the reader is inside of, and how deep.
struct WordPropertiesContext {
    var kind = ""
    var depth = 0
}

/// Without `xml:space="preserve"` Word drops spaces at both ends.
private func trimmed(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { $0 != " " }), let last = scalars.lastIndex(where: { $0 != " " })
    else { return "" }
    return String(scalars[first...last])
}
