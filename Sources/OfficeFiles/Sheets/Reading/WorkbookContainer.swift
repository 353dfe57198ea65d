// SPDX-License-Identifier: Apache-2.0

/// The parts of a workbook's container, read one after the other and counted while they are unpacked.
struct WorkbookContainer {
    private let source: any ByteSource
    private let limits: WorkbookLimits

    init(_ source: any ByteSource, limits: WorkbookLimits) { (self.source, self.limits) = (source, limits) }

    func names() throws -> Set<String> {
        var names: Set<String> = []
        try walk { entry in
            names.insert(entry.name)
            guard names.count <= 20_000 else { throw WorkbookError.container(.tooManyEntries(20_000)) }
            return true
        }
        return names
    }

    /// The part that lists the worksheets: where the container's relations say, else where it always stands.
    func mainPart(_ names: Set<String>) throws -> String {
        let relations = RelationsReader(folder: "")
        try read("_rels/.rels", relations)
        if let main = relations.kinds["officeDocument"], names.contains(main), main.hasSuffix(".xml") { return main }
        if names.contains("xl/workbook.xml") { return "xl/workbook.xml" }
        if names.contains("xl/workbook.bin") { throw WorkbookError.foreign(.binary2007) }
        if names.contains("content.xml"), names.contains("mimetype") { throw WorkbookError.foreign(.openDocument) }
        throw WorkbookError.noWorkbook
    }

    /// Reads a small part whole; a part that is missing says nothing.
    func read(_ part: String, _ visitor: any XMLVisitor) throws {
        var content: [UInt8] = []
        let found = try unpack(part) { piece in
            guard content.count + piece.count <= limits.partBytes else { throw WorkbookError.tooLarge }
            content.append(contentsOf: piece)
        }
        guard found else { return }
        do { try readXML(content, visitor: visitor) } catch { throw WorkbookError.markup(error, part: part) }
    }

    /// Feeds a part to the hearer piece by piece.
    func stream(_ part: String, _ hearer: any MarkupHearer, _ meanwhile: (Int) throws -> Void) throws {
        let stream = try MarkupStream(hearer, part: part)
        var count = 0
        let found = try unpack(part) { piece in
            count += piece.count
            try meanwhile(count)
            try stream.feed(piece, isLast: false)
        }
        guard found else { throw WorkbookError.noWorkbook }
        try stream.feed(UnsafeRawBufferPointer(start: nil, count: 0), isLast: true)
    }

    private func unpack(_ part: String, _ take: (UnsafeRawBufferPointer) throws -> Void) throws -> Bool {
        var isFound = false
        var count = 0
        try walk { entry in
            guard entry.name == part else { return true }
            isFound = true
            guard !entry.isEncrypted else { throw WorkbookError.encrypted }
            try entry.forEachPiece { piece in
                count += piece.count
                guard count <= limits.unpackedBytes,
                    count <= limits.freeBytes || count / max(1, Int(source.size)) <= limits.ratio
                else { throw WorkbookError.container(.bomb) }
                try take(piece)
            }
            return false
        }
        return isFound
    }

    private func walk(_ body: (ZipEntry) throws -> Bool) throws {
        do { try ZipReader(source).forEachEntry(body) } catch let error as ZipError {
            throw error == .encrypted ? WorkbookError.encrypted : WorkbookError.container(error)
        }
    }
}
