// SPDX-License-Identifier: Apache-2.0
import Domain

@testable import Web

extension Address {
    func askOfRequest(_ place: MatrixPlace) -> Ask {
        switch self {
        case .addRequest:
            .post(path(), ["place": place.pairing.code + ":" + place.side.rawValue, "matter": "New"])
        case .request: .get(path(place.request))
        case .editRequest: .post(path(place.requestDraft), ["revision": "1", "matter": "Changed"])
        case .moveRequest: .post(path(place.requestDraft), ["revision": "1", "step": "submit"])
        case .moveOpinion: .post(path(place.request, place.opinion), ["step": "answer", "answer": "Agreed"])
        default: .get(path())
        }
    }

    func askOfImport() -> Ask {
        switch self {
        case .checkImport: Ask(method: "POST", path: path("organisations"), file: "none")
        case .correctImport, .carryOutImport: .post(path("organisations"), ["data": ""])
        default: .get(path("organisations"))
        }
    }
}
