// SPDX-License-Identifier: Apache-2.0
package import Domain
package import Foundation

/// Reads files of every kind that is known: what a file is, is decided by its content first, by its name second.
package struct Extractor: Sendable {
    package let limits: ExtractionLimits
    package let tools: ToolBox

    package init(limits: ExtractionLimits = ExtractionLimits(), tools: ToolBox = ToolBox()) {
        (self.limits, self.tools) = (limits, tools)
    }

    /// The text of the file; `named` is the name under which a person gave it.
    package func extract(file: URL, named name: String) async throws(ExtractionError) -> SourceText {
        throw .unsupported(.unknown, name: name)
    }

    /// The text of bytes that are held in memory, such as standard input.
    package func extract(bytes: [UInt8], named name: String) async throws(ExtractionError) -> SourceText {
        throw .unsupported(.unknown, name: name)
    }

    /// A picture of one page (from 1) of a .pdf file, `width` pixels wide (100…3000; other widths are clamped).
    package func pageImage(file: URL, page: Int, width: Int) async throws(ExtractionError) -> PageImage {
        throw .noSuchPage(page: page, pages: 0)
    }

    /// What is known of the external tools, for `jiedui doctor`.
    package func report() async -> [ToolReport] { [] }
}

package struct PageImage: Hashable, Sendable {
    package let bytes: [UInt8]
    /// `image/png`.
    package let mediaType: String

    package init(bytes: [UInt8], mediaType: String) { (self.bytes, self.mediaType) = (bytes, mediaType) }
}
