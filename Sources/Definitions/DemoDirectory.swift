// SPDX-License-Identifier: Apache-2.0
package import Domain
package import Foundation
import Yams

/// The invented data of `jiedui demo`: demo.yml and the documents beside it in `samples`.
package struct DemoDirectory: Sendable {
    /// A made-up pairing with its documents.
    package struct Entry: Hashable, Sendable {
        package let code: String
        package let oldArea: Division
        package let eastern: Division
        package let region: String
        /// The documents, the first version first.
        package let plans: [URL]
    }
    /// A made-up person with a role.
    package struct Person: Hashable, Sendable {
        package let username: String
        package let name: String
        package let role: Role
        package let province: DivisionCode?
        package let side: Side?
        package let organisation: String?
    }
    /// A comment that one of the people makes.
    package struct Remark: Hashable, Sendable {
        package let username: String
        package let text: String
    }
    package let divisions: [Division]
    package let entries: [Entry]
    /// More made-up pairings, which have rows in the registers and no plans.
    package let further: [Entry]
    /// The counties of the cities, which rows name.
    package let counties: [Division]
    package let people: [Person]
    package let remarks: [Remark]
    /// The invented work plan against which the plans are held.
    package let reference: URL

    // What ships stays as it is while the program runs: it is read once.
    private static let shipped = Result { () throws(DefinitionError) in
        try DemoDirectory(folder: DefinitionData.folder)
    }

    /// The demonstration that the program ships. Throws `DefinitionError`.
    package init() throws(DefinitionError) { self = try Self.shipped.get() }

    /// Reads the file. Throws `DefinitionError`.
    package init(folder: URL) throws(DefinitionError) {
        let file = try DefinitionFile("demo.yml", in: folder)
        var divisions: [DivisionCode: Division] = [:]
        for node in try file.items("divisions", of: file.root) {
            guard let code = DivisionCode(try file.text("code", of: node)) else {
                throw file.error(node, "code must have six digits")
            }
            divisions[code] = Division(
                code: code, name: try file.text("name", of: node), romanised: try file.text("romanised", of: node))
        }
        var entries: [Entry] = []
        for node in try file.items("pairings", of: file.root) {
            entries.append(try Self.entry(node, file, divisions, folder))
        }
        var further: [Entry] = []
        for node in try file.items("further", of: file.root) {
            further.append(try Self.entry(node, file, divisions, folder))
        }
        self.further = further
        counties = Self.counties(of: divisions.keys.sorted(), try DemoRegisters(folder: folder).counties)
        var people: [Person] = []
        for node in try file.items("users", of: file.root) { people.append(try Self.person(node, file)) }
        var remarks: [Remark] = []
        for node in try file.items("comments", of: file.root) {
            remarks.append(
                Remark(username: try file.text("username", of: node), text: try file.text("text", of: node)))
        }
        reference = folder.appending(path: "samples", directoryHint: .isDirectory)
            .appending(path: try file.text("reference", of: file.root))
        self.divisions = divisions.values.sorted { $0.code < $1.code }
        (self.entries, self.people, self.remarks) = (entries, people, remarks)
    }

    /// The same counties in each city, with the codes that counties have in GB/T 2260 (21 and up).
    private static func counties(of places: [DivisionCode], _ names: [String]) -> [Division] {
        places.filter { $0.text.hasSuffix("00") && !$0.text.hasSuffix("0000") }.flatMap { city in
            names.enumerated().compactMap { number, name in
                DivisionCode(city.text.prefix(4) + String(21 + number)).map {
                    Division(code: $0, name: name, romanised: "")
                }
            }
        }
    }

    private static func entry(
        _ node: Node, _ file: DefinitionFile, _ divisions: [DivisionCode: Division], _ folder: URL
    ) throws(DefinitionError) -> Entry {
        func place(_ key: String) throws(DefinitionError) -> Division {
            guard let code = DivisionCode(try file.text(key, of: node)), let place = divisions[code] else {
                throw file.error(node, "\(key) is not among the divisions")
            }
            return place
        }
        let samples = folder.appending(path: "samples", directoryHint: .isDirectory)
        return Entry(
            code: try file.text("code", of: node), oldArea: try place("oldArea"), eastern: try place("eastern"),
            region: try file.text("region", of: node),
            plans: try file.texts("plans", of: node).map { samples.appending(path: $0) })
    }

    private static func person(_ node: Node, _ file: DefinitionFile) throws(DefinitionError) -> Person {
        guard let role = Role(rawValue: try file.text("role", of: node)) else {
            throw file.error(node, "role is none of \(Role.allCases.map(\.rawValue))")
        }
        return Person(
            username: try file.text("username", of: node), name: try file.text("name", of: node), role: role,
            province: try file.optionalText("province", of: node).flatMap { DivisionCode($0) },
            side: try file.optionalText("side", of: node).flatMap { Side(rawValue: $0) },
            organisation: try file.optionalText("organisation", of: node))
    }
}
