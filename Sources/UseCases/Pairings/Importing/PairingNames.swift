// SPDX-License-Identifier: Apache-2.0
import Domain

/// Finds pairings by their code or by the names of their parties, and prints them so that they are found again.
struct PairingNames {
    private let pairings: [Pairing]
    private let byKey: [String: [Pairing]]

    init(_ pairings: [Pairing]) {
        self.pairings = pairings
        var byKey: [String: [Pairing]] = [:]
        for pairing in pairings {
            for key in Set([Self.key(pairing.code)] + Language.allCases.map { Self.key(pairing.names(in: $0)) }) {
                byKey[key, default: []].append(pairing)
            }
        }
        self.byKey = byKey
    }

    /// The pairing that is meant: by its code, or by its parties' names however they are joined.
    func find(_ text: String) -> Pairing? {
        if let coded = pairings.first(where: { $0.code == text.lowercased() }) { return coded }
        let found = byKey[Self.key(text)] ?? []
        return found.count == 1 ? found[0] : nil
    }

    /// What could have been meant: the printed name of the nearest in either language, or its code where that is nearer.
    func proposal(_ text: String, _ language: Language) -> String? {
        let others = Language.allCases.filter { $0 != language }
        let names = ([language] + others).flatMap { language in pairings.map { printed($0, language) } }
        return nearest(text, names + pairings.map(\.code))
    }

    /// The parties' names; the code where another pairing has the same.
    func printed(_ pairing: Pairing, _ language: Language) -> String {
        let names = pairing.names(in: language)
        return find(names)?.id == pairing.id ? names : pairing.code
    }

    private static func key(_ text: String) -> String { text.lowercased().filter { $0.isLetter || $0.isNumber } }
}

/// Finds places by their code or name, and prints them so that they are found again.
struct PlaceNames {
    private let byName: [String: [Division]]
    private let byCode: [String: Division]

    init(_ divisions: [Division]) {
        byName = Dictionary(grouping: divisions, by: \.name)
        byCode = Dictionary(divisions.map { ($0.code.text, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The place of a code, or of a name that only one place bears.
    func find(_ text: String) -> Division? {
        if let coded = byCode[text] { return coded }
        let found = byName[text] ?? []
        return found.count == 1 ? found[0] : nil
    }

    /// How many places bear a name.
    func count(_ name: String) -> Int { byName[name]?.count ?? 0 }

    func proposal(_ text: String) -> String? { nearest(text, Array(byName.keys).sorted()) }

    /// The name; the code where other places bear the name too.
    func printed(_ division: Division) -> String { count(division.name) == 1 ? division.name : division.code.text }

    /// The name of a place by its code; empty where it has none.
    func printed(_ code: DivisionCode?) -> String { code.flatMap { byCode[$0.text] }.map(printed) ?? "" }
}

extension Pairing {
    /// The names of both parties, joined by a dash.
    func names(in language: Language) -> String {
        [oldArea, eastern].map { party in
            language == .chinese || party.romanised.isEmpty ? party.name : party.romanised
        }.joined(separator: " \u{2013} ")
    }
}

/// The candidate that is most like `text`; nil where none shares enough with it, or several do alike: a proposal is
/// applied unseen with a hundred others.
func nearest(_ text: String, _ candidates: [String]) -> String? {
    let wanted = Array(text.lowercased())
    let letters = Set(wanted)
    let near = Set(candidates).compactMap { candidate -> (share: Double, name: String)? in
        let other = Set(candidate.lowercased())
        let union = letters.union(other).count
        let share = union == 0 ? 0 : Double(letters.intersection(other).count) / Double(union)
        return share >= 0.4 ? (share, candidate) : nil
    }
    let best = near.sorted { ($1.share, $0.name) < ($0.share, $1.name) }.prefix(20)
    let ranked = best.map { (distance: distance(wanted, Array($0.name.lowercased())), candidate: $0) }
        .sorted {
            ($0.distance, $1.candidate.share, $0.candidate.name) < ($1.distance, $0.candidate.share, $1.candidate.name)
        }
    guard let first = ranked.first else { return nil }
    let isAlone = ranked.dropFirst().first.map {
        $0.distance != first.distance || $0.candidate.share != first.candidate.share
    }
    return isAlone ?? true ? first.candidate.name : nil
}

/// How many characters must be put in, left out or replaced to make one text of the other (Levenshtein 1965).
private func distance(_ one: [Character], _ other: [Character]) -> Int {
    var row = Array(0...other.count)
    for (index, character) in one.enumerated() {
        var (diagonal, next) = (row[0], [index + 1])
        for (column, letter) in other.enumerated() {
            let replaced = diagonal + (character == letter ? 0 : 1)
            diagonal = row[column + 1]
            next.append(min(replaced, diagonal + 1, next[column] + 1))
        }
        row = next
    }
    return row[other.count]
}
