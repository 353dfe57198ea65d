// SPDX-License-Identifier: Apache-2.0
import Domain
import Hummingbird
import UseCases

/// Who asks, as far as cookies tell.
struct Visitor: Sendable {
    var session: ActiveSession?
    var secret: String?
    var language: Language

    static let unknown = Visitor(session: nil, secret: nil, language: .chinese)
}

/// The names of our cookies.
enum CookieName {
    static let session = "jiedui_session"
    static let language = "jiedui_language"
    /// A language that was chosen before signing in and waits for the person who does.
    static let chosenLanguage = "jiedui_language_chosen"
}

/// The visitor of a request: the live session of its cookie, and the language of that person or of the cookie.
func readVisitor(of request: Request, site: Site) async throws -> Visitor {
    let chosen = request.cookies[CookieName.language].flatMap { Language(rawValue: $0.value) }
    guard let secret = request.cookies[CookieName.session]?.value, !secret.isEmpty,
        let session = try await site.useCases.session(secret: secret)
    else { return Visitor(session: nil, secret: nil, language: chosen ?? .chinese) }
    return Visitor(session: session, secret: secret, language: session.user.language)
}

extension Response {
    /// Gives the browser the secret of a new session. It lives until the browser closes or the session ends.
    mutating func beginSession(_ secret: String, secure: Bool) {
        setCookie(
            Cookie(
                name: CookieName.session, value: secret, path: "/", secure: secure, httpOnly: true, sameSite: .lax))
    }

    mutating func endSession(secure: Bool) {
        setCookie(
            Cookie(
                name: CookieName.session, value: "", maxAge: 0, path: "/", secure: secure, httpOnly: true,
                sameSite: .lax))
    }

    /// Keeps the choice of a visitor who is not signed in until somebody signs in or the browser closes; nil takes it
    /// away.
    mutating func keepChoice(_ language: Language?, secure: Bool) {
        setCookie(
            Cookie(
                name: CookieName.chosenLanguage, value: language?.rawValue ?? "", maxAge: language == nil ? 0 : nil,
                path: "/", secure: secure, httpOnly: true, sameSite: .lax))
    }

    /// Keeps the language of a visitor who is not signed in, for a year.
    mutating func keepLanguage(_ language: Language, secure: Bool) {
        setCookie(
            Cookie(
                name: CookieName.language, value: language.rawValue, maxAge: 31_536_000, path: "/", secure: secure,
                httpOnly: true, sameSite: .lax))
    }
}
