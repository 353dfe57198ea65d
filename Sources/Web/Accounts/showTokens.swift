// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Hummingbird
import UseCases

/// Shows the signed-in person's access tokens.
func showTokens(_ visit: Visit) async throws -> Response {
    try visit.show(try await tokensPage(visit, made: nil, failures: .none))
}

/// Makes an access token and shows its secret this once.
func createToken(_ visit: Visit) async throws -> Response {
    let form = visit.form
    let wanted = NewToken(
        name: form["name"], scope: TokenScope(rawValue: form["scope"]) ?? .read, days: form.integer("days") ?? 0)
    do {
        let made = try await visit.useCases.createToken(try visit.caller, wanted)
        return try visit.show(try await tokensPage(visit, made: made.secret, failures: .none))
    } catch {
        let failures = try failures(of: error, visit.phrases)
        return try visit.show(
            try await tokensPage(visit, made: nil, failures: failures), status: .unprocessableContent)
    }
}

/// Ends an access token.
func revokeToken(_ visit: Visit) async throws -> Response {
    try await visit.useCases.revokeToken(try visit.caller, id: try visit.value("id"))
    return visit.goOn(to: Address.tokens.path(), notice: "tokenRevoked")
}

/// The page with what was typed into its form, unless a token was made of it.
private func tokensPage(_ visit: Visit, made: String?, failures: Failures) async throws -> TokensPage {
    let now = visit.useCases.surroundings.now()
    let tokens = try await visit.useCases.listTokens(try visit.caller)
    let form = made == nil ? visit.form : FormFields()
    return TokensPage(
        made: made, lines: tokens.map { TokensPage.Line($0, at: now, visit.phrases) }, name: form["name"],
        days: form.optional("days") ?? "90", isReading: form["scope"] != TokenScope.write.rawValue,
        failures: failures)
}

extension TokensPage.Line {
    fileprivate init(_ token: AccessToken, at now: Instant, _ phrases: Phrases) {
        let lastUse = token.lastUsedAt.map { moment in
            [moment.minuteText, token.lastAddress].compactMap { $0 }.joined(separator: " · ")
        }
        let over =
            token.revokedAt != nil
            ? phrases("tokens.revoked") : token.isLive(at: now) ? nil : phrases("tokens.ended")
        self.init(
            id: token.id.text, name: token.name, scope: phrases("tokens.scope." + token.scope.rawValue),
            made: token.createdAt.dayText, ends: token.endsAt.dayText, lastUse: lastUse, over: over)
    }
}
