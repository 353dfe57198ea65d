// SPDX-License-Identifier: Apache-2.0

/// Why an operation was not carried out: what it was about, and one of a closed list of causes.
package struct UseCaseError: Error, Hashable, Sendable {
    /// The kind of the object, such as `draft`, or a field's name.
    package let subject: String
    package let cause: Cause
    /// Why the object was said not to be there although it is: for the record alone, never for the visitor.
    let hiddenReason: String?

    package init(_ subject: String, _ cause: Cause) { self.init(subject, cause, hiding: nil) }

    init(_ subject: String, _ cause: Cause, hiding reason: String?) {
        (self.subject, self.cause, hiddenReason) = (subject, cause, reason)
    }

    /// What is hidden tells no two errors apart.
    package static func == (left: Self, right: Self) -> Bool {
        left.subject == right.subject && left.cause == right.cause
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(subject)
        hasher.combine(cause)
    }

    /// Why an operation did not happen; the pages answer each with a status of its own.
    package enum Cause: Hashable, Sendable {
        /// Nobody is signed in, or the session has ended.
        case notSignedIn
        /// The object does not exist, or the caller may not know that it does.
        case notFound
        /// The caller may see the object but not do this; the key of the reason's sentence.
        case forbidden(reason: String)
        /// Somebody else changed the object since; its present revision.
        case stale(revision: Int)
        /// Something in what was handed in must be mended.
        case invalid([ValidationFailure])
        /// The object is in a state that does not allow this; the key of the sentence.
        case conflict(reason: String)
        /// Signing in is refused for a while, to this moment in UTC milliseconds.
        case locked(until: Int64)
        /// Too many others ask for the same costly work at this moment.
        case busy
        /// The caller asked too often; in how many seconds it may ask again.
        case tooMany(retryAfter: Int)
        /// The password must be given again first: what is asked for is dangerous and the last proof is too old.
        case confirmationNeeded
    }
}

/// One thing to mend: the field, the key of the sentence and its arguments.
package struct ValidationFailure: Error, Hashable, Sendable {
    package let field: String
    package let message: String
    package let arguments: [String: String]

    package init(field: String, message: String, arguments: [String: String] = [:]) {
        (self.field, self.message, self.arguments) = (field, message, arguments)
    }
}
