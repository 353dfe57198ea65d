// SPDX-License-Identifier: Apache-2.0
package import Domain
import LedgerEngine

/// A file that a row names.
package struct EntryFile: Hashable, Sendable {
    package let field: String
    /// The SHA-256 of its bytes, in hex.
    package let hash: String
    /// What it was called; nil where that is hidden, because the register is about persons.
    package let name: String?
}

/// A stored file, to be sent.
package struct StoredEntryFile: Sendable {
    package let path: String
    package let name: String
    package let hash: String
}

extension Ledger {
    /// True where files of rows are about persons: then their names are hidden, and who downloads one says why.
    package var hidesFiles: Bool { fields.contains(where: \.isPersonal) }

    /// Whether a value is masked on screens, in exports and in the record.
    func isMasked(_ field: LedgerField) -> Bool { field.isPersonal || field.kind == .file && hidesFiles }
}

extension OpenEntry {
    /// The files that the row names, in the order of the register's fields.
    func files(_ ledger: Ledger, withNames: Bool) -> [EntryFile] {
        ledger.fields.filter { $0.kind == .file }.flatMap { field in
            (values[field.key]?.elements ?? []).compactMap { value in
                guard let text = value.text, let colon = text.firstIndex(of: ":") else { return nil }
                return EntryFile(
                    field: field.key, hash: String(text[..<colon]),
                    name: withNames ? String(text[text.index(after: colon)...]) : nil)
            }
        }
    }
}
