// SPDX-License-Identifier: Apache-2.0
@testable import DocumentEngine
import Domain
@testable import Extraction
import FileTesting
import OfficeFiles

/// What reads bytes that strangers made, each with what has to hold whatever the bytes are.
///
/// One file for two users: the fuzzer (Fuzzing/, scripts/fuzz.sh) and the ordinary tests, which run its findings again.
enum FuzzTarget: String, CaseIterable {
    /// Bytes → text.
    case text
    /// Text → repaired text, paragraphs, headings.
    case outline
    /// Text → lists of units → bodies.
    case units
    /// Text → draft, and its JSON.
    case reader
    /// JSON → draft or label.
    case draft
    /// Bytes of a container → its entries, and what the readers of .docx and .ofd make of it.
    case container
    /// Parts of a .docx, divided by zero bytes: body, numbering, styles.
    case word
    /// Parts of an .ofd, divided by zero bytes: page, document, root.
    case ofd
    /// What pandoc prints for a web page.
    case html
    /// What poppler and tesseract print for pages.
    case pages
    /// Parts of a workbook, divided by zero bytes: rows, shared texts, styles, list of sheets.
    case workbook
    /// Separated values → rows → tables.
    case separated
    /// Lines of cells, divided by tabs, with merged cells → tables, columns, rows of a register.
    case tables

    /// What is wrong with the outcome; empty where all is well.
    func faults(in bytes: [UInt8]) -> [String] {
        switch self {
        case .text: checkDecoding(bytes)
        case .outline: checkOutline(String(decoding: bytes, as: UTF8.self))
        case .units: checkUnits(String(decoding: bytes, as: UTF8.self))
        case .reader: checkReading(SourceText(text: String(decoding: bytes, as: UTF8.self), format: .text))
        case .draft: checkDraft(String(decoding: bytes, as: UTF8.self))
        case .container: checkContainer(bytes)
        case .word: checkWord(parts(bytes))
        case .ofd: checkOFD(parts(bytes))
        case .html: checkHTML(bytes)
        case .pages: checkPages(bytes)
        case .workbook: checkWorkbook(parts(bytes))
        case .separated: checkSeparated(bytes)
        case .tables: checkTables(String(decoding: bytes, as: UTF8.self))
        }
    }
}

// MARK: The engine

private func checkOutline(_ text: String) -> [String] {
    let source = SourceText(text: text, format: .text)
    let scalars = Scalars(text: text)
    guard let opened = openDocument(source) else { return [] }
    var faults: [String] = []
    let repaired = opened.text
    for at in repaired.all where !repaired[at].is(.space) {
        let origin = repaired.origin(at)
        if !scalars.indices.contains(origin) || scalars[origin] != repaired[at] {
            faults.append("a sign of the repaired text stands elsewhere in the source")
            break
        }
    }
    for paragraph in opened.paragraphs where !repaired.all.contains(paragraph.range) || paragraph.range.isEmpty {
        faults.append("a paragraph is empty or outside the text")
    }
    for node in opened.plans.flatMap(\.outline.nodes) {
        let isInside = repaired.all.contains(node.marker.range) && node.bodyStart <= repaired.scalars.count
        if !isInside || node.title.map({ !repaired.all.contains($0) || $0.isEmpty }) == true {
            faults.append("a heading is outside the text, or its title is empty")
        }
    }
    return faults
}

extension Range<Int> {
    fileprivate func contains(_ other: Range<Int>) -> Bool {
        lowerBound <= other.lowerBound && other.upperBound <= upperBound
    }
}

private func checkUnits(_ text: String) -> [String] {
    let scalars = Scalars(text: text)
    guard !scalars.isEmpty else { return [] }
    var repaired = RepairedText()
    repaired.scalars = scalars
    repaired.runs = [RepairedText.Run(at: 0, from: 0, followsBreak: false)]
    var context = UnitContext()
    context.cities = ["青岚市", "海曜州"].map { CityName(Scalars(text: $0)) }
    context.defaultCities = [0, 1]
    let expander = UnitExpander(repaired, context)
    var faults: [String] = []
    for list in findUnitLists(scalars, repaired.all) {
        if !repaired.all.contains(list.range) || list.range.isEmpty { faults.append("a list is outside the text") }
        for item in list.items where !list.range.contains(item.range) || item.range.isEmpty {
            faults.append("an item is empty or outside its list")
        }
        for unit in expander.expand(list) where unit.unit.isEmpty { faults.append("a unit has no name") }
    }
    return faults
}

private func checkReading(_ source: SourceText) -> [String] {
    let draft = DocumentReader().read(source)
    _ = secrecyMark(in: source)
    let faults = validate(draft, against: source).filter { $0.code != "pathDoubled" }
    if let fault = faults.first { return ["\(fault.code) \(fault.arguments)"] }
    let json = draft.json()
    guard let again = try? PlanDraft(json: json) else { return ["the draft's own JSON can't be read"] }
    return again.json() == json ? [] : ["the draft's JSON reads as another draft"]
}

