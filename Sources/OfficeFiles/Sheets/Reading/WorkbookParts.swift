// SPDX-License-Identifier: Apache-2.0

/// What the rows of a workbook need to be read: its shared texts, its formats, the day from which it counts.
final class WorkbookParts {
    var texts: SharedTexts
    var formats: [CellFormat] = []
    var isFrom1904 = false

    init(texts: SharedTexts) { self.texts = texts }

    func format(_ style: Int) -> CellFormat { formats.indices.contains(style) ? formats[style] : .general }
}

/// Hears the names and the relations of the worksheets.
final class WorkbookPartReader: XMLVisitor {
    private(set) var sheets: [(name: String, visibility: Worksheet.Visibility, relation: String?)] = []
    private(set) var isFrom1904 = false

    func start(_ name: XMLName, _ attributes: XMLAttributes) {
        switch name.local {
        case "workbookPr": isFrom1904 = ["1", "true"].contains(attributes["date1904"] ?? "")
        case "sheet" where sheets.count < 10_000:
            let visibility = attributes["state"].flatMap { Worksheet.Visibility(rawValue: $0) } ?? .visible
            sheets.append((attributes["name"] ?? "", visibility, attributes["id"]))
        default: break
        }
    }
    func end(_ name: XMLName) {}
    func text(_ text: String) {}
}

/// Hears the parts by their relation's identity.
final class RelationsReader: XMLVisitor {
    private(set) var targets: [String: String] = [:]
    /// The last word of each relation's kind with its target: `officeDocument`, `sharedStrings`.
    private(set) var kinds: [String: String] = [:]
    private let folder: String

    /// `folder` is that of the part whose relations they are, with a slash at its end.
    init(folder: String) { self.folder = folder }

    func start(_ name: XMLName, _ attributes: XMLAttributes) {
        guard name.local == "Relationship", attributes["TargetMode"] != "External", let id = attributes["Id"],
            let target = attributes["Target"]
        else { return }
        let path = target.hasPrefix("/") ? String(target.dropFirst()) : folder + target
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        targets[id] = parts.joined(separator: "/")
        if let kind = attributes["Type"]?.split(separator: "/").last { kinds[String(kind)] = targets[id] }
    }
    func end(_ name: XMLName) {}
    func text(_ text: String) {}
}

/// Hears in which format each style of a cell shows numbers.
final class StylesReader: XMLVisitor {
    private(set) var formats: [CellFormat] = []
    private var codes: [Int: CellFormat] = [:]
    private var isInFormats = false

    func start(_ name: XMLName, _ attributes: XMLAttributes) {
        switch name.local {
        case "numFmt":
            guard let id = attributes.number("numFmtId"), let code = attributes["formatCode"] else { return }
            codes[id] = CellFormat(code: code)
        case "cellXfs": isInFormats = true
        case "xf" where isInFormats && formats.count < 100_000:
            let id = attributes.number("numFmtId") ?? 0
            formats.append(codes[id] ?? CellFormat.builtIn(id))
        default: break
        }
    }
    func end(_ name: XMLName) { if name.local == "cellXfs" { isInFormats = false } }
    func text(_ text: String) {}
}
