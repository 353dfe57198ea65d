// SPDX-License-Identifier: Apache-2.0

/// Reads the text of an .ofd file; several documents in one file follow each other.
package func readOFDDocument(_ archive: ZipArchive, pages limit: Int) throws(OFDError) -> OFDDocument {
    guard let main = try read("OFD.xml", archive, OFDRootReader()) else { throw .noDocument }
    guard !main.isEncrypted else { throw .encrypted }
    guard !main.roots.isEmpty else { throw .noDocument }
    var pages: [OFDPage] = []
    for root in main.roots {
        let part = OFDPath(of: "OFD.xml").resolve(root)
        guard let document = try read(part, archive, OFDTreeReader()) else { throw .noDocument }
        guard pages.count + document.pages.count <= limit else {
            throw .tooManyPages(pages.count + document.pages.count)
        }
        pages += try readPages(document, in: OFDPath(of: part), archive)
    }
    return OFDDocument(pages: pages)
}

private func readPages(
    _ document: OFDTreeReader, in folder: OFDPath, _ archive: ZipArchive
) throws(OFDError) -> [OFDPage] {
    let parts = document.pages.map { folder.resolve($0) }
    let templateParts = document.templates.mapValues { folder.resolve($0) }
    let contents: [String: [UInt8]]
    do { contents = try archive.contents(of: Set(parts).union(templateParts.values)) } catch { throw .container(error) }
    var pages: [OFDPage] = []
    for part in parts {
        // A page that the container lacks is an empty page: the others keep their numbers.
        let page = try hear(contents[part], part, OFDPageReader())
        var signs: [OFDSign] = []
        for id in page.templates {
            guard let name = templateParts[id] else { continue }
            signs += try hear(contents[name], name, OFDPageReader()).signs
        }
        let box = page.box ?? document.box
        pages.append(
            OFDPage(width: box?.width ?? 210, height: box?.height ?? 297, signs: signs + page.signs))
    }
    return pages
}

private func read<Visitor: XMLVisitor>(
    _ part: String, _ archive: ZipArchive, _ visitor: Visitor
) throws(OFDError) -> Visitor? {
    let contents: [String: [UInt8]]
    do { contents = try archive.contents(of: [part]) } catch { throw .container(error) }
    guard let bytes = contents[part] else { return nil }
    return try hear(bytes, part, visitor)
}

private func hear<Visitor: XMLVisitor>(
    _ bytes: [UInt8]?, _ part: String, _ visitor: Visitor
) throws(OFDError) -> Visitor {
    guard let bytes else { return visitor }
    do { try readXML(bytes, visitor: visitor) } catch { throw .markup(error, part: part) }
    return visitor
}

/// Hears where the documents of the file begin (clause 7.4).
private final class OFDRootReader: XMLVisitor {
    private(set) var roots: [String] = []
    private(set) var isEncrypted = false
    private var collected: String?

    func start(_ name: XMLName, _ attributes: XMLAttributes) {
        if name.local == "DocRoot" { collected = "" }
        if name.local == "Encryptions" { isEncrypted = true }
    }

    func end(_ name: XMLName) {
        guard name.local == "DocRoot", let root = collected else { return }
        roots.append(root.filter { !$0.isWhitespace })
        collected = nil
    }

    func text(_ text: String) { collected?.append(text) }
}

/// Hears the pages and templates of a document (clause 7.5).
private final class OFDTreeReader: XMLVisitor {
    private(set) var pages: [String] = []
    private(set) var templates: [String: String] = [:]
    private(set) var box: OFDBox?
    private var collected: String?

    func start(_ name: XMLName, _ attributes: XMLAttributes) {
        switch name.local {
        case "Page": if let place = attributes["BaseLoc"] { pages.append(place) }
        case "TemplatePage":
            if let id = attributes["ID"], let place = attributes["BaseLoc"] { templates[id] = place }
        case "PhysicalBox": collected = ""
        default: break
        }
    }

    func end(_ name: XMLName) {
        guard name.local == "PhysicalBox" else { return }
        box = OFDBox(collected)
        collected = nil
    }

    func text(_ text: String) { collected?.append(text) }
}
