// SPDX-License-Identifier: Apache-2.0
package import Domain

/// A step that somebody may take now, with what it asks for.
package struct StepOffer: Hashable, Sendable {
    package let step: String
    package let needs: Set<LoopNeed>
    /// True where another person must do it: this one handled or proposed the matter.
    package let isForAnother: Bool
}

/// What somebody gives with a step. What the step doesn't ask for is not looked at.
package struct LoopInput: Sendable {
    /// A reason or a remark.
    package var note: String?
    /// What was done, or what was decided.
    package var answer: String?
    /// Why no evidence is needed.
    package var noEvidence: String?
    /// A day: `2026-01-05`.
    package var day: String?
    /// The name of another body; of several where each stands on a line.
    package var unit: String?

    package init(
        note: String? = nil, answer: String? = nil, noEvidence: String? = nil, day: String? = nil, unit: String? = nil
    ) {
        (self.note, self.answer, self.noEvidence, self.day, self.unit) = (note, answer, noEvidence, day, unit)
    }
}

extension LoopInput {
    /// So much is kept of each of its texts.
    package static let longest = 4_000

    /// Throws invalid where more was written than is kept.
    func requireLength() throws(UseCaseError) {
        let texts = [("note", note), ("answer", answer), ("noEvidence", noEvidence), ("unit", unit)]
        let failures = texts.filter { ($0.1 ?? "").count > Self.longest }.map {
            ValidationFailure(
                field: $0.0, message: "leg.wordsTooLong", arguments: ["longest": String(Self.longest)])
        }
        if !failures.isEmpty { throw UseCaseError("order", .invalid(failures)) }
    }

    /// All that was said, as it is kept with the step for good.
    var said: String? { cleanText([note, answer, noEvidence].compactMap(cleanText).joined(separator: "\n")) }
}

extension StateTable {
    /// Everybody who ever takes a step.
    func parts(_ step: Step) -> Set<LoopPart> {
        lines.filter { $0.step == step }.reduce(into: []) { $0.formUnion($1.by) }
    }

    /// The steps that are offered from a state, with their needs.
    func offers(
        _ state: State, by parts: Set<LoopPart>, _ facts: Set<LoopFact>, isForAnother: (Step) -> Bool
    ) -> [StepOffer] {
        steps(state, by: parts, facts).compactMap { step in
            line(state, step, facts).map { line in
                StepOffer(
                    step: step.rawValue, needs: line.needs,
                    isForAnother: line.needs.contains(.secondPerson) && isForAnother(step))
            }
        }
    }
}

/// Text that was typed, without the white space around it; nil where that is all.
func cleanText(_ text: String?) -> String? {
    let clean = text?.trimmingWhitespace ?? ""
    return clean.isEmpty ? nil : clean
}
