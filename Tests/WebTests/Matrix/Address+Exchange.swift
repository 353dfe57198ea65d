// SPDX-License-Identifier: Apache-2.0
import Domain

@testable import Web

extension Address {
    /// No installation is known on another network: what is refused before that is asked for is what is looked at.
    func askOfExchange(_ place: MatrixPlace) -> Ask {
        let code = place.pairing.code
        return switch self {
        case .keepExchangePeer:
            .post(path(code), ["step": "keep", "side": "eastern", "key": MatrixWorld.exchangeKey, "keeps": "here"])
        case .makeExchangeFile: .post(path(code), ["year": "2026"])
        case .readExchangeFile: Ask(method: "POST", path: path(code), fields: [:], file: MatrixWorld.taskSheet)
        case .exchangeFile: .get(path(code, place.yearPlan))
        case .applyExchangeFile: .post(path(code, place.yearPlan), ["step": "discard"])
        default: .get(path(code))
        }
    }
}
