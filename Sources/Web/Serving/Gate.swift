// SPDX-License-Identifier: Apache-2.0
import Domain
import FormData
import HTTPTypes
import Hummingbird
import UseCases

/// What stands before every address: set-up, session, language, forged forms. One address, one gate.
struct Gate: Sendable {
    let site: Site
    let address: Address

    /// Answers the request, or turns it away.
    func admit(_ request: Request, context: WebContext) async throws -> Response {
        if address.isDoor { try site.doors.take(site.visitorAddress(of: request, context) ?? "") }
        if address.need != .nothing {
            // Asked anew before somebody signs in: the accounts of a demonstration can be taken away again.
            let needsSetUp = try await site.needsSetUp(askingAnew: address == .showSignIn)
            if needsSetUp && address.need != .setUp { return .seeOther(Address.setUp.path()) }
            if !needsSetUp && address.need == .setUp { return .seeOther(Address.start.path()) }
        }
        let isPlain = address.need == .nothing && address != .chooseLanguage
        let visitor = isPlain ? .unknown : try await readVisitor(of: request, site: site)
        if let turnedAway = try turnAway(visitor, request) { return turnedAway }
        let form = try await readForm(
            of: request, for: address, session: visitor.session, site.settings)
        let visit = Visit(
            site: site, request: request, context: context, session: visitor.session, secret: visitor.secret,
            language: visitor.language, query: FormFields(encoded: request.uri.query ?? ""), form: form)
        do { return try await address.answer(visit) } catch let error as UseCaseError
            where error.cause == .confirmationNeeded && address != .confirm
        {
            return try await askToConfirm(visit, for: address)
        } catch {
            if let error = error as? UseCaseError, let caller = try? visit.caller {
                // Never another value of the address: the token of an invitation is a secret.
                let object = context.parameters.get("id") ?? context.parameters.get("code")
                try await site.useCases.recordRefusal(caller, error, object: object)
            }
            return try await answerError(error, to: visitor, request: request, context: context, site: site)
        }
    }

    private func turnAway(_ visitor: Visitor, _ request: Request) throws -> Response? {
        guard address.need == .signedIn || address.need == .settled else { return nil }
        guard let session = visitor.session else {
            return address.method == .get && request.headers[.htmxRequest] == nil
                ? .seeOther(signInAddress(comingBackTo: request.uri.string)) : try refuseUnknown(request)
        }
        guard address.need == .settled else { return nil }
        if session.user.mustChangePassword { return .seeOther(Address.showPassword.path()) }
        if session.user.mustEnrol { return .seeOther(Address.secondFactor.path()) }
        return nil
    }

    private func refuseUnknown(_ request: Request) throws -> Response {
        guard request.headers[.htmxRequest] != nil else { throw UseCaseError("session", .notSignedIn) }
        var response = Response(status: .unauthorized)
        let page = request.headers[.htmxCurrentAddress].map { pathOfAddress($0) }
        response.headers[.htmxRedirect] = signInAddress(comingBackTo: page ?? "/")
        return response
    }
}

/// The sign-in page that leads to `address` afterwards.
func signInAddress(comingBackTo address: String) -> String {
    let base = Address.showSignIn.path()
    return address == "/" ? base : base + "?next=" + address.percentEncodedPart
}

/// The path of an address with scheme and host.
private func pathOfAddress(_ address: String) -> String {
    guard let scheme = address.firstRange(of: "://") else { return "/" }
    let rest = address[scheme.upperBound...]
    return rest.firstIndex(of: "/").map { String(rest[$0...]) } ?? "/"
}
