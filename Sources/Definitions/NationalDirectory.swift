// SPDX-License-Identifier: Apache-2.0
package import Domain
package import Foundation
import Yams

/// The places and pairings of the national work plan: divisions.yml and pairings.yml.
package struct NationalDirectory: Sendable {
    /// One pairing of the plan, without the identity that an installation gives it.
    package struct Entry: Hashable, Sendable {
        package let code: String
        package let oldArea: Division
        package let eastern: Division
        /// As the plan prints it.
        package let region: String
    }
    package let divisions: [Division]
    package let term: YearSpan
    /// In the order of the plan.
    package let entries: [Entry]
    private let regions: [String: String]

    // What ships stays as it is while the program runs: it is read once.
    private static let shipped = Result { () throws(DefinitionError) in
        try NationalDirectory(folder: DefinitionData.folder)
    }

    /// The directory that the program ships. Throws `DefinitionError`.
    package init() throws(DefinitionError) { self = try Self.shipped.get() }

    /// Reads both files. Throws `DefinitionError`.
    package init(folder: URL) throws(DefinitionError) {
        divisions = try Self.readDivisions(folder)
        let places = Dictionary(divisions.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        let file = try DefinitionFile("pairings.yml", in: folder)
        let termNode = try file.node("term", of: file.root)
        guard
            let term = YearSpan(
                from: try file.integer("from", of: termNode), to: try file.integer("to", of: termNode))
        else { throw file.error(termNode, "ends before it begins") }
        self.term = term
        var regions: [String: String] = [:]
        for node in try file.items("regions", of: file.root) {
            regions[try file.text("name", of: node)] = try file.text("english", of: node)
        }
        var entries: [Entry] = []
        for node in try file.items("pairings", of: file.root) {
            let entry = try Self.entry(node, in: file, places, regions)
            guard !entries.contains(where: { $0.code == entry.code }) else {
                throw file.error(node, "\(entry.code) stands twice")
            }
            entries.append(entry)
        }
        (self.entries, self.regions) = (entries, regions)
    }

    /// The region's name for the English interface; the Chinese one where it is none of the plan's.
    package func regionInEnglish(_ region: String) -> String { regions[region] ?? region }

    /// The pairings with new identities, which sort in the order of the plan.
    package func pairings(at now: Instant, random: () -> (UInt64, UInt64)) -> [Pairing] {
        entries.enumerated().map { place, entry in
            let moment = Instant(milliseconds: now.milliseconds + Int64(place))
            return Pairing(
                id: Identifier(at: moment, random: random()), code: entry.code, kind: .city,
                oldArea: party(entry.oldArea), eastern: party(entry.eastern), region: entry.region, term: term,
                parent: nil)
        }
    }

    private func party(_ division: Division) -> PairingParty {
        PairingParty(name: division.name, romanised: division.romanised, division: division.code)
    }

    private static func readDivisions(_ folder: URL) throws(DefinitionError) -> [Division] {
        let file = try DefinitionFile("divisions.yml", in: folder)
        var divisions: [Division] = []
        var codes: Set<DivisionCode> = []
        for node in try file.items() {
            guard let code = DivisionCode(try file.text("code", of: node)) else {
                throw file.error(node, "code must have six digits")
            }
            guard codes.insert(code).inserted else { throw file.error(node, "\(code) stands twice") }
            divisions.append(
                Division(
                    code: code, name: try file.text("name", of: node),
                    romanised: try file.text("romanised", of: node)))
        }
        return divisions
    }

    private static func entry(
        _ node: Node, in file: DefinitionFile, _ places: [DivisionCode: Division], _ regions: [String: String]
    ) throws(DefinitionError) -> Entry {
        func place(_ key: String) throws(DefinitionError) -> Division {
            guard let code = DivisionCode(try file.text(key, of: node)), let place = places[code] else {
                throw file.error(node, "\(key) is not in divisions.yml")
            }
            return place
        }
        let region = try file.text("region", of: node)
        guard regions[region] != nil else { throw file.error(node, "region is not in the list of regions") }
        return Entry(
            code: try file.text("code", of: node), oldArea: try place("oldArea"), eastern: try place("eastern"),
            region: region)
    }
}
