// SPDX-License-Identifier: Apache-2.0
import Domain
import Hummingbird
import UseCases

/// Shows the signed-in person's own account.
func showAccount(_ visit: Visit) async throws -> Response {
    guard let user = visit.session?.user else { throw UseCaseError("session", .notSignedIn) }
    let caller = try visit.caller
    let sessions = try await visit.useCases.listSessions(caller)
    let factor = try await visit.useCases.secondFactor(caller)
    let now = visit.useCases.surroundings.now()
    let tokens = try await visit.useCases.listTokens(caller).count { $0.isLive(at: now) }
    return try visit.show(
        AccountPage(
            id: user.id.text, username: user.username, displayName: user.displayName,
            roles: user.grants.map { visit.phrases("role." + $0.role.rawValue) }, isChinese: user.language == .chinese,
            hasSecondFactor: factor.isOn, recoveryCodesLeft: factor.recoveryCodesLeft, tokenCount: tokens,
            sessions: sessions.map { SessionLine($0, visit.phrases) }, hasOtherSessions: sessions.count > 1))
}

/// Ends sessions of the signed-in person; the present one too where all are to end.
func endSessions(_ visit: Visit) async throws -> Response {
    let choice: SessionChoice =
        switch visit.form["what"] {
        case "others": .others
        case "all": .all
        case let id: .one(id)
        }
    try await visit.useCases.endSessions(try visit.caller, choice)
    guard choice == .all else { return visit.goOn(to: Address.account.path() + "#sessions", notice: "sessionsEnded") }
    var response = visit.goOn(to: Address.showSignIn.path(), notice: "signedOut")
    response.endSession(secure: visit.site.settings.isSecure)
    return response
}

extension SessionLine {
    fileprivate init(_ session: SessionListing, _ phrases: Phrases) {
        self.init(
            id: session.id, device: deviceName(session.userAgent) ?? phrases("account.unknownDevice"),
            address: session.address ?? "", since: session.createdAt.minuteText,
            lastSeen: session.lastSeenAt.minuteText, isPresent: session.isPresent)
    }
}

/// `Chrome · Windows` out of what a browser says of itself; its first words where none is known.
func deviceName(_ userAgent: String?) -> String? {
    guard let userAgent, !userAgent.isEmpty else { return nil }
    // In this order: browsers name those that they want to be taken for behind themselves.
    let browsers = [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("MicroMessenger", "WeChat"),
        ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ]
    let systems = [
        ("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"),
        ("Mac OS", "macOS"), ("Linux", "Linux"),
    ]
    let found = [browsers, systems].compactMap { names in names.first { userAgent.contains($0.0) }?.1 }
    return found.isEmpty ? String(userAgent.prefix(40)) : found.joined(separator: " · ")
}
