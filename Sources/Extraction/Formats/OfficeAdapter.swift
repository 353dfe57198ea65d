// SPDX-License-Identifier: Apache-2.0
package import Domain

/// Old Word and WPS files (.doc, .wps) and rich text (.rtf): LibreOffice makes a .docx file of them, which is read as
/// any other, with its automatic numbers.
package struct OfficeAdapter: SourceAdapter {
    private let format: FileFormat
    private let limits: ExtractionLimits
    private let office: SandboxedTool

    init(_ format: FileFormat, limits: ExtractionLimits, office: SandboxedTool) {
        (self.format, self.limits, self.office) = (format, limits, office)
    }

    package func read(_ file: SourceFile) throws(ExtractionError) -> SourceText {
        let output = try office.run(fileMade: "document.docx") { folder throws(ExtractionError) in
            [
                "--headless", "--norestore", "-env:UserInstallation=file://\(folder)/profile",
                "--convert-to", "docx:MS Word 2007 XML", "--outdir", folder,
                // The name decides how the program reads it; what was given may be named otherwise.
                try file.copy(in: folder, as: "document." + format.rawValue),
            ]
        }
        guard output.status == 0, !output.bytes.isEmpty else { throw .damaged(format) }
        var source = try WordAdapter(limits: limits).read(
            SourceFile(name: file.name, bytes: output.bytes, path: nil))
        source.format = format
        return source
    }
}
