// SPDX-License-Identifier: Apache-2.0

/// Reads the body of a .docx file with its automatic numbers.
package func readWordDocument(_ archive: ZipArchive) throws(WordError) -> WordDocument {
    guard let main = try mainPart(archive) else { throw .noDocument }
    let folder = main.lastIndex(of: "/").map { String(main[...$0]) } ?? ""
    let related = try relatedParts(of: main, in: archive)
    let stylesPart = related["styles"] ?? folder + "styles.xml"
    let numberingPart = related["numbering"] ?? folder + "numbering.xml"
    let parts = try unpack([main, stylesPart, numberingPart, "docProps/app.xml"], archive)
    guard let body = parts[main] else { throw .noDocument }

    let styles = WordStylesReader()
    try read(parts[stylesPart], stylesPart, styles)
    let numbering = WordNumberingReader()
    try read(parts[numberingPart], numberingPart, numbering)
    let reader = WordBodyReader(styles: styles.styles, numbering: numbering.numbering)
    try read(body, main, reader)
    let properties = WordPropertiesReader()
    try read(parts["docProps/app.xml"], "docProps/app.xml", properties)
    return WordDocument(blocks: reader.blocks, knowsPages: reader.knowsPages(ofRecorded: properties.pages))
}

private func read(_ bytes: [UInt8]?, _ part: String, _ visitor: any XMLVisitor) throws(WordError) {
    guard let bytes else { return }
    do { try readXML(bytes, visitor: visitor) } catch { throw .markup(error, part: part) }
}

private func unpack(_ names: Set<String>, _ archive: ZipArchive) throws(WordError) -> [String: [UInt8]] {
    do { return try archive.contents(of: names) } catch { throw .container(error) }
}

/// The main part is named by the package's relationships; word/document.xml is only the usual name.
private func mainPart(_ archive: ZipArchive) throws(WordError) -> String? {
    let relations = WordRelationsReader(folder: "")
    try read(try unpack(["_rels/.rels"], archive)["_rels/.rels"], "_rels/.rels", relations)
    let name = relations.targets["officeDocument"] ?? "word/document.xml"
    return archive.names.contains(name) ? name : nil
}

private func relatedParts(of main: String, in archive: ZipArchive) throws(WordError) -> [String: String] {
    let cut = main.lastIndex(of: "/").map { main.index(after: $0) } ?? main.startIndex
    let (folder, file) = (String(main[..<cut]), String(main[cut...]))
    let part = folder + "_rels/" + file + ".rels"
    let relations = WordRelationsReader(folder: folder)
    try read(try unpack([part], archive)[part], part, relations)
    return relations.targets
}

/// Hears which parts a part is related to, by the last word of the relation's type.
private final class WordRelationsReader: XMLVisitor {
    private let folder: String
    private(set) var targets: [String: String] = [:]

    init(folder: String) { self.folder = folder }

    func start(_ name: XMLName, _ attributes: XMLAttributes) {
        guard name.local == "Relationship", attributes["TargetMode"] != "External",
            let type = attributes["Type"]?.split(separator: "/").last, let target = attributes["Target"]
        else { return }
        let path = target.hasPrefix("/") ? String(target.dropFirst()) : folder + target
        if targets[String(type)] == nil { targets[String(type)] = path }
    }
    func end(_ name: XMLName) {}
    func text(_ text: String) {}
}

/// Hears how many pages the program that saved the document counted.
private final class WordPropertiesReader: XMLVisitor {
    private(set) var pages: Int?
    private var isInPages = false

    func start(_ name: XMLName, _ attributes: XMLAttributes) { isInPages = name.local == "Pages" }
    func end(_ name: XMLName) { isInPages = false }
    func text(_ text: String) { if isInPages { pages = Int(text) } }
}
