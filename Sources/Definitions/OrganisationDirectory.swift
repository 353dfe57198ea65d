// SPDX-License-Identifier: Apache-2.0
package import Domain
package import Foundation
import Yams

/// The bodies that cities have in common, by all their spellings: organisations.yml.
package struct OrganisationDirectory: Sendable {
    /// A common body as the data file states it.
    package struct Entry: Hashable, Sendable {
        /// Without the word for the level.
        package let name: String
        package let aliases: [String]
        package let kind: OrganisationKind
    }

    /// A unit as printed, understood.
    package struct Match: Hashable, Sendable {
        package let entry: Entry
        /// The word of the level; empty where none is printed.
        fileprivate let word: String
        /// The word of the level for the committee's departments.
        fileprivate let partyWord: String

        /// The usual name with the word of the level.
        package var name: String { (entry.kind == .party ? partyWord : word) + entry.name }
        /// Every other spelling with the word of the level.
        package var aliases: [String] {
            let words = entry.kind == .party ? [partyWord, word] : [word]
            let all = words.flatMap { word in ([entry.name] + entry.aliases).map { word + $0 } }
            return Set(all).subtracting([name]).sorted()
        }
    }
    package let entries: [Entry]
    private let levels: [(word: String, party: String)]
    private let spellings: [String: Entry]

    // What ships stays as it is while the program runs: it is read once.
    private static let shipped = Result { () throws(DefinitionError) in
        try OrganisationDirectory(folder: DefinitionData.folder)
    }

    /// The names that the program ships. Throws `DefinitionError`.
    package init() throws(DefinitionError) { self = try Self.shipped.get() }

    /// Reads the file. Throws `DefinitionError`; a spelling that means two bodies is one.
    package init(folder: URL) throws(DefinitionError) {
        let file = try DefinitionFile("organisations.yml", in: folder)
        var entries: [Entry] = []
        var spellings: [String: Entry] = [:]
        for node in try file.items("organisations", of: file.root) {
            guard let kind = OrganisationKind(rawValue: try file.text("kind", of: node)) else {
                throw file.error(node, "kind is none of \(OrganisationKind.allCases.map(\.rawValue))")
            }
            let entry = Entry(
                name: try file.text("name", of: node), aliases: try file.texts("aliases", of: node), kind: kind)
            for spelling in [entry.name] + entry.aliases {
                guard spellings.updateValue(entry, forKey: spelling) == nil else {
                    throw file.error(node, "\(spelling) stands twice")
                }
            }
            entries.append(entry)
        }
        var levels: [(word: String, party: String)] = []
        for node in try file.items("levels", of: file.root) {
            levels.append((try file.text("word", of: node), try file.text("party", of: node)))
        }
        self.levels = levels
        (self.entries, self.spellings) = (entries, spellings)
    }

    /// The body that a unit as printed means, or nil where it is not a common one.
    package func match(_ unit: String) -> Match? {
        for level in levels {
            // The committee's word begins with the level's own: look for it first.
            if unit.hasPrefix(level.party), let entry = spellings[String(unit.dropFirst(level.party.count))],
                entry.kind == .party
            {
                return Match(entry: entry, word: level.word, partyWord: level.party)
            }
            if unit.hasPrefix(level.word), let entry = spellings[String(unit.dropFirst(level.word.count))] {
                return Match(entry: entry, word: level.word, partyWord: level.party)
            }
        }
        return spellings[unit].map { Match(entry: $0, word: "", partyWord: "") }
    }
}
