// SPDX-License-Identifier: Apache-2.0
package import Domain

/// Plain text: the file itself after decoding, every line break as it is.
package struct TextAdapter: SourceAdapter {
    package init() {}

    package func read(_ file: SourceFile) throws(ExtractionError) -> SourceText {
        SourceText(text: try decodeText(file.bytes, name: file.name), format: .text)
    }
}
