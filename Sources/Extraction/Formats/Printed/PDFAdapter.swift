// SPDX-License-Identifier: Apache-2.0
package import Domain
import Foundation

/// Documents with a fixed layout (.pdf): poppler says where each word stands, lines are put together here.
package struct PDFAdapter: SourceAdapter {
    private let limits: ExtractionLimits
    private let tool: @Sendable (ExternalTool) -> SandboxedTool

    init(limits: ExtractionLimits, tool: @escaping @Sendable (ExternalTool) -> SandboxedTool) {
        (self.limits, self.tool) = (limits, tool)
    }

    package func read(_ file: SourceFile) throws(ExtractionError) -> SourceText {
        guard endsProperly(file.bytes) else { throw .truncated(.pdf) }
        let pages = try countPages(file)
        guard pages <= limits.pages else { throw .tooManyPages(pages: pages, limit: limits.pages) }
        let output = try tool(.pdftotext).run { folder throws(ExtractionError) in
            ["-q", "-tsv", try file.place(in: folder, as: "document.pdf"), "-"]
        }
        try check(output, .pdftotext)
        var printed = readPrintedPages(output.bytes)
        let signs = printed.reduce(0) { $0 + $1.words.reduce(0) { $0 + $1.text.unicodeScalars.count } }
        // Scanners and copiers stamp a few signs on each picture; a page of text has hundreds.
        guard signs >= 4 * pages else { return try ScanAdapter(limits: limits, tool: tool).read(file, pages: pages) }
        let tables = takeTables(from: &printed, of: file)
        return layOut(printed, tables, as: .pdf)
    }

    /// Takes the words of ruled tables out of the pages. Poppler tells words only, so the lines are looked for in
    /// pictures of those pages whose words stand in columns.
    private func takeTables(from pages: inout [PrintedPage], of file: SourceFile) -> [[PrintedTable]] {
        var tables = [[PrintedTable]](repeating: [], count: pages.count)
        let candidates = pages.indices.filter { pages[$0].mayHoldTable }
        var start = 0
        while start < candidates.count {
            var end = start
            while end + 1 < candidates.count, candidates[end + 1] == candidates[end] + 1, end - start < 15 { end += 1 }
            let (first, last) = (candidates[start], candidates[end])
            for (raster, index) in zip(
                rasters(of: file, from: pages[first].number, to: pages[last].number), first...last)
            {
                let points = pages[index].width / Double(raster.width)
                let (horizontal, vertical) = findRulings(raster, points: points)
                for grid in RuledGrid.tables(horizontal, vertical) {
                    if let table = PrintedTable(grid, page: index, words: &pages[index].words) {
                        tables[index].append(table)
                    }
                }
            }
            start = end + 1
        }
        for index in tables.indices.dropLast() where !tables[index].isEmpty && !tables[index + 1].isEmpty {
            let last = tables[index].count - 1
            var (table, next) = (tables[index][last], tables[index + 1][0])
            table.takeRest(from: &next)
            (tables[index][last], tables[index + 1][0]) = (table, next)
        }
        return tables
    }

    private func rasters(of file: SourceFile, from first: Int, to last: Int) -> [PageRaster] {
        let output = try? tool(.pdftoppm).run { folder throws(ExtractionError) in
            [
                "-q", "-gray", "-r", "100", "-aa", "no", "-aaVector", "no", "-f", "\(first)", "-l", "\(last)",
                try file.place(in: folder, as: "document.pdf"),
            ]
        }
        return output.map { $0.status == 0 ? PageRaster.pages($0.bytes) : [] } ?? []
    }

    /// The picture of one page.
    func image(of file: SourceFile, page: Int, width: Int) throws(ExtractionError) -> PageImage {
        let pages = try countPages(file)
        guard page >= 1, page <= pages else { throw .noSuchPage(page: page, pages: pages) }
        let output = try tool(.pdftoppm).run { folder throws(ExtractionError) in
            [
                "-q", "-png", "-f", "\(page)", "-l", "\(page)", "-singlefile",
                "-scale-to-x", "\(min(max(width, 100), 3_000))", "-scale-to-y", "-1",
                try file.place(in: folder, as: "document.pdf"),
            ]
        }
        try check(output, .pdftoppm)
        guard output.bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) else {
            throw .toolFailed(tool: ExternalTool.pdftoppm.rawValue, status: output.status)
        }
        return PageImage(bytes: output.bytes, mediaType: "image/png")
    }

    private func countPages(_ file: SourceFile) throws(ExtractionError) -> Int {
        let output = try tool(.pdfinfo).run { folder throws(ExtractionError) in
            [try file.place(in: folder, as: "document.pdf")]
        }
        try check(output, .pdfinfo)
        let lines = String(decoding: output.bytes, as: UTF8.self).split(separator: "\n")
        let line = lines.first { $0.hasPrefix("Pages:") }
        guard let count = line?.split(separator: " ").last.flatMap({ Int($0) }), count > 0 else {
            throw .damaged(.pdf)
        }
        return count
    }

    /// Poppler's ends: 1 the file cannot be opened, 3 its owner forbids copying.
    private func check(_ output: ToolOutput, _ tool: ExternalTool) throws(ExtractionError) {
        guard output.status != 0 else { return }
        if output.status == 3 || output.complaint.lowercased().contains("password") { throw .encrypted(.pdf) }
        if output.status == 1 { throw .damaged(.pdf) }
        throw .toolFailed(tool: tool.rawValue, status: output.status)
    }

    /// Whether the mark of the end stands in the last 2 KiB. Poppler would mend a cut file and give half of its text.
    private func endsProperly(_ bytes: [UInt8]) -> Bool {
        containsBytes(Array("%%EOF".utf8), in: bytes.suffix(2_048))
    }
}
