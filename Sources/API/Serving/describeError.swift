// SPDX-License-Identifier: Apache-2.0
import Domain
import FormData
import HTTPTypes
import Hummingbird
import NIOCore
import UseCases

/// The problem that `error` is; what nobody foresaw is `unexpected`, and its text stays in the log.
func describe(_ error: any Error) -> Problem {
    switch error {
    case let problem as Problem: problem
    case let error as UseCaseError: describe(error)
    // A document that can't be read fits every schema, so it is refused like anything else that does.
    case let error as any ExplainedError: Problem(.refused, reason: error.messageKey, error.arguments)
    case is EditCollision: Problem(.stale)
    case OnceFault.underWay: Problem(.keyInUse)
    case OnceFault.otherRequest: Problem(.keyReused)
    case is TooSlow: .tooSlow
    case is NIOTooManyBytesError, UploadFault.tooLarge: Problem(.tooLarge)
    case is MultipartReader.Fault, UploadFault.broken: Problem(.malformed)
    case UploadFault.noFile: Problem(misfits: [Misfit(pointer: "/file", message: "field.missing")])
    case let error as HTTPError: describe(error)
    default: Problem(.unexpected)
    }
}

private func describe(_ error: UseCaseError) -> Problem {
    switch error.cause {
    case .notSignedIn: return .notAuthenticated
    case .notFound: return Problem(.notFound)
    case .forbidden(let reason): return Problem(.forbidden, reason: reason)
    case .confirmationNeeded: return Problem(.confirmationNeeded)
    case .stale: return Problem(.stale)
    case .conflict(let reason): return Problem(.conflict, reason: reason)
    case .invalid(let failures) where failures.contains { $0.message == "page.unreadable" }:
        return .unknownCursor
    case .invalid(let failures):
        var problem = Problem(.refused)
        problem.parts = failures.map { failure in
            Problem.Part(
                pointer: "/"
                    + failure.field.split(separator: ".").map { String($0).pointerPart }.joined(separator: "/"),
                message: failure.message, arguments: failure.arguments)
        }
        return problem
    case .locked: return Problem(.locked)
    case .tooMany(let seconds): return .tooMany(retryAfter: seconds)
    case .busy: return Problem(.busy)
    }
}

private func describe(_ error: HTTPError) -> Problem {
    switch error.status {
    case .notFound: Problem(.notFound)
    case .contentTooLarge: Problem(.tooLarge)
    case let status where status.code < 500: Problem(.malformed)
    default: Problem(.unexpected)
    }
}

extension Problem {
    /// No token, or none that is alive.
    static var notAuthenticated: Problem {
        var problem = Problem(.notAuthenticated)
        problem.headers[.wwwAuthenticate] = "Bearer realm=\"jiedui\""
        return problem
    }

    /// A body that didn't come in time: the connection is given up with it.
    static var tooSlow: Problem {
        var problem = Problem(.tooSlow)
        problem.headers[.connection] = "close"
        return problem
    }

    /// A cursor that was not given out for this list.
    static var unknownCursor: Problem { Problem(misfits: [Misfit(pointer: "cursor", message: "field.cursor")]) }

    static func tooMany(retryAfter seconds: Int) -> Problem {
        var problem = Problem(.tooManyRequests)
        problem.headers[.retryAfter] = String(max(1, seconds))
        return problem
    }
}
