// SPDX-License-Identifier: Apache-2.0
package import Domain

/// OpenDocument texts (.odt), which pandoc turns into blocks.
package struct OpenDocumentAdapter: SourceAdapter {
    private let pandoc: SandboxedTool

    init(pandoc: SandboxedTool) { self.pandoc = pandoc }

    package func read(_ file: SourceFile) throws(ExtractionError) -> SourceText {
        try pandoc.readBlocks(of: .openDocument) { folder throws(ExtractionError) in
            ["--from=odt", try file.copy(in: folder, as: "document.odt")]
        }
    }
}

extension SandboxedTool {
    /// The text of the blocks that pandoc finds; `makeArguments` names the kind of file and the file.
    func readBlocks(
        of format: FileFormat, _ makeArguments: (_ folder: String) throws(ExtractionError) -> [String]
    ) throws(ExtractionError) -> SourceText {
        let output = try run { folder throws(ExtractionError) in
            ["--sandbox", "--to=json"] + (try makeArguments(folder))
        }
        guard output.status == 0 else {
            throw format == .html ? .toolFailed(tool: tool.rawValue, status: output.status) : .damaged(format)
        }
        guard let blocks = PandocBlock.document(output.bytes) else { throw .damaged(format) }
        var writer = BlockWriter()
        writer.isSite = format == .html
        writer.write(blocks)
        return writer.builder.finish(format)
    }
}
