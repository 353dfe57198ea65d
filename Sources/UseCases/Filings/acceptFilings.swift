// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension UseCases {
    /// Accepts filings of a cycle in one go. What isn't handed in any more, belongs to the other side, was handed in by
    /// the caller or has another revision than the one in `seen` is left as it is. Returns how many were accepted and how
    /// many left.
    package func acceptFilings(
        _ caller: Caller, cycle id: String, _ wanted: [String], seen: [String: Int] = [:]
    ) async throws -> (accepted: Int, left: Int) {
        try await write(caller) { connection in
            let (cycle, _, scope) = try findCycle(id, caller, connection, isLocked: true)
            let ids = Set(wanted)
            let sides = Set(Side.allCases.filter { caller.may(.checkWork, on: RuleObject(pairing: scope, side: $0)) })
            guard !sides.isEmpty else {
                try caller.require(
                    .checkWork, on: RuleObject(pairing: scope, side: .oldArea), "cycle", knowing: .readWork)
                return (0, 0)
            }
            var accepted = 0
            for filing in try FilingQueries(connection).all(of: cycle.id)
            where ids.contains(filing.id.text) && filing.state == .submitted && sides.contains(filing.side)
                && filing.submitter?.account != caller.userID
            {
                let desk = try findFiling(filing.id.text, caller, connection, isLocked: true).with(cycle)
                // Somebody may have moved it since the list was read.
                guard desk.filing.state == .submitted,
                    seen[desk.filing.id.text].map({ $0 == desk.filing.revision }) ?? true,
                    desk.parts(caller).contains(.office)
                else { continue }
                var work = FilingWork(self, desk, caller)
                try work.move(.accept, by: desk.parts(caller), given: [.secondPerson])
                let (signature, now) = (work.signature, surroundings.now())
                work.change { ($0.acceptedAt, $0.accepter) = (now, signature) }
                try work.save()
                try compareSides(desk, caller)
                accepted += 1
            }
            return (accepted, ids.count - accepted)
        }
    }

    /// Changes a field of what was accepted in a closed cycle: both values stay, with the day and the reason, and what
    /// the share says of its progress changes with it.
    package func correctFiling(
        _ caller: Caller, id: String, revision: Int?, place name: String, _ text: String, reason: String
    ) async throws {
        try await write(caller) { connection in
            let cycle = try lockCycle(of: id, caller, connection)
            let desk = try findFiling(id, caller, connection, isLocked: true).with(cycle)
            try requirePart(of: desk, caller, [.office])
            guard revision == nil || revision == desk.filing.revision else {
                throw UseCaseError("filing", .stale(revision: desk.filing.revision))
            }
            var sheet = try FilingSheet(desk)
            guard let place = FilingPlace(name), let field = sheet.places.first(where: { $0.place == place })?.field
            else { throw UseCaseError("filing", .notFound) }
            let (before, after) = (sheet.answers[place] ?? "", plainLines(text))
            let reason = cleanText(reason)
            try requireCorrection(sheet, place, field, before: before, after: after, reason)
            var work = FilingWork(self, desk, caller)
            try work.move(
                .correct, by: desk.parts(caller), given: reason == nil ? [] : [.reason],
                note: desk.form.title(of: place) + ": " + (reason ?? ""))
            let answers = FilingAnswerQueries(connection)
            try answers.set(after, at: place, of: desk.filing.id)
            try answers.insert(
                FilingCorrection(
                    place: place, before: before, after: after, reason: reason ?? "", at: surroundings.now(),
                    by: work.signature), of: desk.filing.id)
            sheet.answers[place] = after
            try setProgress(sheet, sheet.places.filter { $0.place == place }, desk, caller)
            try work.save()
            try compareSides(desk, caller)
        }
    }

    private func requireCorrection(
        _ sheet: FilingSheet, _ place: FilingPlace, _ field: FilingForm.Field, before: String, after: String,
        _ reason: String?
    ) throws {
        func refuse(_ field: String, _ message: String, _ arguments: [String: String] = [:]) -> UseCaseError {
            UseCaseError(
                "filing", .invalid([ValidationFailure(field: field, message: message, arguments: arguments)]))
        }
        let longest = ["longest": String(Self.longestAnswer)]
        if after.count > Self.longestAnswer { throw refuse("value", "leg.wordsTooLong", longest) }
        if (reason ?? "").count > Self.longestAnswer { throw refuse("note", "leg.wordsTooLong", longest) }
        if after == before { throw refuse("value", "filing.sameValue") }
        if after.isEmpty && field.field.isRequired { throw refuse("value", "filing.missing") }
        if !after.isEmpty, let failure = sheet.reading(after, field, at: place).failure {
            throw refuse("value", failure.message, failure.arguments)
        }
    }
}
