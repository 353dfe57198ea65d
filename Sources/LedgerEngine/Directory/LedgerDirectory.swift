// SPDX-License-Identifier: Apache-2.0
package import Domain

/// What the engine asks about names that it can't know itself: bodies, places, tasks, rows of other registers.
///
/// It is made for one operation, over whatever that operation may see; it is not kept.
package struct LedgerDirectory {
    /// What sort of thing a name is to mean.
    package enum Reference: Hashable, Sendable {
        case organisation
        case place
        case task
        case entry(ledger: String)
    }

    /// What a name, an alias, a number or an identity was found to mean.
    package enum Finding: Hashable, Sendable {
        /// The value as it is stored: an identity, of a place its code.
        case found(String)
        /// It means several; their names.
        case several([String])
        /// Nothing of that name; the name that comes nearest, where one does.
        case unknown(nearest: String?)
    }

    package let codeLists: [String: CodeList]
    private let titles = CodeTitles()
    /// Looks up what was typed or stands in a cell: a name, an alias, a code, a number, the unique key of a row, or
    /// the stored value itself.
    package let find: (Reference, String) -> Finding
    /// The name of a stored value; nil where it isn't known (any more).
    package let name: (Reference, String, Language) -> String?

    package init(
        codeLists: [String: CodeList], find: @escaping (Reference, String) -> Finding,
        name: @escaping (Reference, String, Language) -> String?
    ) {
        (self.codeLists, self.find, self.name) = (codeLists, find, name)
    }

    /// The values of a code list by the ways in which they are written; nil where there is no such list.
    func choices(_ list: String) -> ChoiceIndex? {
        codeLists[list].map { titles.index(of: $0) }
    }

    /// Knows the code lists and nothing else.
    package init(codeLists: [String: CodeList]) {
        self.init(codeLists: codeLists, find: { _, _ in .unknown(nearest: nil) }, name: { _, _, _ in nil })
    }
}
