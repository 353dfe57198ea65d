// SPDX-License-Identifier: Apache-2.0
package import Domain
import OfficeFiles

/// Word documents (.docx): paragraphs with their automatic numbers, and tables.
///
/// A paragraph ends with a newline; tables are written in the order of `TableOrder`.
package struct WordAdapter: SourceAdapter {
    private let limits: ExtractionLimits

    package init(limits: ExtractionLimits) { self.limits = limits }

    package func read(_ file: SourceFile) throws(ExtractionError) -> SourceText {
        let document = try document(file)
        var builder = SourceTextBuilder()
        var starts = [(page: 1, offset: 0)]
        for block in document.blocks {
            switch block {
            case .paragraph(let paragraph): append(paragraph, to: &builder, &starts)
            case .table(let table): append(table, to: &builder, &starts)
            }
        }
        if document.knowsPages {
            guard starts.count <= limits.pages else {
                throw .tooManyPages(pages: starts.count, limit: limits.pages)
            }
            builder.setPages(startingAt: starts)
        }
        return builder.finish(.word)
    }

    private func document(_ file: SourceFile) throws(ExtractionError) -> WordDocument {
        var zipLimits = ZipLimits()
        zipLimits.unpackedBytes = limits.unpackedBytes
        let archive: ZipArchive
        do { archive = try ZipArchive(bytes: file.bytes, limits: zipLimits) } catch {
            throw ExtractionError(error, .word)
        }
        // Workbooks and slides name a main part too, which would read as an empty document.
        if archive.isOtherOfficeFile { throw foreignContainer(archive, file) }
        do { return try readWordDocument(archive) } catch {
            switch error {
            case .container(let reason): throw ExtractionError(reason, .word)
            case .markup(.declaresTypes, _), .markup(.tooDeep, _): throw .unsafeMarkup
            case .markup: throw .damaged(.word)
            case .noDocument: throw foreignContainer(archive, file)
            }
        }
    }

    private func append(
        _ paragraph: WordParagraph, to builder: inout SourceTextBuilder, _ starts: inout [(page: Int, offset: Int)]
    ) {
        let range = append(text: paragraph, to: &builder, &starts)
        if range.count > 0 {
            builder.add(SourceBlock(kind: paragraph.headingLevel.map { .heading($0) } ?? .paragraph, range: range))
        }
        builder.append("\n")
    }

    private func append(
        text paragraph: WordParagraph, to builder: inout SourceTextBuilder,
        _ starts: inout [(page: Int, offset: Int)]
    ) -> TextRange {
        for start in paragraph.pageStarts { starts.append((start.page, builder.length + start.offset)) }
        return builder.append(paragraph.text)
    }

    private func append(
        _ table: WordTable, to builder: inout SourceTextBuilder, _ starts: inout [(page: Int, offset: Int)]
    ) {
        let from = builder.length
        var rows = table.rows.map { row in
            row.map { TableCell(range: TextRange(from: from, to: from), columns: $0.columns, rows: $0.rows) }
        }
        for step in TableOrder(table.rows.map { $0.map { ($0.columns, $0.rows) } }).steps {
            builder.append(step.separator)
            let (cell, start) = (table.rows[step.row][step.cell], builder.length)
            for (index, paragraph) in cell.paragraphs.enumerated() {
                if index > 0 { builder.append("\n") }
                _ = append(text: paragraph, to: &builder, &starts)
            }
            let range = TextRange(from: start, to: builder.length)
            rows[step.row][step.cell] = TableCell(range: range, columns: cell.columns, rows: cell.rows)
        }
        builder.append("\n")
        builder.add(SourceBlock(kind: .table(rows), range: TextRange(from: from, to: builder.length - 1)))
    }
}

extension ZipArchive {
    fileprivate var isOtherOfficeFile: Bool {
        func has(_ prefix: String) -> Bool { names.contains { $0.hasPrefix(prefix) } }
        return !has("word/") && (has("xl/") || has("ppt/"))
    }
}
