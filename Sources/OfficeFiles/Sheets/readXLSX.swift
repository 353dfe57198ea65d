// SPDX-License-Identifier: Apache-2.0

/// Reads the first worksheet of a workbook (ISO/IEC 29500-1, 18): text, numbers as printed without a format, days as
/// `2026-01-05`.
package func readXLSX(
    _ bytes: [UInt8], limits: ReadSheetLimits = ReadSheetLimits()
) throws(ReadSheetError) -> ReadSheet {
    let archive: ZipArchive
    do { archive = try ZipArchive(bytes: bytes) } catch { throw .container(error) }
    let main = archive.names.contains("xl/workbook.xml") ? "xl/workbook.xml" : nil
    guard let main else { throw .noWorkbook }
    let workbook = WorkbookReader()
    try read(main, of: archive, workbook)
    let relations = RelationsReader()
    try read("xl/_rels/workbook.xml.rels", of: archive, relations)
    let styles = SheetStylesReader()
    try read("xl/styles.xml", of: archive, styles)
    let strings = SharedStringsReader()
    try read("xl/sharedStrings.xml", of: archive, strings)
    let target = workbook.firstSheet.flatMap { relations.targets[$0] } ?? "xl/worksheets/sheet1.xml"
    guard archive.names.contains(target) else { throw .noWorkbook }
    let cells = CellsReader(
        strings: strings.strings, dates: styles.dateStyles, from1904: workbook.isFrom1904, limits: limits)
    try read(target, of: archive, cells)
    if cells.isTooLarge { throw .tooLarge }
    return ReadSheet(title: workbook.title, rows: cells.rows)
}

private func read(_ part: String, of archive: ZipArchive, _ visitor: any XMLVisitor) throws(ReadSheetError) {
    guard archive.names.contains(part) else { return }
    let bytes: [UInt8]?
    do { bytes = try archive.contents(of: [part])[part] } catch { throw .container(error) }
    guard let bytes else { return }
    do { try readXML(bytes, visitor: visitor) } catch { throw .markup(error, part: part) }
}

/// Hears the name and the relation of the first sheet.
private final class WorkbookReader: XMLVisitor {
    private(set) var title = ""
    private(set) var firstSheet: String?
    private(set) var isFrom1904 = false

    func start(_ name: XMLName, _ attributes: XMLAttributes) {
        switch name.local {
        case "workbookPr": isFrom1904 = ["1", "true"].contains(attributes["date1904"] ?? "")
        case "sheet" where firstSheet == nil: (title, firstSheet) = (attributes["name"] ?? "", attributes["id"])
        default: break
        }
    }
    func end(_ name: XMLName) {}
    func text(_ text: String) {}
}

/// Hears the parts by their relation's identity.
private final class RelationsReader: XMLVisitor {
    private(set) var targets: [String: String] = [:]

    func start(_ name: XMLName, _ attributes: XMLAttributes) {
        guard name.local == "Relationship", attributes["TargetMode"] != "External", let id = attributes["Id"],
            let target = attributes["Target"]
        else { return }
        targets[id] = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
    }
    func end(_ name: XMLName) {}
    func text(_ text: String) {}
}

/// Hears which cell formats print days.
private final class SheetStylesReader: XMLVisitor {
    private(set) var dateStyles: Set<Int> = []
    private var dateFormats: Set<Int> = Set(14...17).union(27...31).union(50...58).union([22, 36])
    private var isInFormats = false
    private var next = 0

    func start(_ name: XMLName, _ attributes: XMLAttributes) {
        switch name.local {
        case "numFmt":
            guard let id = attributes.number("numFmtId"), let code = attributes["formatCode"] else { return }
            if Self.printsDays(code) { dateFormats.insert(id) }
        case "cellXfs": (isInFormats, next) = (true, 0)
        case "xf" where isInFormats:
            if let id = attributes.number("numFmtId"), dateFormats.contains(id) { dateStyles.insert(next) }
            next += 1
        default: break
        }
    }
    func end(_ name: XMLName) { if name.local == "cellXfs" { isInFormats = false } }
    func text(_ text: String) {}

    /// A format with a year, outside quotation marks and brackets.
    private static func printsDays(_ code: String) -> Bool {
        var (isQuoted, isBracketed) = (false, false)
        for character in code.lowercased() {
            switch character {
            case "\"": isQuoted.toggle()
            case "[": isBracketed = true
            case "]": isBracketed = false
            case "y" where !isQuoted && !isBracketed: return true
            default: break
            }
        }
        return false
    }
}

/// Hears the texts that cells share; readings beside characters are left out.
private final class SharedStringsReader: XMLVisitor {
    private(set) var strings: [String] = []
    private var text = ""
    private var isInText = false
    private var isReading = false

    func start(_ name: XMLName, _ attributes: XMLAttributes) {
        switch name.local {
        case "si": text = ""
        case "rPh": isReading = true
        case "t": isInText = !isReading
        default: break
        }
    }
    func end(_ name: XMLName) {
        switch name.local {
        case "si": strings.append(text)
        case "rPh": isReading = false
        case "t": isInText = false
        default: break
        }
    }
    func text(_ text: String) { if isInText { self.text += text } }
}
