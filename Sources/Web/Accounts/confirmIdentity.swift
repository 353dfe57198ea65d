// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Hummingbird
import UseCases

/// Asks for the password before what was asked for is done.
func askToConfirm(_ visit: Visit, for address: Address) async throws -> Response {
    let page = ConfirmationPage(
        carried: try CarriedRequest(visit, to: address).sealed(in: visit),
        asksForCode: try await visit.useCases.hasSecondFactor(try visit.caller), failures: .none)
    var response = try visit.show(page, status: .forbidden)
    response.replaceMain(of: visit.request)
    return response
}

/// Takes the password and carries on with what was asked for.
func confirmIdentity(_ visit: Visit) async throws -> Response {
    let text = visit.form["carried"]
    guard let carried = CarriedRequest(text, in: visit) else {
        throw UseCaseError("form", .forbidden(reason: "error.foreignForm"))
    }
    let caller = try visit.caller
    do {
        try await visit.useCases.confirm(
            caller, password: visit.form.raw("password"), code: visit.form.optional("code"))
    } catch {
        let page = ConfirmationPage(
            carried: text, asksForCode: try await visit.useCases.hasSecondFactor(caller),
            failures: try failures(of: error, visit.phrases))
        return try visit.show(page, status: .unprocessableContent)
    }
    return try await carried.resume(in: visit)
}

/// The page that asks for the password again.
struct ConfirmationPage: PageModel {
    static let template = "confirmation"
    static let samples = [
        ConfirmationPage(carried: "c", asksForCode: true, failures: .sample("code")),
        ConfirmationPage(carried: "c", asksForCode: false, failures: .none),
    ]
    /// What waits, sealed.
    let carried: String
    let asksForCode: Bool
    let failures: Failures
}
