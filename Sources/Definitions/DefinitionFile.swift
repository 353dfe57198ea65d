// SPDX-License-Identifier: Apache-2.0
package import Foundation
import Yams

/// A file of the data folder, read as YAML with the line of every value.
struct DefinitionFile {
    /// Relative to the data folder, for messages.
    let name: String
    let root: Node

    /// Throws `DefinitionError` where the file is missing or is not YAML.
    init(_ name: String, in folder: URL) throws(DefinitionError) {
        self.name = name
        let text: String
        do {
            text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
        } catch {
            throw DefinitionError(file: name, line: nil, problem: "cannot be read as UTF-8 text")
        }
        let node: Node?
        do {
            node = try Yams.compose(yaml: text)
        } catch {
            throw DefinitionError(file: name, error)
        }
        guard let node else { throw DefinitionError(file: name, line: 1, problem: "is empty") }
        root = node
    }

    /// The error of a value in this file.
    func error(_ node: Node, _ problem: String) -> DefinitionError {
        DefinitionError(file: name, line: node.mark?.line, problem: problem)
    }

    /// The items of a list that stands at the top of the file.
    func items() throws(DefinitionError) -> [Node] {
        guard let sequence = root.sequence else { throw error(root, "must be a list") }
        return Array(sequence)
    }

    /// The items of the list under `key`, which must be there.
    func items(_ key: String, of node: Node) throws(DefinitionError) -> [Node] {
        let value = try self.node(key, of: node)
        guard let sequence = value.sequence else { throw error(value, "\(key) must be a list") }
        return Array(sequence)
    }

    /// The value under `key`, which must be there.
    func node(_ key: String, of node: Node) throws(DefinitionError) -> Node {
        guard let value = node.mapping?[key] else { throw error(node, "lacks \(key)") }
        return value
    }

    /// The text under `key`, which must be there and not be empty.
    func text(_ key: String, of node: Node) throws(DefinitionError) -> String {
        guard let text = try optionalText(key, of: node) else { throw error(node, "lacks \(key)") }
        return text
    }

    /// The text under `key`, or nil.
    func optionalText(_ key: String, of node: Node) throws(DefinitionError) -> String? {
        guard let mapping = node.mapping else { throw error(node, "must be a mapping") }
        guard let value = mapping[key] else { return nil }
        guard let text = value.scalar?.string, !text.isEmpty else { throw error(value, "\(key) must be text") }
        return text
    }

    /// The texts in the list under `key`; empty where there is none.
    func texts(_ key: String, of node: Node) throws(DefinitionError) -> [String] {
        guard let mapping = node.mapping else { throw error(node, "must be a mapping") }
        guard let value = mapping[key] else { return [] }
        guard let sequence = value.sequence else { throw error(value, "\(key) must be a list") }
        var texts: [String] = []
        for item in sequence {
            guard let text = item.scalar?.string, !text.isEmpty else { throw error(item, "\(key) must hold texts") }
            texts.append(text)
        }
        return texts
    }

    /// The whole number under `key`.
    func integer(_ key: String, of node: Node) throws(DefinitionError) -> Int {
        let text = try text(key, of: node)
        guard let number = Int(text) else { throw error(node, "\(key) must be a whole number") }
        return number
    }
}

/// What is wrong with a file of the data folder, and where.
package struct DefinitionError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Relative to the data folder.
    package let file: String
    /// From 1; nil where the whole file is meant.
    package let line: Int?
    /// In English, for whoever edits the data.
    package let problem: String

    package init(file: String, line: Int?, problem: String) {
        (self.file, self.line, self.problem) = (file, line, problem)
    }

    /// `pairings.yml:12: lacks code`
    package var description: String { file + (line.map { ":\($0)" } ?? "") + ": " + problem }

    init(file: String, _ error: any Error) {
        guard let error = error as? YamlError else {
            self.init(file: file, line: nil, problem: String(describing: error))
            return
        }
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            self.init(file: file, line: mark.line, problem: problem)
        case .duplicatedKeysInMapping(let duplicates, let context):
            let keys = duplicates.map { String(describing: $0) }.sorted().joined(separator: ", ")
            self.init(file: file, line: context.mark.line, problem: "keys appear twice: \(keys)")
        default: self.init(file: file, line: nil, problem: String(describing: error))
        }
    }
}

/// Where the data lies.
package enum DefinitionData {
    /// The folder that is delivered with the program.
    package static var folder: URL {
        (Bundle.module.resourceURL ?? Bundle.module.bundleURL).appending(path: "Data", directoryHint: .isDirectory)
    }
}
