// SPDX-License-Identifier: Apache-2.0
package import Domain
import Foundation

/// Pictures of pages: tesseract says which signs it sees and where, lines are put together as for printed pages.
package struct ScanAdapter: SourceAdapter {
    private let limits: ExtractionLimits
    private let tool: @Sendable (ExternalTool) -> SandboxedTool
    /// Dots per inch for which the recognition was trained.
    private static let resolution = 300
    /// The width at which pages are drawn, in dots: that of A4 at that resolution. What a file says of its own size is
    /// often that of a picture at some other one.
    private static let width = 2_480

    init(limits: ExtractionLimits, tool: @escaping @Sendable (ExternalTool) -> SandboxedTool) {
        (self.limits, self.tool) = (limits, tool)
    }

    /// The text of a photograph or scan (.png, .jpg, .tif); a .tif file may hold several pages.
    package func read(_ file: SourceFile) throws(ExtractionError) -> SourceText {
        layOut(try recognise(file.bytes), as: .image)
    }

    /// The text of a .pdf file whose pages are pictures.
    func read(_ file: SourceFile, pages: Int) throws(ExtractionError) -> SourceText {
        guard pages <= limits.scannedPages else { throw .tooManyPages(pages: pages, limit: limits.scannedPages) }
        var printed: [PrintedPage] = []
        for number in 1...pages {
            let picture = try tool(.pdftoppm).run { folder throws(ExtractionError) in
                [
                    "-q", "-gray", "-scale-to-x", "\(Self.width)", "-scale-to-y", "-1", "-f", "\(number)", "-l",
                    "\(number)", "-singlefile", try file.place(in: folder, as: "document.pdf"),
                ]
            }
            guard picture.status == 0 else { throw .damaged(.pdf) }
            for page in try recognise(picture.bytes) {
                printed.append(
                    PrintedPage(number: number, width: page.width, height: page.height, words: page.words))
            }
        }
        return layOut(printed, as: .pdf)
    }

    /// The pictures of a file as pages of a .pdf file, for a tool that draws them. Only one line is recognised for it:
    /// what costs time is not what is wanted.
    func printed(_ file: SourceFile) throws(ExtractionError) -> [UInt8] {
        let output = try tool(.tesseract).run { folder throws(ExtractionError) in
            [
                try file.place(in: folder, as: "page"), "stdout", "-l", "chi_sim", "--psm", "13", "--dpi",
                "\(Self.resolution)", "pdf",
            ]
        }
        guard output.status == 0 else { throw .damaged(.image) }
        return output.bytes
    }

    private func recognise(_ picture: [UInt8]) throws(ExtractionError) -> [PrintedPage] {
        let output = try tool(.tesseract).run { folder throws(ExtractionError) in
            let page = folder + "/page"
            guard FileManager.default.createFile(atPath: page, contents: Data(picture)) else {
                throw .unreadable(name: "page")
            }
            return [
                // 6: one block of text. The other modes lose the ends of lines on pages that lie a little askew; columns
                // are told apart by the places of the words.
                page, "stdout", "-l", "chi_sim", "--psm", "6", "--dpi", "\(Self.resolution)", "tsv",
            ]
        }
        guard output.status == 0 else {
            if output.complaint.contains("chi_sim") {
                throw .toolMissing(tool: ExternalTool.tesseract.rawValue, package: ExternalTool.tesseract.package)
            }
            throw .damaged(.image)
        }
        return readPrintedPages(output.bytes, isRecognised: true)
    }
}
