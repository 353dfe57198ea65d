// SPDX-License-Identifier: Apache-2.0
import HTTPTypes

/// The kinds of errors of the API, each with a type of its own (RFC 9457). A type is never renamed: programs compare it.
enum ProblemKind: String, CaseIterable, Sendable {
    case malformed
    case notAuthenticated
    case forbidden
    case confirmationNeeded
    case notFound
    case methodNotAllowed
    case notAcceptable
    case conflict
    case refused
    case keyInUse
    case stale
    case tooLarge
    case tooSlow
    case unsupportedMediaType
    case invalid
    case keyReused
    case matchRequired
    case tooManyRequests
    case locked
    case unexpected
    case busy

    var status: HTTPResponse.Status {
        switch self {
        case .malformed: .badRequest
        case .notAuthenticated: .unauthorized
        case .forbidden, .confirmationNeeded: .forbidden
        case .notFound: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .notAcceptable: .notAcceptable
        case .conflict, .refused, .keyInUse: .conflict
        case .stale: .preconditionFailed
        case .tooLarge: .contentTooLarge
        case .tooSlow: .requestTimeout
        case .unsupportedMediaType: .unsupportedMediaType
        case .invalid, .keyReused: .unprocessableContent
        case .matchRequired: .preconditionRequired
        case .tooManyRequests, .locked: .tooManyRequests
        case .unexpected: .internalServerError
        case .busy: .serviceUnavailable
        }
    }

    /// The URI of the type, relative to the address of the program; a page that people can read stands there.
    var type: String { "/problems/" + rawValue }
    var titleKey: String { "problem.\(rawValue).title" }
    var textKey: String { "problem.\(rawValue).text" }
}
