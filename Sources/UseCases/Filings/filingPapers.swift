// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension UseCases {
    /// Adds the paper that an office filed from; the same file twice is one. Throws notFound, forbidden, conflict, invalid
    /// where there are too many.
    package func addFilingPaper(_ caller: Caller, id: String, path: String, fileName: String) async throws {
        // Nothing is kept of what nobody may hand in here.
        try await database.read { _ = try paperDesk(id, caller, $0, isLocked: false) }
        let digest = try files.digest(of: path)
        try await files.keep(path, hash: digest.hash, turn: surroundings.random().0)
        try await write(caller) { connection in
            let desk = try paperDesk(id, caller, connection, isLocked: true)
            let queries = FilingAnswerQueries(connection)
            let present = try queries.papers(of: desk.filing.id)
            guard !present.contains(where: { $0.hash == digest.hash }) else { return }
            guard present.count < Self.mostFiles else {
                throw UseCaseError(
                    "filing",
                    .invalid([
                        ValidationFailure(
                            field: "file", message: "entry.tooManyFiles", arguments: ["most": String(Self.mostFiles)])
                    ]))
            }
            let name = Self.plainFileName(fileName)
            try queries.insert(
                FilingPaper(
                    filing: desk.filing.id, hash: digest.hash, name: name, at: surroundings.now(), by: caller.name))
            try record(
                connection, caller, "addPaper", .filing(desk.filing), after: ["fileName": name, "hash": digest.hash])
        }
    }

    /// A paper, for whoever sees the filing. Throws notFound.
    package func filingPaper(_ caller: Caller, id: String, hash: String) async throws -> StoredEntryFile {
        try await database.read { connection in
            let desk = try findFiling(id, caller, connection)
            guard
                !loopParts(
                    caller, side: desk.filing.side, organisation: desk.filing.organisation, in: desk.scope
                ).isDisjoint(with: [.unit, .office]),
                let paper = try FilingAnswerQueries(connection).papers(of: desk.filing.id).first(where: {
                    $0.hash == hash
                })
            else { throw UseCaseError("file", .notFound) }
            return StoredEntryFile(path: files.path(hash), name: paper.name, hash: hash)
        }
    }

    private func paperDesk(
        _ id: String, _ caller: Caller, _ connection: any SQLConnection, isLocked: Bool
    ) throws -> FilingDesk {
        let desk = try findFiling(id, caller, connection, isLocked: isLocked)
        try requirePart(of: desk, caller, [.office])
        guard Filing.table.line(desk.filing.state, .write, desk.facts) != nil else {
            throw UseCaseError("filing", .conflict(reason: "loop.notNow"))
        }
        return desk
    }
}
