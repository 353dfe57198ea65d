// SPDX-License-Identifier: Apache-2.0
import Domain
import LedgerEngine
import SQLCore
import Storage

extension UseCases {
    /// So many files a field of a row holds.
    package static let mostFiles = 50

    /// Adds a file to a row: to `field`, or to the first field of the register that holds files. Throws notFound,
    /// forbidden, conflict where the register holds none, invalid where the field is full or a closed period needs a
    /// reason.
    package func addEntryFile(
        _ caller: Caller, id: String, version: Int? = nil, field key: String? = nil, path: String, fileName: String,
        reason: String? = nil
    ) async throws -> WrittenEntry {
        // Nothing is kept of what nobody may hand in here.
        try await database.read { connection in
            let (entry, desk) = try findEntry(id, caller, connection)
            try requireChange(of: entry, desk, caller)
            _ = try fileField(key, desk.ledger)
        }
        let digest = try files.digest(of: path)
        try await files.keep(path, hash: digest.hash, turn: surroundings.random().0)
        return try await write(caller) { connection in
            let (before, desk) = try findEntry(id, toChange: .editLedger, version: version, caller, connection)
            let field = try fileField(key, desk.ledger)
            var files = before.values[field.key]?.elements ?? []
            guard !files.contains(where: { $0.text?.hasPrefix(digest.hash + ":") ?? false }) else {
                return written(before.record, [])
            }
            guard files.count < (field.isMany ? Self.mostFiles : 1) else {
                throw UseCaseError(
                    "entry",
                    .invalid([
                        ValidationFailure(
                            field: "file", message: "entry.tooManyFiles",
                            arguments: ["most": String(field.isMany ? Self.mostFiles : 1)])
                    ]))
            }
            files.append(.text(digest.hash + ":" + Self.plainFileName(fileName)))
            var values = before.values
            values[field.key] = field.isMany ? .list(files) : files[0]
            return try writeFiles(values, of: before, verb: "addFile", reason, desk, caller)
        }
    }

    /// Takes a file away from a row; the record keeps that it was there. Throws as adding one does.
    package func removeEntryFile(
        _ caller: Caller, id: String, version: Int? = nil, hash: String, reason: String? = nil
    ) async throws -> WrittenEntry {
        try await write(caller) { connection in
            let (before, desk) = try findEntry(id, toChange: .editLedger, version: version, caller, connection)
            var values = before.values
            for field in desk.ledger.fields where field.kind == .file {
                guard let files = values[field.key]?.elements else { continue }
                let rest = files.filter { !($0.text?.hasPrefix(hash + ":") ?? false) }
                values[field.key] = rest.isEmpty ? nil : field.isMany ? .list(rest) : rest[0]
            }
            guard values != before.values else { throw UseCaseError("file", .notFound) }
            return try writeFiles(values, of: before, verb: "removeFile", reason, desk, caller)
        }
    }

    private func writeFiles(
        _ values: [String: FieldValue], of before: OpenEntry, verb: String, _ reason: String?, _ desk: LedgerDesk,
        _ caller: Caller
    ) throws -> WrittenEntry {
        var batch = try EntryBatch(self, caller, desk)
        let step = try changed(before, to: values, verb: verb, reason, desk, caller)
        try batch.take(step)
        try batch.write()
        return written(step.after.record, try oddities(of: step.after, step.stagesAfter, desk))
    }

    private func requireChange(of entry: OpenEntry, _ desk: LedgerDesk, _ caller: Caller) throws {
        let object = desk.object(entry.record.side)
        try caller.require(.editLedger, on: object, "entry", knowing: .readLedger)
        try caller.requireOwn(entry.record.organisation, .editLedger, object)
        try checkPresent(entry.record, nil)
    }

    private func fileField(_ key: String?, _ ledger: Ledger) throws -> LedgerField {
        let fields = ledger.fields.filter { $0.kind == .file }
        guard let field = key == nil ? fields.first : fields.first(where: { $0.key == key }) else {
            throw UseCaseError("entry", .conflict(reason: "entry.noFiles"))
        }
        return field
    }

    /// The last part of a name as a browser sends it, without what no screen shows.
    static func plainFileName(_ name: String) -> String {
        let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        let shown = last.unicodeScalars.filter { !$0.properties.isDefaultIgnorableCodePoint && $0.value >= 0x20 }
        let text = String(String.UnicodeScalarView(shown)).trimmingWhitespace
        return String((text.isEmpty ? "file" : text).prefix(150))
    }
}
