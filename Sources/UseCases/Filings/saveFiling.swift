// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension UseCases {
    /// Keeps what was typed into a filing, merged with what others have typed since. Fields are named as `FilingPlace`
    /// prints them; what can't be read as a value is kept and told when it is handed in. Returns the new revision.
    ///
    /// Throws notFound, forbidden, conflict once it is handed in, invalid for a field that is too long or that a filing
    /// sent back doesn't open, `EditCollision`.
    @discardableResult
    package func saveFiling(_ caller: Caller, id: String, _ edit: Edit) async throws -> Int {
        try await write(caller) { connection in
            let desk = try findFiling(id, caller, connection, isLocked: true)
            try requirePart(of: desk, caller, [.unit, .office])
            var work = FilingWork(self, desk, caller)
            guard try write(edit, &work, caller) else { return desk.filing.revision }
            try work.save()
            return work.filing.revision
        }
    }

    /// The same as a part of something else. Returns whether anything changed; `work` is the caller's to save.
    func write(_ edit: Edit, _ work: inout FilingWork, _ caller: Caller) throws -> Bool {
        let desk = work.desk
        let sheet = try FilingSheet(desk)
        // A page keeps single fields and goes on: the revision says nothing of what it shows in the others.
        let edit = edit.seen == nil ? edit : Edit(revision: 0, seen: edit.seen, values: edit.values)
        let known = Set(sheet.editable.map(\.name))
        let unknown = edit.values.keys.filter { !known.contains($0) }.sorted()
        guard unknown.isEmpty else {
            throw UseCaseError(
                "filing", .invalid(unknown.map { ValidationFailure(field: $0, message: "filing.unknownBox") }))
        }
        let values: [String: String]
        do {
            values = try edit.merged(into: sheet.editable, revision: desk.filing.revision, "filing")
        } catch let collision as EditCollision {
            throw try named(collision, "filing", desk.filing.id.text, desk.connection)
        }
        let changes = sheet.places.compactMap { place, _ -> FilingChange? in
            let (before, after) = (sheet.answers[place] ?? "", plainLines(values[place.description] ?? ""))
            return before == after ? nil : FilingChange(place: place, before: before, after: after)
        }
        guard !changes.isEmpty else { return false }
        let isOpen = try openPlaces(desk, sheet)
        let failures = changes.compactMap { change -> ValidationFailure? in
            if change.after.count > Self.longestAnswer {
                return ValidationFailure(
                    field: change.place.description, message: "leg.wordsTooLong",
                    arguments: ["longest": String(Self.longestAnswer)])
            }
            return isOpen(change.place)
                ? nil : ValidationFailure(field: change.place.description, message: "filing.notOpen")
        }
        guard failures.isEmpty else { throw UseCaseError("filing", .invalid(failures)) }
        try work.move(.write, by: desk.parts(caller), given: [])
        let answers = FilingAnswerQueries(desk.connection)
        for change in changes { try answers.set(change.after, at: change.place, of: desk.filing.id) }
        try record(
            desk.connection, caller, "write", .filing(desk.filing),
            before: AuditFields(changes.map { ($0.place.description, $0.before.isEmpty ? nil : $0.before) }),
            after: AuditFields(changes.map { ($0.place.description, $0.after.isEmpty ? nil : $0.after) }))
        return true
    }

    static let longestAnswer = 4_000

    /// Which fields may be written now: of what was sent back with remarks on fields these alone, and what is missing.
    func openPlaces(_ desk: FilingDesk, _ sheet: FilingSheet) throws -> (FilingPlace) -> Bool {
        guard desk.filing.isBeingMended else { return { _ in true } }
        let remarked = Set(try FilingAnswerQueries(desk.connection).remarks(of: desk.filing.id).map(\.place))
        let missing = Set(sheet.gaps.map(\.field))
        return { remarked.isEmpty || remarked.contains($0) || missing.contains($0.description) }
    }

    /// Throws forbidden where the caller is none of `parts` for this filing.
    func requirePart(of desk: FilingDesk, _ caller: Caller, _ parts: Set<LoopPart>) throws {
        guard desk.parts(caller).isDisjoint(with: parts) else { return }
        let action: Action = parts.contains(.unit) ? .reportWork : .checkWork
        if case .refused(let rule) = caller.verdict(action, on: desk.object) {
            throw UseCaseError("filing", .forbidden(reason: rule))
        }
        throw UseCaseError("filing", .forbidden(reason: "rule.loopOthers"))
    }
}

/// What became of one field.
struct FilingChange {
    let place: FilingPlace
    let before: String
    let after: String
}

/// Text as it is kept: lines end with a line feed, whatever a browser or a workbook ends them with.
func plainLines(_ text: String) -> String { text.replacing("\r\n", with: "\n").trimmingWhitespace }
