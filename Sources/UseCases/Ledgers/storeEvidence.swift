// SPDX-License-Identifier: Apache-2.0
import Domain
import LedgerEngine
import SQLCore
import Storage

/// A stored file of a row.
package struct EvidenceFile: Sendable {
    package let path: String
    package let name: String
}

extension UseCases {
    /// Keeps a file that was handed in for a row of a register. Returns the value of a file field; the file is swept
    /// after an hour where no row names it. Throws notFound, forbidden.
    package func storeEvidence(
        _ caller: Caller, ledger: String, pairing: String, path: String, fileName: String
    ) async throws -> String {
        try await database.read { connection in
            let desk = try desk(try findLedger(ledger), pairing: pairing, caller, connection)
            let isAllowed = Side.allCases.contains { caller.may(.editLedger, on: desk.object($0)) }
            if !isAllowed {
                try caller.require(.editLedger, on: desk.object(.oldArea), "entry", knowing: .readLedger)
            }
        }
        let digest = try files.digest(of: path)
        try await files.keep(path, hash: digest.hash, turn: surroundings.random().0)
        let name = fileName.unicodeScalars.filter { $0.value >= 0x20 && $0 != "/" && $0 != "\\" }
        let text = String(String.UnicodeScalarView(name)).trimmingWhitespace
        return digest.hash + ":" + String((text.isEmpty ? "file" : text).prefix(150))
    }

    /// The file of a row, for whoever may read the row. Throws notFound.
    package func evidenceFile(_ caller: Caller, entry id: String, hash: String) async throws -> EvidenceFile {
        try await database.read { connection in
            let (entry, desk) = try findEntry(id, caller, connection)
            for field in desk.ledger.fields where field.kind == .file {
                for value in entry.values[field.key]?.elements ?? [] {
                    guard let text = value.text, text.hasPrefix(hash + ":") else { continue }
                    return EvidenceFile(path: files.path(hash), name: String(text.dropFirst(hash.count + 1)))
                }
            }
            throw UseCaseError("file", .notFound)
        }
    }
}
