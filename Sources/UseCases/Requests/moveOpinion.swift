// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import SQLCore
import Storage

extension UseCases {
    /// Takes a step of one department's opinion, such as `answer`. Throws as `moveRequest`.
    package func moveOpinion(
        _ caller: Caller, request id: String, opinion: String, revision: Int?, step name: String,
        _ input: LoopInput = LoopInput()
    ) async throws {
        try await write(caller) { connection in
            let desk = try findRequest(id, caller, connection, isLocked: true)
            guard let index = desk.opinions.firstIndex(where: { $0.id.text == opinion }) else {
                throw UseCaseError("request", .notFound)
            }
            guard let step = RequestOpinion.Step(rawValue: name) else {
                throw UseCaseError("request", .conflict(reason: "loop.notNow"))
            }
            try input.requireLength()
            let before = desk.opinions[index]
            try requirePart(RequestOpinion.table.parts(step), desk, caller, before)
            guard revision == nil || before.revision == revision else {
                throw UseCaseError("request", .stale(revision: before.revision))
            }
            // Once it is decided nobody is heard any more.
            guard desk.request.state.hearsDepartments,
                let line = RequestOpinion.table.line(before.state, step)
            else { throw UseCaseError("request", .conflict(reason: "loop.notNow")) }
            try requireDecision(line.needs, input)
            var work = try RequestWork(self, desk, caller, connection)
            try take(step, of: &work, index, input, caller)
            try work.save()
        }
    }

    private func take(
        _ step: RequestOpinion.Step, of work: inout RequestWork, _ index: Int, _ input: LoopInput, _ caller: Caller
    ) throws {
        let (opinion, signature, now) = (work.opinions[index], work.signature, surroundings.now())
        var given: Set<LoopNeed> = cleanText(input.note) == nil ? [] : [.reason, .remark]
        if cleanText(input.answer) != nil { given.insert(.decision) }
        let due = try step == .askAgain ? newDue(of: opinion, input) : nil
        // Signed before the office is told, so that an answer that ends the asking is complete.
        work.change(index) { opinion in
            switch step {
            case .answer:
                (opinion.answer, opinion.answeredBy, opinion.answeredAt) = (cleanText(input.answer), signature, now)
            case .askAgain:
                opinion.remark = cleanText(input.note)
                if let due { (opinion.due, opinion.isShort) = (due.day, opinion.isShort || due.isShort) }
            }
        }
        let parts = work.desk.parts(caller, opinion)
        try work.move(opinion: index, step, by: parts, given: given, input, day: due?.day)
    }

    /// The day that is given, or the old one where the least notice is left until then, else the end of that notice.
    private func newDue(
        of opinion: RequestOpinion, _ input: LoopInput
    ) throws -> (day: CalendarDate, isShort: Bool) {
        let today = surroundings.now().day
        if let day = try dayAhead(input) { return (day, try isShortNotice(day, from: today)) }
        let least = try WorkingCalendar.shipped.get().day(RequestOpinion.leastNotice, workingDaysAfter: today)
        return (max(opinion.due, least ?? opinion.due), false)
    }
}
