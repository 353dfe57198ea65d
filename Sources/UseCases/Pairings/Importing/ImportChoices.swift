// SPDX-License-Identifier: Apache-2.0
import Domain
import OfficeFiles
import SQLCore
import Storage

/// The words that the cells of one column can be chosen from.
struct ImportChoices: Sendable {
    let column: String
    let words: [String]
}

/// Whether something is so, as a cell says it.
enum SheetAnswer: String, CaseIterable {
    case yes, no
}

extension ImportList {
    var title: String {
        switch self {
        case .organisations: "organisations.title"
        case .users: "users.title"
        case .contacts: "contacts.title"
        }
    }

    /// The columns whose words are known beforehand, each with its words.
    func choices(_ words: ImportWords, _ connection: any SQLConnection) throws -> [ImportChoices] {
        func closed<Choice: RawRepresentable<String> & CaseIterable>(
            _ column: String, _ prefix: String, _ list: Choice.Type
        ) -> ImportChoices {
            ImportChoices(column: column, words: Choice.allCases.map { words.label(prefix + $0.rawValue) })
        }
        let divisions = try DivisionQueries(connection).all()
        let places = PlaceNames(divisions)
        switch self {
        case .organisations:
            return [
                ImportChoices(column: "place", words: divisions.map(places.printed)),
                closed("kind", "organisation.kind.", OrganisationKind.self),
                closed("isConfirmed", "organisation.isConfirmed.", SheetAnswer.self),
            ]
        case .users:
            let provinces = divisions.filter { $0.code == $0.code.province }
            return [
                closed("role", "role.", Role.self), try pairings(words, connection),
                closed("side", "side.", Side.self),
                ImportChoices(column: "province", words: provinces.map(places.printed)),
            ]
        case .contacts:
            return [
                try pairings(words, connection), closed("side", "side.", Side.self),
                closed("kind", "contact.kind.", Contact.Kind.self),
            ]
        }
    }

    private func pairings(_ words: ImportWords, _ connection: any SQLConnection) throws -> ImportChoices {
        let all = try PairingQueries(connection).all()
        let names = PairingNames(all)
        return ImportChoices(column: "pairing", words: all.map { names.printed($0, words.language) })
    }
}

extension [ImportChoices] {
    /// The second sheet of a workbook, a column for each.
    func sheet(of list: ImportList, _ words: ImportWords) -> Sheet {
        let longest = map(\.words.count).max() ?? 0
        return Sheet(
            title: words.label("import.choices"),
            columns: map { SheetColumn(header: words.label(list.group + "." + $0.column), width: 24) },
            rows: (0..<longest).map { row in
                map { row < $0.words.count ? .text($0.words[row]) : .empty }
            })
    }
}
