// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import UseCases

/// A form as its template shows it: `form.mustache` writes every form of this kind alike.
struct FormModel: Sendable {
    /// A field that the person does not see.
    struct Hidden: Sendable {
        let name: String
        let value: String
    }
    /// One field with its label, what is typed in it and what is wrong with it.
    struct Field: Sendable {
        let name: String
        let id: String
        let label: String
        let value: String
        /// The type of an input; empty for the other kinds of fields.
        let type: String
        let isInput: Bool
        let isLong: Bool
        let isSelect: Bool
        let isCheck: Bool
        let isChecked: Bool
        let choices: [Choice]
        let isRequired: Bool
        let longest: Int
        let hint: String?
        let failure: String?
        let suggestions: [String]
        /// The choices of the field `role` that need this one, apart from each other by blanks; nil where all do.
        var needs: String?

        func needed(by roles: Role...) -> Self {
            var field = self
            field.needs = roles.map(\.rawValue).joined(separator: " ")
            return field
        }
    }
    let action: String
    let submit: String
    let fields: [Field]
    let hidden: [Hidden]
    let failures: Failures
    var isDangerous = false

    static let sample = FormModel(
        action: "/", submit: "S",
        fields: [
            .sample(type: "text"), .sample(type: "", isLong: true), .sample(type: "", isSelect: true),
            .sample(type: "", isCheck: true),
        ],
        hidden: [Hidden(name: "n", value: "v")], failures: .sample("f-a"))
}

extension FormModel.Field {
    fileprivate static func sample(
        type: String, isLong: Bool = false, isSelect: Bool = false, isCheck: Bool = false
    ) -> Self {
        Self(
            name: "a", id: "f-a", label: "L", value: "V", type: type, isInput: !type.isEmpty, isLong: isLong,
            isSelect: isSelect,
            isCheck: isCheck, isChecked: true, choices: [.sample], isRequired: true, longest: 100, hint: "H",
            failure: "F", suggestions: ["S"], needs: "office")
    }
}

/// Writes the fields of one form: their labels are the sentences `<group>.<name>`, their hints `<group>.<name>.hint`.
struct FormWriter: Sendable {
    /// Stands before the identity of every field, so that forms of one page don't meet.
    let prefix: String
    let group: String
    let phrases: Phrases
    /// What was typed, where the form is shown again.
    var typed: FormFields?
    var failures: [ValidationFailure] = []

    init(
        _ prefix: String, _ group: String, _ phrases: Phrases, typed: FormFields? = nil,
        failures: [ValidationFailure] = []
    ) {
        (self.prefix, self.group, self.phrases) = (prefix, group, phrases)
        (self.typed, self.failures) = (typed, failures)
    }

    func text(
        _ name: String, _ value: String = "", type: String = "text", isRequired: Bool = false, longest: Int = 100,
        suggestions: [String] = []
    ) -> FormModel.Field {
        field(name, value, type: type, isRequired: isRequired, longest: longest, suggestions: suggestions)
    }

    func long(
        _ name: String, _ value: String = "", isRequired: Bool = false, longest: Int = 4_000
    ) -> FormModel.Field {
        field(name, value, isLong: true, isRequired: isRequired, longest: longest)
    }

    func date(_ name: String, _ value: String = "", isRequired: Bool = false) -> FormModel.Field {
        field(name, value, type: "date", isRequired: isRequired, longest: 10)
    }

    /// The choices as value and label; the chosen one is found by what was typed.
    func select(
        _ name: String, _ value: String = "", _ choices: [(String, String)], isRequired: Bool = false
    ) -> FormModel.Field {
        field(name, value, choices: choices, isRequired: isRequired)
    }

    func check(_ name: String, _ isChecked: Bool) -> FormModel.Field {
        field(name, isChecked ? "true" : "", isCheck: true)
    }

    func form(
        _ action: String, submit: String, _ fields: [FormModel.Field], hidden: [(String, String)] = [],
        isDangerous: Bool = false
    ) -> FormModel {
        var shown = Failures()
        shown.list = failures.map {
            Failures.Failure(
                field: $0.field.isEmpty ? "" : identity($0.field), text: phrases($0.message, $0.arguments))
        }
        return FormModel(
            action: action, submit: phrases(submit), fields: fields,
            hidden: hidden.map { .init(name: $0.0, value: $0.1) }, failures: shown, isDangerous: isDangerous)
    }

    /// The values from which a form is made, so that the changes of two people can be told apart.
    static func seen(_ fields: [FormModel.Field]) -> [(String, String)] { fields.map { ("seen." + $0.name, $0.value) } }

    private func identity(_ name: String) -> String { prefix + "-" + Failures.identity(name) }

    private func field(
        _ name: String, _ value: String, type: String = "", isLong: Bool = false, isCheck: Bool = false,
        choices: [(String, String)] = [], isRequired: Bool = false, longest: Int = 100, suggestions: [String] = []
    ) -> FormModel.Field {
        let value = typed.map { $0[name] } ?? value
        let failure = failures.first { $0.field == name }.map { phrases($0.message, $0.arguments) }
        return FormModel.Field(
            name: name, id: identity(name), label: phrases(group + "." + name), value: value, type: type,
            isInput: !type.isEmpty, isLong: isLong, isSelect: type.isEmpty && !isLong && !isCheck, isCheck: isCheck,
            isChecked: !value.isEmpty,
            choices: choices.map { Choice(value: $0.0, label: $0.1, isChosen: $0.0 == value) },
            isRequired: isRequired, longest: longest, hint: phrases.find(group + "." + name + ".hint"),
            failure: failure, suggestions: suggestions)
    }
}

/// What went wrong with a form that is shown again, and the status of the answer. Whoever was overtaken keeps what was
/// typed; any other error is thrown on.
func refusal(of error: any Error) throws -> (failures: [ValidationFailure], status: HTTPResponse.Status) {
    guard let error = error as? UseCaseError else { throw error }
    switch error.cause {
    case .invalid(let failures): return (failures, .unprocessableContent)
    case .conflict(let reason): return ([ValidationFailure(field: "", message: reason)], .unprocessableContent)
    case .stale: return ([ValidationFailure(field: "", message: "form.overtaken")], .conflict)
    default: throw error
    }
}

extension FormFields {
    /// What the form asks for, with what its fields showed when it was made.
    func edit(_ names: [String]) -> Edit {
        var values: [String: String] = [:]
        var seen: [String: String] = [:]
        for name in names where holds(name) { values[name] = self[name] }
        for name in names where holds("seen." + name) { seen[name] = self["seen." + name] }
        return Edit(revision: integer("revision") ?? -1, seen: seen.isEmpty ? nil : seen, values: values)
    }
}
