// SPDX-License-Identifier: Apache-2.0
import Domain

/// A list that can be filled from a workbook and taken out in the same columns.
package enum ImportList: String, CaseIterable, Sendable {
    case organisations, users, contacts

    /// The columns in their order; the header of each is the sentence `<group>.<name>`.
    var columns: [String] {
        switch self {
        case .organisations:
            ["name", "place", "kind", "parent", "aliases", "validFrom", "validTo", "isConfirmed"]
        case .users: ["username", "displayName", "role", "pairing", "side", "organisation", "province"]
        case .contacts:
            [
                "pairing", "side", "kind", "post", "name", "body", "phone", "mail", "position", "validFrom", "validTo",
                "note",
            ]
        }
    }

    var required: Set<String> {
        switch self {
        case .organisations: ["name", "kind"]
        case .users: ["username", "displayName"]
        case .contacts: ["pairing", "side", "kind", "post", "name"]
        }
    }

    /// The first part of the keys of its columns.
    package var group: String {
        switch self {
        case .organisations: "organisation"
        case .users: "user"
        case .contacts: "contact"
        }
    }
}

/// Something in one cell that must be mended, with what could stand there instead.
package struct ImportProblem: Hashable, Sendable {
    /// As spreadsheets call it: `B7`.
    package let cell: String
    /// The name of the column.
    package let column: String
    package let message: String
    package let arguments: [String: String]
    package let proposal: String?
}

/// What becomes of one row.
package struct ImportLine: Hashable, Sendable {
    /// Whether something new is made, something changed, or nothing done.
    package enum Outcome: String, Sendable {
        case create, change, unchanged
    }
    /// As the spreadsheet counts, from 1.
    package let row: Int
    package let title: String
    package let outcome: Outcome
    /// The names of the columns that change something.
    package let changes: [String]
}

/// What an import would do, before it is done.
package struct ImportCheck: Sendable {
    package let list: ImportList
    package let problems: [ImportProblem]
    /// What need not be mended, such as a role that another administrator has to grant.
    package let notes: [ImportProblem]
    package let lines: [ImportLine]

    package func count(_ outcome: ImportLine.Outcome) -> Int { lines.count { $0.outcome == outcome } }
}

/// What an import did.
package struct ListImport: Sendable {
    package let check: ImportCheck
    /// The invitations of new people, shown once.
    package let links: [HandedLink]
}

/// A workbook with every proposed correction in its cells, and what is found in it then.
package struct CorrectedImport: Sendable {
    package let file: [UInt8]
    package let check: ImportCheck
}
