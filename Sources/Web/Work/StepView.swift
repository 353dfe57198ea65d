// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

/// A step that the visitor may take, as a form.
struct StepView: Sendable {
    let title: String
    let form: FormModel
    /// True where something is asked for: then the form lies behind its title.
    let hasFields: Bool
    let isOpen: Bool
    static let sample = StepView(title: "T", form: .sample, hasFields: true, isOpen: true)
}

/// What came of a form of steps that is shown again.
struct StepState: Sendable {
    /// The step's name, behind that of the leg where it is one of a leg.
    var form = ""
    var typed: FormFields?
    var failures: [ValidationFailure] = []
}

/// Writes the forms of steps.
struct StepWriter {
    let phrases: Phrases
    /// What the sentences of steps begin with: `order.step.`
    let words: String
    let revision: Int
    let state: StepState
    /// The fields that a step may have beyond its needs.
    let optional: (String) -> [LoopNeed]
    /// Whether a step needs the name of another body.
    var needsUnit: (String) -> Bool = { _ in false }
    /// Whether it needs the names of several.
    var takesUnits: (String) -> Bool = { _ in false }
    /// The group of sentences that name the fields of a step.
    var group: (String) -> String = { _ in "order" }

    func views(_ offers: [StepOffer], to action: String, leg: String? = nil) -> [StepView] {
        offers.filter { !$0.isForAnother }.map { offer in
            let name = (leg.map { $0 + "-" } ?? "") + offer.step
            let isShown = state.form == name
            let writer = FormWriter(
                "s-" + name, group(offer.step), phrases, typed: isShown ? state.typed : nil,
                failures: isShown ? state.failures.map(\.ofForm) : [])
            let fields = fields(of: offer, writer)
            return StepView(
                title: phrases(words + offer.step),
                form: writer.form(
                    action, submit: words + offer.step, fields,
                    hidden: [("step", offer.step), ("revision", String(revision))]),
                hasFields: !fields.isEmpty, isOpen: isShown && !state.failures.isEmpty)
        }
    }

    /// The steps that another person must take, in words.
    func blocked(_ offers: [StepOffer]) -> [String] {
        offers.filter(\.isForAnother).map { phrases("order.forAnother", ["step": phrases(words + $0.step)]) }
    }

    private func fields(of offer: StepOffer, _ writer: FormWriter) -> [FormModel.Field] {
        let wanted = offer.needs.union(optional(offer.step))
        var fields: [FormModel.Field] = []
        if wanted.contains(.evidence) {
            fields += [writer.long("answer", isRequired: true), writer.text("noEvidence", longest: 500)]
        }
        if wanted.contains(.decision) { fields.append(writer.long("answer", isRequired: true)) }
        if needsUnit(offer.step) { fields.append(writer.text("unit", isRequired: true)) }
        if takesUnits(offer.step) { fields.append(writer.long("unit", isRequired: true)) }
        if wanted.contains(.newDay) { fields.append(writer.date("day", isRequired: offer.needs.contains(.newDay))) }
        if !wanted.isDisjoint(with: [.reason, .remark]) {
            fields.append(writer.long("note", isRequired: !offer.needs.isDisjoint(with: [.reason, .remark])))
        }
        return fields
    }
}

extension ValidationFailure {
    /// Evidence is given in the field of the answer.
    fileprivate var ofForm: ValidationFailure {
        field == "evidence" ? ValidationFailure(field: "answer", message: message, arguments: arguments) : self
    }
}

extension FormFields {
    /// What was given with a step.
    var loopInput: LoopInput {
        LoopInput(
            note: optional("note"), answer: optional("answer"), noEvidence: optional("noEvidence"),
            day: optional("day"), unit: optional("unit"))
    }
}
