// SPDX-License-Identifier: Apache-2.0

/// The personal access tokens of the signed-in person, and the form for a new one.
struct TokensPage: PageModel {
    static let template = "tokens"
    static let samples = [
        TokensPage(made: "jd_x", lines: [.sample], name: "n", days: "90", isReading: true, failures: .sample("name")),
        TokensPage(made: nil, lines: [], name: "", days: "90", isReading: true, failures: .none),
    ]

    /// One token in the list.
    struct Line: Sendable {
        let id: String
        let name: String
        let scope: String
        let made: String
        let ends: String
        /// When and from where it was last used; nil where never.
        let lastUse: String?
        /// Why it opens nothing any more; nil while it does.
        let over: String?

        static let sample = Line(
            id: "i", name: "N", scope: "S", made: "M", ends: "E", lastUse: "L", over: nil)
    }
    /// The secret of the token that was just made, shown this once.
    let made: String?
    let lines: [Line]
    let name: String
    let days: String
    let isReading: Bool
    let failures: Failures
}
