// SPDX-License-Identifier: Apache-2.0
package import Foundation

/// The passwords that everybody tries first: what is left of one, taking out well-known words and rows of keys, is
/// hardly anything. common-passwords.yml holds both; a longer file, one password a line, may stand beside it.
package struct CommonPasswords: Hashable, Sendable {
    /// As they are typed, and with signs that stand for letters read as those letters.
    private let words: [[Character]]
    private let stands: [Character: Character]
    /// In small letters.
    private let others: Set<String>

    /// Knows none.
    package static let none = CommonPasswords()

    private init() { (words, stands, others) = ([], [:], []) }

    /// Reads common-passwords.yml, and `file` where one is given. Throws `DefinitionError`.
    package init(file: String? = nil, folder: URL = DefinitionData.folder) throws(DefinitionError) {
        let data = try DefinitionFile("common-passwords.yml", in: folder)
        var words = Set(try data.texts("words", of: data.root))
        for row in try data.texts("rows", of: data.root) {
            let keys = Array(row)
            for start in keys.indices.dropLast(Self.shortestRun - 1) {
                let run = keys[start..<start + Self.shortestRun]
                words.formUnion([String(run), String(run.reversed())])
            }
        }
        var stands: [Character: Character] = [:]
        for pair in try data.texts("stands", of: data.root) where pair.count == 2 {
            stands[pair[pair.startIndex]] = pair.last
        }
        (self.words, self.stands) = (words.sorted().map(Array.init), stands)
        others = try file.map { path throws(DefinitionError) in try Self.read(path) } ?? []
    }

    /// So many neighbours of a row of keys are no chance.
    private static let shortestRun = 4
    private static let fewestLetters = 3
    private static let fewestKinds = 5

    private static func read(_ path: String) throws(DefinitionError) -> Set<String> {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw DefinitionError(file: path, line: nil, problem: "cannot be read as UTF-8 text")
        }
        return Set(text.split(whereSeparator: \.isNewline).map { $0.lowercased() })
    }

    /// Whether `password` is one that is tried first.
    package func contains(_ password: String) -> Bool {
        if words.isEmpty && others.isEmpty { return false }
        let folded = password.lowercased()
        if others.contains(folded) { return true }
        let typed = Array(folded)
        if Set(typed).count < Self.fewestKinds { return true }
        let read = typed.map { stands[$0] ?? $0 }
        return isHollow(typed, typed) || isHollow(read, typed)
    }

    /// Whether hardly a letter of `typed` is left without the words that stand in `read`, its other reading.
    private func isHollow(_ read: [Character], _ typed: [Character]) -> Bool {
        var isKnown = [Bool](repeating: false, count: read.count)
        for word in words where word.count <= read.count {
            for start in 0...read.count - word.count where read[start..<start + word.count].elementsEqual(word) {
                for place in start..<start + word.count { isKnown[place] = true }
            }
        }
        guard isKnown.contains(true) else { return false }
        return typed.indices.count { !isKnown[$0] && typed[$0].isLetter } < Self.fewestLetters
    }
}
