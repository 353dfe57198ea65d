// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
import Foundation

/// Compares what the reader finds in labelled documents with what people wrote down: what `jiedui evaluate` does.
package struct Evaluation: Sendable {
    /// A label's file name without its ending, and how well the draft agrees with it.
    private var documents: [(name: String, score: PlanScore)] = []
    private var total = PlanScore()

    /// Reads the documents of all labels in a folder. Each label names its text, relative to the folder above.
    ///
    /// Throws where the folder holds no label, or a text can't be read.
    package init(
        of folder: String, _ reading: Reading, progress: (_ done: Int, _ of: Int, _ name: String) -> Void
    ) async throws {
        let labels = try Self.labels(in: folder)
        guard !labels.isEmpty else { throw LabelError(folder: folder) }
        let above = URL(fileURLWithPath: folder, isDirectory: true).standardizedFileURL.deletingLastPathComponent()
        for (done, (name, label)) in labels.enumerated() {
            progress(done, labels.count, name)
            let text = above.appending(path: label.sourceFile ?? "documents/\(name).txt")
            let (source, draft) = try await reading.draft(text.path)
            var score = label.score(draft, of: source)
            score.join(label.scoreDoubts(draft))
            documents.append((name, score))
            total.add(score)
        }
        progress(labels.count, labels.count, "")
    }

    /// The figures as one JSON object: the keys of all documents together, and those of each under `documents`.
    package func json() -> String { total.json(documents: documents, pretty: true) + "\n" }

    /// The figures as a table for a terminal: a line for each kind of element.
    package func table() -> String {
        let names = ["F1", "precision", "recall"]
        var lines = [line("\(documents.count)", names)]
        for key in total.keys {
            guard let figures = total[key]?.figures else { continue }
            lines.append(line(key, figures.map { $0.value.map { String(format: "%.3f", $0) } ?? "–" }))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The bars that are not reached, each as `key=bar: value`. A bar is `KEY=X`; `KEY?=X` forgives a key without value.
    ///
    /// Throws where a bar can't be read or names no key.
    package func failures(of bars: [String]) throws -> [String] {
        let figures = Dictionary(uniqueKeysWithValues: total.figures.map { ($0.key, $0.value) })
        return try bars.compactMap { bar in
            guard let equals = bar.lastIndex(of: "="), let least = Double(bar[bar.index(after: equals)...]) else {
                throw BarError(bar: bar)
            }
            let isForgiving = bar[..<equals].hasSuffix("?")
            let key = String(bar[..<equals].dropLast(isForgiving ? 1 : 0))
            guard let value = figures[key] ?? nil else { return isForgiving ? nil : "\(bar): –" }
            return value < least ? "\(bar): " + String(format: "%.3f", value) : nil
        }
    }

    private func line(_ key: String, _ cells: [String]) -> String {
        key.padding(toLength: 24, withPad: " ", startingAt: 0)
            + cells.map { String(repeating: " ", count: max(1, 11 - $0.count)) + $0 }.joined()
    }

    private static func labels(in folder: String) throws -> [(name: String, label: PlanLabel)] {
        let folder = URL(fileURLWithPath: folder, isDirectory: true)
        return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "json" }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
            .compactMap { file in
                PlanLabel(json: try String(contentsOf: file, encoding: .utf8)).map {
                    (file.deletingPathExtension().lastPathComponent, $0)
                }
            }
    }
}

/// A folder that was to hold labels and holds none.
struct LabelError: Error {
    let folder: String
}

/// A bar that is none: `KEY=X` is.
struct BarError: Error {
    let bar: String
}
