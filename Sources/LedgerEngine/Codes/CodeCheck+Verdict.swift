// SPDX-License-Identifier: Apache-2.0
package import Domain

extension CodeCheck {
    /// What the check of a code says.
    package enum Verdict: Hashable, Sendable {
        case valid
        /// It hasn't the form of such a code.
        case malformed
        /// It has the form and fails the check; the code that would pass, where one can be told.
        case wrong(proposal: String?)
    }

    /// Whether a code, in capitals of half width without spaces, keeps the standard.
    package func verdict(_ code: String) -> Verdict {
        switch self {
        case .creditCode: CreditCode.verdict(code)
        case .investmentCode: InvestmentCode.verdict(code)
        case .industryCode: IndustryCode.verdict(code)
        case .occupationCode: OccupationCode.verdict(code)
        }
    }

    /// The code with the hyphens that its standard prints.
    func tidied(_ code: String) -> String {
        switch self {
        case .creditCode: code.replacing("-", with: "")
        case .industryCode: code
        case .investmentCode: Self.hyphenated(code, [4, 6, 2, 2, 6])
        case .occupationCode: Self.hyphenated(code, [1, 2, 2, 2])
        }
    }

    private static func hyphenated(_ code: String, _ groups: [Int]) -> String {
        guard !code.contains("-"), code.count == groups.reduce(0, +) else { return code }
        var rest = Substring(code)
        return groups.map { length in
            defer { rest = rest.dropFirst(length) }
            return String(rest.prefix(length))
        }.joined(separator: "-")
    }
}
