// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
package import OfficeFiles

/// Opens files with tables; those before 2007, binary ones, OpenDocument and pages of a browser through LibreOffice, which makes a
/// .xlsx file of them that is read as any other.
package struct SheetConverter: Sendable {
    private let limits: ExtractionLimits
    private let tools: ToolBox

    package init(limits: ExtractionLimits = ExtractionLimits(), tools: ToolBox = ToolBox()) {
        (self.limits, self.tools) = (limits, tools)
    }

    /// The file at `path`. Throws `WorkbookError` for what it holds, `ExtractionError` for the converter's failures.
    package func open(path: String, limits sheetLimits: WorkbookLimits = WorkbookLimits()) throws -> SheetFile {
        let source = try wrapped { () throws(ZipError) in try FileSource(path: path) }
        guard source.size <= limits.fileBytes else {
            throw ExtractionError.tooLarge(bytes: Int(source.size), limit: limits.fileBytes)
        }
        do { return try SheetFile(source, limits: sheetLimits) } catch WorkbookError.foreign(let kind) {
            return try SheetFile(MemorySource(try convert(path, kind)), limits: sheetLimits)
        }
    }

    /// Where the file at `path` can be read: there, or at `converted`, where another program had to convert it.
    package func readable(path: String, converted: String) throws -> String {
        let source = try wrapped { () throws(ZipError) in try FileSource(path: path) }
        do { _ = try recogniseWorkbook(source) } catch WorkbookError.foreign(let kind) {
            guard FileManager.default.createFile(atPath: converted, contents: Data(try convert(path, kind))) else {
                throw ExtractionError.unreadable(name: (path as NSString).lastPathComponent)
            }
            return converted
        }
        return path
    }

    private func wrapped(_ open: () throws(ZipError) -> FileSource) throws -> FileSource {
        do { return try open() } catch { throw WorkbookError.container(error) }
    }

    private func convert(_ path: String, _ kind: ForeignWorkbook) throws(ExtractionError) -> [UInt8] {
        let office = SandboxedTool(tool: .soffice, box: tools, limits: limits)
        guard let data = FileManager.default.contents(atPath: path) else {
            throw .unreadable(name: (path as NSString).lastPathComponent)
        }
        let file = SourceFile(name: "table", bytes: [UInt8](data), path: nil)
        let output = try office.run(fileMade: "table.xlsx") { folder throws(ExtractionError) in
            // A page of a browser would be taken for a text to be written.
            let filter = kind == .webPage ? ["--infilter=HTML (StarCalc)"] : []
            return ["--headless", "--norestore", "-env:UserInstallation=file://\(folder)/profile"] + filter + [
                "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", folder,
                try file.copy(in: folder, as: "table." + kind.rawValue),
            ]
        }
        guard output.status == 0, !output.bytes.isEmpty else {
            throw .toolFailed(tool: ExternalTool.soffice.rawValue, status: output.status)
        }
        return output.bytes
    }
}
