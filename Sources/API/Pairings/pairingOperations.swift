// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

extension APIOperation {
    var pairingDeclaration: Declaration {
        switch self {
        case .listPairings:
            .list("/api/v1/pairings", .readDirectory, pairingShape.schema)
        case .addPairing:
            .create("/api/v1/pairings", .addPairing, .json(newPairingSchema), .made(pairingDetailShape.schema))
        default: .get("/api/v1/pairings/{code}", .readDirectory, .object(pairingDetailShape.schema))
        }
    }
}

/// The directory of pairings.
func listPairings(_ call: Call) async throws -> Reply {
    let (useCases, caller) = (call.useCases, try call.caller)
    return try await answerList(call, pairingShape) { after, limit in
        try await useCases.pairings(caller, after: after, limit: limit)
    }
}

/// A pairing with its plans.
func showPairing(_ call: Call) async throws -> Reply {
    let pairing = try await call.useCases.pairing(call.caller, code: call.value("code"))
    return .json(pairingDetailShape.json(pairing))
}

/// Adds a pairing, by itself or within another.
func addPairing(_ call: Call) async throws -> Reply {
    let body = call.body
    guard let kind = body["kind"]?.text.flatMap(PairingKind.init), let oldArea = body["oldArea"].flatMap(party),
        let eastern = body["eastern"].flatMap(party), let from = body["term"]?["from"]?.whole,
        let to = body["term"]?["to"]?.whole
    else { throw Problem(.invalid) }
    guard let term = YearSpan(from: from, to: to) else {
        let failure = ValidationFailure(field: "term", message: "pairing.termUnreadable")
        throw UseCaseError("pairing", .invalid([failure]))
    }
    let added = try await call.useCases.addPairing(
        call.caller,
        NewPairing(
            code: body["code"]?.text ?? "", kind: kind, oldArea: oldArea, eastern: eastern,
            region: body["region"]?.text, term: term, parent: body["parent"]?.text))
    let pairing = try await call.useCases.pairing(call.caller, code: added.code)
    return .made(pairingDetailShape.json(pairing), at: APIOperation.showPairing.path(added.code))
}

private func party(_ json: JSON) -> PairingParty? {
    guard let name = json["name"]?.text, let romanised = json["romanised"]?.text,
        let division = json["division"]?.text.flatMap(DivisionCode.init)
    else { return nil }
    return PairingParty(name: name, romanised: romanised, division: division)
}
