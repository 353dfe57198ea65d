// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import UseCases

private let stateShape = Shape<SecondFactorState>(
    "SecondFactor",
    [
        .flag("isOn") { $0.isOn }, .flag("isDemanded") { $0.isDemanded },
        .count("recoveryCodesLeft") { $0.recoveryCodesLeft },
    ])

private let offerShape = Shape<SecondFactorState.Offer>(
    "SecondFactorOffer", [.text("secret") { $0.secret }, .text("address") { $0.address }])

private let codesSchema = Schema.object(.init("recoveryCodes", .list(.text))).named("RecoveryCodes")

private let codeSchema = Schema.object(.init("code", .line(1...64))).closed.named("NewSecondFactor")

extension APIOperation {
    var secondFactorDeclaration: Declaration {
        let path = "/api/v1/account/second-factor"
        return switch self {
        case .showSecondFactor: .get(path, .changeOwnAccount, .object(stateShape.schema))
        case .beginSecondFactor: .act(.post, path, .changeOwnAccount, .object(offerShape.schema))
        case .finishSecondFactor:
            .act(.post, path + "/code", .changeOwnAccount, .object(codesSchema), taking: .json(codeSchema))
        case .renewRecoveryCodes: .act(.post, path + "/recovery-codes", .changeOwnAccount, .object(codesSchema))
        default: .act(.delete, path, .changeOwnAccount, .nothing)
        }
    }
}

/// How the holder's second factor stands. The secret is in the answer to setting one up alone.
func showSecondFactor(_ call: Call) async throws -> Reply {
    .json(stateShape.json(try await call.useCases.secondFactor(call.caller)))
}

/// Hands out a new secret, to whoever has just given the password.
func beginSecondFactor(_ call: Call) async throws -> Reply {
    try await call.useCases.beginSecondFactor(call.caller)
    guard let offer = try await call.useCases.secondFactor(call.caller).offer else {
        throw UseCaseError("user", .conflict(reason: "secondFactor.notBegun"))
    }
    return .json(offerShape.json(offer))
}

/// Turns the second factor on with a first code; answers the recovery codes this once.
func finishSecondFactor(_ call: Call) async throws -> Reply {
    codes(try await call.useCases.finishSecondFactor(call.caller, code: call.body["code"]?.text ?? ""))
}

/// Makes new recovery codes; answers them this once.
func renewRecoveryCodes(_ call: Call) async throws -> Reply {
    codes(try await call.useCases.renewRecoveryCodes(call.caller))
}

/// Turns the second factor off.
func endSecondFactor(_ call: Call) async throws -> Reply {
    try await call.useCases.endSecondFactor(call.caller)
    return .nothing
}

private func codes(_ codes: [String]) -> Reply { .json(["recoveryCodes": .texts(codes)]) }
