// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension UseCases {
    /// Takes a step of a filing, such as `submit`, with the remarks on its fields (named as `FilingPlace` prints them)
    /// where it is sent back. What was typed with it, `edit`, is kept in the same transaction.
    ///
    /// Throws notFound, forbidden, conflict, stale, `EditCollision`, invalid with every field that is missing or can't
    /// be read.
    package func moveFiling(
        _ caller: Caller, id: String, revision: Int? = nil, step name: String, _ input: LoopInput = LoopInput(),
        remarks: [String: String] = [:], edit: Edit? = nil
    ) async throws {
        guard let step = Filing.Step(rawValue: name), step != .write, step != .correct else {
            throw UseCaseError("filing", .conflict(reason: "loop.notNow"))
        }
        try input.requireLength()
        try await write(caller) { connection in
            let cycle = try lockCycle(of: id, caller, connection)
            let desk = try findFiling(id, caller, connection, isLocked: true)
            try requirePart(of: desk, caller, Filing.table.parts(step))
            // What is written along brings its own way of telling two people's changes apart.
            if edit == nil, let revision, revision != desk.filing.revision {
                throw UseCaseError("filing", .stale(revision: desk.filing.revision))
            }
            var work = FilingWork(self, desk.with(cycle), caller)
            if let edit { _ = try write(edit, &work, caller) }
            try take(step, &work, input, remarks, caller)
            try work.save()
            if step == .accept { try compareSides(work.desk, caller) }
        }
    }

    /// Cycles are locked before their filings, so that none is handed in while its cycle closes.
    func lockCycle(
        of id: String, _ caller: Caller, _ connection: any SQLConnection
    ) throws -> FilingCycle {
        let seen = try findFiling(id, caller, connection)
        return try FilingCycleQueries(connection).lock(seen.cycle.id) ?? seen.cycle
    }

    private func take(
        _ step: Filing.Step, _ work: inout FilingWork, _ input: LoopInput, _ remarks: [String: String],
        _ caller: Caller
    ) throws {
        let (desk, now) = (work.desk, surroundings.now())
        // The steps that nobody may take now are told before what is missing.
        guard Filing.table.line(work.filing.state, step, desk.facts) != nil else {
            throw UseCaseError("filing", .conflict(reason: "loop.notNow"))
        }
        var given: Set<LoopNeed> = cleanText(input.note) == nil ? [] : [.reason, .remark]
        if desk.filing.submitter?.account != caller.userID { given.insert(.secondPerson) }
        var sheet: FilingSheet?
        if step == .submit || step == .submitFor {
            let filled = try FilingSheet(desk)
            guard filled.gaps.isEmpty else { throw UseCaseError("filing", .invalid(filled.gaps)) }
            given.insert(.complete)
            if try !FilingAnswerQueries(desk.connection).papers(of: desk.filing.id).isEmpty { given.insert(.paper) }
            sheet = filled
        }
        let marks = step == .sendBack ? try self.remarks(remarks, desk, work.signature) : []
        if !marks.isEmpty { given.insert(.remark) }
        let note = marks.map { desk.form.title(of: $0.place) + ": " + $0.text }
        try work.move(
            step, by: desk.parts(caller), given: given,
            note: cleanText(([input.said].compactMap { $0 } + note).joined(separator: "\n")))
        let signature = work.signature
        switch step {
        case .submit, .submitFor:
            work.change {
                ($0.submittedAt, $0.submitter, $0.isForUnit) = (now, signature, step == .submitFor)
                $0.firstSubmittedAt = $0.firstSubmittedAt ?? now
                ($0.acceptedAt, $0.accepter) = (nil, nil)
            }
            try keepFigures(desk, at: now)
            if let sheet { try setProgress(sheet, sheet.places, desk, caller) }
        case .accept: work.change { ($0.acceptedAt, $0.accepter) = (now, signature) }
        case .takeBack:
            // Who hands in again later was later.
            if desk.filing.returns == 0 { work.change { $0.firstSubmittedAt = nil } }
        case .sendBack, .reopen:
            work.change { ($0.returns, $0.acceptedAt, $0.accepter) = ($0.returns + 1, nil, nil) }
            try FilingAnswerQueries(desk.connection).replaceRemarks(marks, of: desk.filing.id)
        case .write, .excuse, .lock, .correct: break
        }
    }

    /// The remarks on fields that the filing asks for. Throws invalid for others and for long ones.
    private func remarks(
        _ remarks: [String: String], _ desk: FilingDesk, _ signature: SignedBy
    ) throws -> [FilingRemark] {
        let known = Set(try FilingSheet(desk).places.map(\.place))
        let now = surroundings.now()
        return try remarks.sorted { $0.key < $1.key }.compactMap { name, text in
            guard let text = cleanText(text) else { return nil }
            guard let place = FilingPlace(name), known.contains(place), text.count <= 500 else {
                throw UseCaseError(
                    "filing", .invalid([ValidationFailure(field: name, message: "filing.remarkForm")]))
            }
            return FilingRemark(place: place, text: text, at: now, by: signature)
        }
    }

    /// What was handed in of how much is done is what the shares show from now on, but for those of which a later period
    /// was handed in already.
    func setProgress(
        _ sheet: FilingSheet, _ places: [FilingSheet.Asked], _ desk: FilingDesk, _ caller: Caller
    ) throws {
        let connection = desk.connection
        let told = places.filter { $0.field.means == FilingForm.progress }
        guard let last = desk.cycle.period.days?.upperBound, !told.isEmpty else { return }
        let later = try FilingAnswerQueries(connection).spokenOfLater(
            told.compactMap(\.place.leg), desk.cycle.form, after: last)
        for (place, field) in told {
            guard let leg = place.leg, !later.contains(leg), let before = sheet.legs[leg], before.leg.state == .open,
                case .number(let percent)? = sheet.reading(sheet.answers[place] ?? "", field, at: place).value,
                Int(percent) * 10 != before.leg.progress
            else { continue }
            var after = before
            after.leg.progress = Int(percent) * 10
            try save(&after, connection)
            try record(
                connection, caller, "progress", .leg(after), before: ["progress": String(before.leg.progress)],
                after: ["progress": String(after.leg.progress)])
        }
    }
}

extension FilingDesk {
    /// The same with the cycle as the transaction holds it.
    func with(_ cycle: FilingCycle) -> FilingDesk {
        FilingDesk(
            cycle: cycle, filing: filing, form: form, pairing: pairing, scope: scope, connection: connection)
    }
}

extension FilingForm {
    /// What a field is called, in the language of offices, in which steps are kept.
    func title(of place: FilingPlace) -> String {
        fields.first { $0.key == place.field }?.field.title.chinese ?? place.field
    }
}
