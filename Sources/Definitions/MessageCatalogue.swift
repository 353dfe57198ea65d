// SPDX-License-Identifier: Apache-2.0
package import Domain
package import Foundation
import Yams

/// The sentences of the interface in every language: `messages/<feature>.<language>.yml`, flat `key: text`, where an
/// argument is written `{name}`.
package struct MessageCatalogue: Sendable {
    /// A sentence cut at its arguments.
    private enum Piece: Sendable {
        case text(String)
        case argument(String)
    }
    private let messages: [Language: [String: [Piece]]]

    // What ships stays as it is while the program runs: it is read once.
    private static let shipped = Result { () throws(DefinitionError) in
        try MessageCatalogue(folder: DefinitionData.folder)
    }

    /// The sentences that the program ships. Throws `DefinitionError`.
    package init() throws(DefinitionError) { self = try Self.shipped.get() }

    /// Reads all files of `folder`/messages. Throws `DefinitionError`; a key that stands in two files is one.
    package init(folder: URL) throws(DefinitionError) {
        var messages: [Language: [String: [Piece]]] = [:]
        for name in try Self.files(in: folder) {
            guard let language = Language.allCases.first(where: { name.hasSuffix(".\($0.rawValue).yml") }) else {
                throw DefinitionError(file: "messages/" + name, line: nil, problem: "names no language")
            }
            try Self.read("messages/" + name, in: folder, into: &messages[language, default: [:]])
        }
        self.messages = messages
    }

    /// The sentence of `key` with its arguments filled in. An unknown key is given back as it is (a test finds it); an
    /// argument that is not given stays in its braces.
    package func text(_ key: String, _ language: Language, _ arguments: [String: String] = [:]) -> String {
        guard let pieces = messages[language]?[key] else { return key }
        if pieces.count == 1, case .text(let text) = pieces[0] { return text }
        var text = ""
        for piece in pieces {
            switch piece {
            case .text(let part): text += part
            case .argument(let name): text += arguments[name] ?? "{\(name)}"
            }
        }
        return text
    }

    /// All keys of a language.
    package func keys(_ language: Language) -> Set<String> { Set((messages[language] ?? [:]).keys) }

    /// The names of the arguments of a sentence; nil where there is no such sentence.
    package func argumentNames(of key: String, _ language: Language) -> Set<String>? {
        guard let pieces = messages[language]?[key] else { return nil }
        return Set(
            pieces.compactMap { piece in
                if case .argument(let name) = piece { name } else { nil }
            })
    }

    private static func files(in folder: URL) throws(DefinitionError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(
                atPath: folder.appending(path: "messages").path(percentEncoded: false)
            )
            .filter { $0.hasSuffix(".yml") }.sorted()
        } catch {
            throw DefinitionError(file: "messages", line: nil, problem: "the folder can't be read")
        }
    }

    private static func read(
        _ name: String, in folder: URL, into messages: inout [String: [Piece]]
    ) throws(DefinitionError) {
        let file = try DefinitionFile(name, in: folder)
        guard let mapping = file.root.mapping else { throw file.error(file.root, "must be a mapping of keys to texts") }
        for (key, value) in mapping {
            guard let key = key.scalar?.string, let text = value.scalar?.string else {
                throw file.error(value, "every key has one text")
            }
            guard messages[key] == nil else { throw file.error(value, "\(key) stands in another file too") }
            messages[key] = pieces(of: text)
        }
    }

    private static func pieces(of text: String) -> [Piece] {
        var pieces: [Piece] = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let name = rest[rest.index(after: open)..<close]
            guard !name.isEmpty, name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) else {
                pieces.append(.text(String(rest[...open])))
                rest = rest[rest.index(after: open)...]
                continue
            }
            if open > rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
            pieces.append(.argument(String(name)))
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty || pieces.isEmpty { pieces.append(.text(String(rest))) }
        return pieces
    }
}
