// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

/// A text with the draft or label that belongs to it, found in a folder.
struct SampleDocument: CustomTestStringConvertible, Sendable {
    let name: String
    let text: URL
    let expected: URL

    var testDescription: String { name }

    /// The invented documents of the repository.
    static let invented = found(texts: root.appending(path: "Samples"), expected: root.appending(path: "Samples"))

    /// The real documents with labels that stand beside the repository, where they do.
    static let shared = found(
        texts: sharedFolder.appending(path: "documents"), expected: sharedFolder.appending(path: "gold"))

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private static let sharedFolder =
        ProcessInfo.processInfo.environment["JIEDUI_SHARED"].map { URL(filePath: $0) }
        ?? root.deletingLastPathComponent().appending(path: "shared")

    private static func found(texts: URL, expected: URL) -> [SampleDocument] {
        let files = (try? FileManager.default.contentsOfDirectory(at: texts, includingPropertiesForKeys: nil)) ?? []
        return files.filter { $0.pathExtension == "txt" }.sorted { $0.path < $1.path }.map { file in
            let name = file.deletingPathExtension().lastPathComponent
            return SampleDocument(name: name, text: file, expected: expected.appending(path: name + ".json"))
        }
    }
}
