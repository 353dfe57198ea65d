// SPDX-License-Identifier: Apache-2.0
package import Domain
package import Foundation

/// Reads files of every kind that is known: what a file is, is decided by its content first, by its name second.
package struct Extractor: Sendable {
    package let limits: ExtractionLimits
    package let tools: ToolBox
    let desk: ExtractionDesk

    package init(limits: ExtractionLimits = ExtractionLimits(), tools: ToolBox = ToolBox()) {
        (self.limits, self.tools) = (limits, tools)
        desk = ExtractionDesk(places: limits.toolsAtOnce)
    }

    /// The text of the file; `named` is the name under which a person gave it.
    package func extract(file: URL, named name: String) async throws(ExtractionError) -> SourceText {
        try await desk.work { flag throws(ExtractionError) in
            try read(try load(file, named: name), flag)
        }
    }

    /// The text of bytes that are held in memory, such as standard input.
    package func extract(bytes: [UInt8], named name: String) async throws(ExtractionError) -> SourceText {
        guard bytes.count <= limits.fileBytes else {
            throw .tooLarge(bytes: bytes.count, limit: limits.fileBytes)
        }
        return try await desk.work { flag throws(ExtractionError) in
            try read(SourceFile(name: name, bytes: bytes, path: nil), flag)
        }
    }

    /// A picture of one page (from 1) of a .pdf file, of a photograph or of a scan, `width` pixels wide (100…3000; other
    /// widths are clamped).
    package func pageImage(
        file: URL, page: Int, width: Int, of format: FileFormat = .pdf
    ) async throws(ExtractionError) -> PageImage {
        try await desk.work(isQuick: true) { flag throws(ExtractionError) in
            var source = SourceFile(name: file.lastPathComponent, bytes: [], path: file.path)
            if format == .image {
                let pages = try ScanAdapter(limits: limits) { tool($0, flag) }.printed(load(file, named: source.name))
                source = SourceFile(name: "document.pdf", bytes: pages, path: nil)
            }
            return try pdfAdapter(flag).image(of: source, page: page, width: width)
        }
    }

    /// What is known of the external tools, for `jiedui doctor`.
    package func report() async -> [ToolReport] {
        let reports = await desk.attempt(isQuick: true) { _ in .success(tools.reports(limits)) }
        return (try? reports.get()) ?? []
    }

    private func load(_ file: URL, named name: String) throws(ExtractionError) -> SourceFile {
        let attributes = try? FileManager.default.attributesOfItem(atPath: file.resolvingSymlinksInPath().path)
        guard let attributes, attributes[.type] as? FileAttributeType == .typeRegular,
            let size = attributes[.size] as? Int
        else { throw .unreadable(name: name) }
        guard size <= limits.fileBytes else { throw .tooLarge(bytes: size, limit: limits.fileBytes) }
        guard let data = FileManager.default.contents(atPath: file.path) else { throw .unreadable(name: name) }
        return SourceFile(name: name, bytes: [UInt8](data), path: file.absoluteURL.path)
    }

    private func read(_ file: SourceFile, _ flag: CancellationFlag) throws(ExtractionError) -> SourceText {
        let format = try recogniseFormat(file)
        let source = try adapter(for: format, flag).read(file)
        let scalars = source.text.unicodeScalars
        guard scalars.contains(where: { !$0.properties.isWhitespace && $0 != "\u{FEFF}" }) else { throw .empty }
        guard scalars.count <= limits.textScalars else {
            throw .textTooLong(scalars: scalars.count, limit: limits.textScalars)
        }
        return source
    }

    private func adapter(for format: FileFormat, _ flag: CancellationFlag) -> any SourceAdapter {
        switch format {
        case .text: TextAdapter()
        case .word: WordAdapter(limits: limits)
        case .html: HTMLAdapter(pandoc: tool(.pandoc, flag))
        case .openDocument:
            // LibreOffice keeps the automatic numbers, which pandoc leaves out.
            tools.find(.soffice) == nil
                ? OpenDocumentAdapter(pandoc: tool(.pandoc, flag))
                : OfficeAdapter(format, limits: limits, office: tool(.soffice, flag))
        case .pdf: pdfAdapter(flag)
        case .ofd: OFDAdapter(limits: limits)
        case .image: ScanAdapter(limits: limits) { tool($0, flag) }
        case .oldWord, .richText: OfficeAdapter(format, limits: limits, office: tool(.soffice, flag))
        }
    }

    private func pdfAdapter(_ flag: CancellationFlag) -> PDFAdapter {
        PDFAdapter(limits: limits) { tool($0, flag) }
    }

    private func tool(_ tool: ExternalTool, _ flag: CancellationFlag) -> SandboxedTool {
        SandboxedTool(tool: tool, box: tools, limits: limits, cancellation: flag)
    }
}

/// A page of a document as a picture.
package struct PageImage: Hashable, Sendable {
    package let bytes: [UInt8]
    /// `image/png`.
    package let mediaType: String

    package init(bytes: [UInt8], mediaType: String) { (self.bytes, self.mediaType) = (bytes, mediaType) }
}