private func checkDraft(_ text: String) -> [String] {
    _ = PlanLabel(json: text)?.score(draftJSON: text, text: text)
    guard let draft = try? PlanDraft(json: text) else { return [] }
    let json = draft.json()
    guard let again = try? PlanDraft(json: json) else { return ["a draft is written so that it can't be read"] }
    return again.json() == json ? [] : ["a draft's JSON reads as another draft"]
}

// MARK: Files

private func checkDecoding(_ bytes: [UInt8]) -> [String] {
    for declared in [nil, "GB18030", "UTF-16"] {
        guard let text = try? decodeText(bytes, name: "a.txt", declared: declared) else { continue }
        if text.isEmpty && !bytes.starts(with: [0xEF, 0xBB, 0xBF]) && bytes.count > 2 { return ["the text is empty"] }
        if String(text: Scalars(text: text)) != text { return ["the text is another when it is put together again"] }
    }
    _ = try? recogniseFormat(SourceFile(name: "a.bin", bytes: bytes, path: nil))
    return []
}

private func checkContainer(_ bytes: [UInt8]) -> [String] {
    var limits = ZipLimits()
    (limits.unpackedBytes, limits.freeBytes) = (8 << 20, 1 << 20)
    if let archive = try? ZipArchive(bytes: bytes, limits: limits) {
        let contents = try? archive.contents(of: Set(archive.names))
        let size = contents?.values.reduce(0) { $0 + $1.count } ?? 0
        if size > limits.unpackedBytes { return ["more is unpacked than the limit says"] }
    }
    return checkText(of: bytes, by: WordAdapter(limits: smallLimits))
        + checkText(of: bytes, by: OFDAdapter(limits: smallLimits))
}

private func checkWord(_ parts: [[UInt8]]) -> [String] {
    let names = ["word/document.xml", "word/numbering.xml", "word/styles.xml", "docProps/app.xml"]
    let container = makeZip(zip(names, parts).map { (name: $0, bytes: $1) })
    return checkText(of: container, by: WordAdapter(limits: smallLimits))
}

private func checkOFD(_ parts: [[UInt8]]) -> [String] {
    let space = "xmlns=\"http://www.ofdspec.org/2016\""
    let root = "<OFD \(space)><DocBody><DocRoot>Doc/Document.xml</DocRoot></DocBody></OFD>"
    let document = """
        <Document \(space)><CommonData><PageArea><PhysicalBox>0 0 210 297</PhysicalBox></PageArea>\
        <TemplatePage ID="1" BaseLoc="Page.xml"/></CommonData><Pages><Page ID="2" BaseLoc="Page.xml"/></Pages></Document>
        """
    let container = makeZip([
        (name: "OFD.xml", bytes: parts.count > 2 ? parts[2] : Array(root.utf8)),
        (name: "Doc/Document.xml", bytes: parts.count > 1 ? parts[1] : Array(document.utf8)),
        (name: "Doc/Page.xml", bytes: parts[0]),
    ])
    return checkText(of: container, by: OFDAdapter(limits: smallLimits))
}

private func checkHTML(_ bytes: [UInt8]) -> [String] {
    guard let blocks = PandocBlock.document(bytes) else { return [] }
    var writer = BlockWriter()
    writer.write(blocks)
    return checkPlaces(in: writer.builder.finish(.html))
}

private func checkPages(_ bytes: [UInt8]) -> [String] {
    checkPlaces(in: layOut(readPrintedPages(bytes, isRecognised: bytes.count.isMultiple(of: 2)), as: .pdf))
}

private func parts(_ bytes: [UInt8]) -> [[UInt8]] {
    bytes.split(separator: 0, omittingEmptySubsequences: false).map(Array.init)
}

/// Small, so that no input takes long by what it is allowed.
private let smallLimits = {
    var limits = ExtractionLimits()
    (limits.unpackedBytes, limits.pages) = (8 << 20, 50)
    return limits
}()

private func checkText(of bytes: [UInt8], by adapter: some SourceAdapter) -> [String] {
    (try? adapter.read(SourceFile(name: "a", bytes: bytes, path: nil))).map(checkPlaces) ?? []
}

/// Pages, blocks and boxes have to lie inside the text.
private func checkPlaces(in source: SourceText) -> [String] {
    let whole = TextRange(from: 0, to: source.text.unicodeScalars.count)
    let ranges = source.pages.map(\.range) + source.blocks.map(\.range) + source.boxes.map(\.range)
    return ranges.allSatisfy { whole.contains($0) && $0.from <= $0.to } ? [] : ["a place lies outside the text"]
}
