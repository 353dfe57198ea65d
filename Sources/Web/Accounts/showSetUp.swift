// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Hummingbird
import UseCases

/// Shows the form of the first visit to whoever brings the token, and where to find the token to anybody else.
func showSetUp(_ visit: Visit) async throws -> Response {
    let token = visit.query["token"]
    guard !token.isEmpty, try await visit.useCases.opensSetUp(token: token) else {
        return try visit.show(SetUpClosedPage(wasWrong: !token.isEmpty), status: token.isEmpty ? .ok : .forbidden)
    }
    return try visit.show(try await setUpPage(visit, token: token, failures: .none))
}

/// The form with what was typed into it before.
func setUpPage(_ visit: Visit, token: String, failures: Failures) async throws -> SetUpPage {
    let listings = try await visit.useCases.pairings(Caller(who: .local, address: visit.visitorAddress))
    let form = visit.form
    var named = failures
    for prefix in SetUpPage.administrators + ["office"] {
        named.leads[prefix] = visit.phrases("setup.lead", ["who": visit.phrases("setup.\(prefix).title")])
    }
    return SetUpPage(
        token: token, failures: named,
        people: SetUpPage.administrators.map { .init($0, form: form, failures: failures, visit.phrases) },
        office: SetUpPage.Office(
            username: form["office.username"], displayName: form["office.displayName"],
            pairings: listings.map {
                let pairing = $0.pairing
                return Choice(
                    value: pairing.code, label: pairing.label(in: visit.language),
                    isChosen: pairing.code == form["officePairing"])
            },
            isEastern: form["officeSide"] == Side.eastern.rawValue))
}

extension SetUpPage {
    /// The field prefixes of the three administrators.
    static let administrators = ["systemAdmin", "securityAdmin", "auditAdmin"]
}

extension SetUpPage.Person {
    fileprivate init(_ prefix: String, form: FormFields, failures: Failures, _ phrases: Phrases) {
        func failure(_ field: String) -> String? {
            failures.child(named: Failures.identity(prefix + "." + field)) as? String
        }
        self.init(
            prefix: prefix, title: phrases("setup.\(prefix).title"), explanation: phrases("setup.\(prefix).text"),
            username: form[prefix + ".username"], displayName: form[prefix + ".displayName"],
            usernameFailure: failure("username"), displayNameFailure: failure("displayName"),
            passwordFailure: failure("password"), repeatedFailure: failure("repeatedPassword"))
    }
}
