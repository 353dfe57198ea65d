// SPDX-License-Identifier: Apache-2.0
package import Domain
import Foundation

/// Web pages: pandoc turns them into blocks; what does not belong to the text is dropped.
package struct HTMLAdapter: SourceAdapter {
    private let pandoc: SandboxedTool

    init(pandoc: SandboxedTool) { self.pandoc = pandoc }

    package func read(_ file: SourceFile) throws(ExtractionError) -> SourceText {
        // pandoc reads UTF-8 only; many official pages are in a national encoding.
        let text = try decodeText(file.bytes, name: file.name, declared: declaredEncoding(file.bytes))
        return try pandoc.readBlocks(of: .html) { folder throws(ExtractionError) in
            let page = SourceFile(name: file.name, bytes: Array(text.utf8), path: nil)
            return ["--from=html+raw_html-auto_identifiers", try page.copy(in: folder, as: "page.html")]
        }
    }

    /// The encoding that the page names in its head.
    private func declaredEncoding(_ bytes: [UInt8]) -> String? {
        let head = String(decoding: bytes.prefix(4_096).filter { $0 < 0x80 }, as: UTF8.self).lowercased()
        guard let place = head.range(of: "charset=") else { return nil }
        let name = head[place.upperBound...].drop { $0 == "\"" || $0 == "'" || $0 == " " }
            .prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
        return name.isEmpty ? nil : name.hasPrefix("gb") ? "GB18030" : String(name)
    }
}
