// SPDX-License-Identifier: Apache-2.0
import API
import Domain
import HTTPTypes

extension APIOperation {
    /// What is sent about the responsibility loop.
    func askOfLoop(_ place: MatrixPlace) -> Ask {
        switch self {
        case .startYearPlan, .showYearPlan, .agreeYearPlan, .takeBackAgreement, .addItems, .showItem, .editItem,
            .removeItem, .reachMilestone, .moveShare, .setProgress:
            askOfWork(place)
        case .openCycle, .showCycle, .acceptFilings, .showFiling, .editFiling, .moveFiling: askOfFiling(place)
        default: askOfOrder(place)
        }
    }

    private func askOfWork(_ place: MatrixPlace) -> Ask {
        switch self {
        case .startYearPlan: send(path(place.pairing.code), #"{"year":2028}"#)
        case .showYearPlan: get(path(place.yearPlan))
        case .agreeYearPlan: send(path(place.draftPlan), nil, matching: true)
        case .takeBackAgreement: send(path(place.halfPlan), nil)
        case .addItems: send(path(place.yearPlan), #"{"rows":[{"title":"New"}]}"#)
        case .showItem: get(path(place.item))
        case .editItem: send(path(place.item), #"{"columns":{"title":"New"}}"#, matching: true)
        case .removeItem: send(path(place.draftItem), nil, matching: true)
        case .reachMilestone: send(path(place.item, place.milestone), #"{"reachedOn":"2026-01-06"}"#)
        case .moveShare: send(path(place.leg), #"{"step":"finish","revision":2,"note":"Done","evidence":"Report"}"#)
        default: send(path(place.leg), #"{"progress":50,"revision":2}"#)
        }
    }

    private func askOfFiling(_ place: MatrixPlace) -> Ask {
        switch self {
        case .openCycle:
            send(
                path(place.pairing.code),
                #"{"form":"progress","reportingPeriod":"\#(2025 + place.relation.rawValue)Q2","#
                    + #""due":"2026-11-02","closes":"2026-11-20"}"#)
        case .showCycle: get(path(place.cycle))
        case .acceptFilings: send(path(place.cycle), #"{"filings":[{"id":"\#(place.filing)","revision":1}]}"#)
        case .showFiling: get(path(place.filing))
        case .editFiling: send(path(place.filing), #"{"texts":{"body.remarks":"Well"}}"#, matching: true)
        default: send(path(place.filing), #"{"step":"excuse","note":"Nothing happened"}"#, matching: true)
        }
    }

    private func askOfOrder(_ place: MatrixPlace) -> Ask {
        switch self {
        case .addOrder:
            send(
                path(place.pairing.code),
                #"{"side":"\#(place.side.rawValue)","matter":"New","deadline":"2026-12-01"}"#)
        case .showOrder: get(path(place.order))
        case .editOrder: send(path(place.orderDraft), #"{"matter":"Changed"}"#, matching: true)
        case .moveOrder: send(path(place.orderDraft), #"{"step":"propose"}"#, matching: true)
        case .moveHandling: send(path(place.order, place.handling), #"{"step":"work","note":"Begun"}"#)
        case .addHandlingFile:
            Ask(method: method.rawValue, path: path(place.order, place.handling), file: "More")
        case .downloadHandlingFile: get(path(place.order, place.handling, place.handlingFile))
        default: send(path(place.order, place.handling, place.handlingFile), nil)
        }
    }
}
