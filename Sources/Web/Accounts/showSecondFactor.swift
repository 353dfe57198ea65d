// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Hummingbird
import UseCases

/// Shows how the signed-in person's second factor stands, or the secret that waits for a first code.
func showSecondFactor(_ visit: Visit) async throws -> Response {
    try visit.show(try await secondFactorPage(visit, failures: .none))
}

/// Hands out a new secret.
func beginSecondFactor(_ visit: Visit) async throws -> Response {
    try await visit.useCases.beginSecondFactor(try visit.caller)
    return .seeOther(Address.secondFactor.path())
}

/// Takes a first code and shows the recovery codes this once.
func finishSecondFactor(_ visit: Visit) async throws -> Response {
    do {
        let codes = try await visit.useCases.finishSecondFactor(try visit.caller, code: visit.form["code"])
        return try visit.show(RecoveryCodesPage(codes: codes, isFirst: true))
    } catch {
        let failures = try failures(of: error, visit.phrases)
        return try visit.show(
            try await secondFactorPage(visit, failures: failures), status: .unprocessableContent)
    }
}

/// Makes new recovery codes and shows them this once.
func renewRecoveryCodes(_ visit: Visit) async throws -> Response {
    let codes = try await visit.useCases.renewRecoveryCodes(try visit.caller)
    return try visit.show(RecoveryCodesPage(codes: codes, isFirst: false))
}

/// Turns the second factor off.
func endSecondFactor(_ visit: Visit) async throws -> Response {
    do { try await visit.useCases.endSecondFactor(try visit.caller) } catch {
        let failures = try failures(of: error, visit.phrases)
        return try visit.show(
            try await secondFactorPage(visit, failures: failures), status: .unprocessableContent)
    }
    return visit.goOn(to: Address.account.path(), notice: "secondFactorOff")
}

private func secondFactorPage(_ visit: Visit, failures: Failures) async throws -> SecondFactorPage {
    let state = try await visit.useCases.secondFactor(try visit.caller)
    return SecondFactorPage(
        isOn: state.isOn, isDemanded: state.isDemanded, recoveryCodesLeft: state.recoveryCodesLeft,
        offer: state.offer.map { offer in
            SecondFactorPage.Offer(
                picture: QRCode(offer.address)?.svg(label: visit.phrases("secondFactor.picture")) ?? "",
                secret: inGroups(offer.secret))
        }, failures: failures)
}

/// `ABCD EFGH`, as a person reads it off.
private func inGroups(_ text: String) -> String {
    var result = ""
    for (place, letter) in text.enumerated() {
        if place > 0 && place % 4 == 0 { result.append(" ") }
        result.append(letter)
    }
    return result
}
