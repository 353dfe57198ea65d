// SPDX-License-Identifier: Apache-2.0
import Domain
import FormData
import HTTPTypes
import Hummingbird
import Logging
import UseCases

/// One request that may be answered: who asks, in which language, with which fields.
struct Visit: Sendable {
    let site: Site
    let request: Request
    let context: WebContext
    /// The live session and its secret; nil for a visitor who is not signed in.
    let session: ActiveSession?
    let secret: String?
    let language: Language
    /// The fields behind the question mark.
    let query: FormFields
    /// The fields of a form that was sent; empty for a page that is asked for, and for a file upload.
    let form: FormFields

    var useCases: UseCases { site.useCases }
    var phrases: Phrases { site.phrases(language) }
    /// True where the browser will put a part of the answer into the page it shows.
    var isPartial: Bool { request.headers[.htmxRequest] == "true" }

    /// The person who asks. Throws where nobody is signed in.
    var caller: Caller {
        get throws {
            guard let session else { throw UseCaseError("session", .notSignedIn) }
            return Caller(
                who: .user(session.user), door: .session(idHash: session.idHash), address: visitorAddress,
                requestID: context.requestID)
        }
    }

    /// The address of the visitor; behind a trusted proxy the last one that the proxy added.
    var visitorAddress: String? { site.visitorAddress(of: request, context) }

    /// The value in the address' place `name`.
    func value(_ name: String) throws -> String {
        // No database keeps U+0000, so nothing is called so.
        guard let value = context.parameters.get(name)?.percentDecoded, !value.contains("\0") else {
            throw UseCaseError(name, .notFound)
        }
        return value
    }
}

extension Site {
    /// The address of the visitor; behind a trusted proxy the last one that the proxy added.
    func visitorAddress(of request: Request, _ context: WebContext) -> String? {
        guard settings.trustsForwardedAddress, let chain = request.headers[.forwardedFor] else { return context.peer }
        let last = chain.split(separator: ",").last.map { $0.filter { $0 != " " } } ?? ""
        return last.isEmpty ? context.peer : last
    }
}
