// SPDX-License-Identifier: Apache-2.0
import Domain
import Mustache
import UseCases

/// What must be mended in a form: the list at its head and the sentence beside each field.
struct Failures: Sendable, MustacheParent {
    struct Failure: Sendable {
        /// The identity of the field in the page.
        let field: String
        let text: String

        /// The first part of the field's identity.
        var group: String { String(field.prefix { $0 != "-" }) }
    }
    var list: [Failure] = []
    /// What stands before the sentences of the list at the head, by the first part of the field's identity: whose
    /// field it is, where a form has the same for several people.
    var leads: [String: String] = [:]

    static let none = Failures()

    init() {}

    init(_ failures: [ValidationFailure], _ phrases: Phrases) {
        list = failures.map { Failure(field: Self.identity($0.field), text: phrases($0.message, $0.arguments)) }
    }

    /// `any`, `list`, or the sentence of the field of that name.
    func child(named name: String) -> Any? {
        switch name {
        case "any": list.isEmpty ? nil : true
        case "list": list.map { Failure(field: $0.field, text: (leads[$0.group] ?? "") + $0.text) }
        default: list.first { $0.field == name }?.text
        }
    }

    /// A field's name as its identity in the page: a dot would read as a step into a value in a template.
    static func identity(_ field: String) -> String { field.replacing(".", with: "-") }
}

/// What must be mended, where `error` says so (a file that cannot be read is one); any other error is thrown on. A form is shown again with it.
func failures(of error: any Error, _ phrases: Phrases) throws -> Failures {
    if let error = error as? any ExplainedError {
        let failure = ValidationFailure(field: "file", message: error.messageKey, arguments: error.arguments)
        return Failures([failure], phrases)
    }
    guard let error = error as? UseCaseError else { throw error }
    switch error.cause {
    case .invalid(let failures): return Failures(failures, phrases)
    case .conflict(let reason): return Failures([ValidationFailure(field: "", message: reason)], phrases)
    // A form can't mend what a rule refuses: it is answered and recorded as a refusal.
    case .notSignedIn, .notFound, .forbidden, .stale, .locked, .busy, .tooMany, .confirmationNeeded: throw error
    }
}

extension Failures {
    /// One failure of `field`, for the samples of pages.
    static func sample(_ field: String) -> Failures {
        var failures = Failures()
        failures.list = [Failure(field: field, text: "F")]
        return failures
    }

    /// A form in which two fields that must be the same differ.
    static func differing(_ field: String, _ phrases: Phrases) -> Failures {
        Failures([ValidationFailure(field: field, message: "account.passwordsDiffer")], phrases)
    }
}
