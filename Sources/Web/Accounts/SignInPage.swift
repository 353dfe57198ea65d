// SPDX-License-Identifier: Apache-2.0

/// The sign-in form.
struct SignInPage: PageModel {
    static let template = "login"
    static let samples = [
        SignInPage(username: "", next: "/", failure: nil), SignInPage(username: "u", next: "/", failure: "F"),
    ]
    let username: String
    let next: String
    /// Why signing in failed, in one sentence that does not tell whether the name exists.
    let failure: String?
}
