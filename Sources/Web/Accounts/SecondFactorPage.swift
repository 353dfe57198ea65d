// SPDX-License-Identifier: Apache-2.0

/// How the signed-in person's second factor stands.
struct SecondFactorPage: PageModel {
    static let template = "second-factor"
    static let samples = [
        SecondFactorPage(isOn: true, isDemanded: true, recoveryCodesLeft: 2, offer: nil, failures: .none),
        SecondFactorPage(isOn: true, isDemanded: false, recoveryCodesLeft: 2, offer: nil, failures: .none),
        SecondFactorPage(isOn: false, isDemanded: true, recoveryCodesLeft: 0, offer: nil, failures: .none),
        SecondFactorPage(
            isOn: false, isDemanded: false, recoveryCodesLeft: 0, offer: Offer(picture: "", secret: "S"),
            failures: .sample("code")),
    ]

    /// A secret that waits for a first code.
    struct Offer: Sendable {
        /// SVG.
        let picture: String
        let secret: String
    }
    let isOn: Bool
    let isDemanded: Bool
    let recoveryCodesLeft: Int
    let offer: Offer?
    let failures: Failures
}

/// The recovery codes, shown once.
struct RecoveryCodesPage: PageModel {
    static let template = "recovery-codes"
    static let samples = [
        RecoveryCodesPage(codes: ["c"], isFirst: true), RecoveryCodesPage(codes: ["c"], isFirst: false),
    ]
    let codes: [String]
    /// True where the second factor was just turned on.
    let isFirst: Bool
}
