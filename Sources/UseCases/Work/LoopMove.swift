// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore
import Storage

/// What somebody says with a step.
package struct LoopWords: Sendable {
    /// The reason, the remark, or what was done.
    package var note: String
    /// Where the evidence lies, or why none is needed.
    package var evidence: String
    /// The revision that was seen; nil: whatever it is.
    package var revision: Int?

    package init(note: String = "", evidence: String = "", revision: Int? = nil) {
        (self.note, self.evidence, self.revision) = (note, evidence, revision)
    }

    /// The needs that these words meet.
    var given: Set<LoopNeed> {
        var given: Set<LoopNeed> = []
        let hasNote = !note.trimmingWhitespace.isEmpty
        if hasNote { given.formUnion([.reason, .remark, .decision]) }
        if hasNote && !evidence.trimmingWhitespace.isEmpty { given.insert(.evidence) }
        return given
    }

    /// As it is kept with the step; nil where nothing was said.
    var text: String? {
        let parts = [note, evidence].map(\.trimmingWhitespace).filter { !$0.isEmpty }
        return parts.isEmpty ? nil : parts.joined(separator: "\n")
    }

    /// Throws invalid where more was written than is kept.
    func requireLength() throws(UseCaseError) {
        let failures = [("note", note, Self.longestNote), ("evidence", evidence, Self.longestEvidence)]
            .filter { $0.1.count > $0.2 }.map {
                ValidationFailure(field: $0.0, message: "leg.wordsTooLong", arguments: ["longest": String($0.2)])
            }
        if !failures.isEmpty { throw UseCaseError("step", .invalid(failures)) }
    }

    static let longestNote = 4_000
    static let longestEvidence = 1_000
}

/// A step that a page offers, with what it asks for.
package struct OfferedStep: Hashable, Sendable {
    /// The step's word, as `leg.step.finish` has it at the end.
    package let step: String
    package let needs: Set<LoopNeed>
}

extension StateTable {
    /// The line by which a caller with these parts moves. Throws conflict, forbidden or invalid, each with its sentence.
    func line(
        _ state: State, _ step: Step, by parts: Set<LoopPart>, given: Set<LoopNeed>, _ facts: Set<LoopFact>,
        _ subject: String
    ) throws(UseCaseError) -> Line {
        do {
            return try move(state, step, by: parts, given: given, facts)
        } catch {
            throw UseCaseError(subject, error.cause)
        }
    }

    /// The steps that somebody with these parts may take now.
    func offered(_ state: State, by parts: Set<LoopPart>, _ facts: Set<LoopFact>) -> [OfferedStep] {
        steps(state, by: parts, facts).map { step in
            OfferedStep(step: step.rawValue, needs: line(state, step, facts)?.needs ?? [])
        }
    }
}

extension LoopRefusal {
    fileprivate var cause: UseCaseError.Cause {
        switch self {
        case .notNow: .conflict(reason: "loop.notNow")
        case .notYours: .forbidden(reason: "rule.loopOthers")
        case .missing(let needs) where needs.contains(.secondPerson): .forbidden(reason: "rule.loopSecondPerson")
        case .missing(let needs):
            .invalid(
                LoopNeed.allCases.filter(needs.contains).map {
                    ValidationFailure(field: $0.field, message: "loop.missing." + $0.rawValue)
                })
        }
    }
}

extension LoopNeed {
    /// The field of a form in which it is given.
    fileprivate var field: String {
        switch self {
        case .reason, .remark, .decision, .complete, .secondPerson: "note"
        case .evidence: "evidence"
        case .paper: "file"
        case .newDay: "day"
        }
    }
}

/// The word of a step in the record: `send-back` is `sendBack` there.
func recordedVerb(_ step: some LoopStep) -> String {
    let parts = step.rawValue.split(separator: "-")
    return parts.dropFirst().reduce(String(parts[0])) { $0 + $1.prefix(1).uppercased() + $1.dropFirst() }
}
