// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore

/// Something of the loop that moved, with those whom it concerns.
struct LoopNews {
    let kind: NoticeKind
    /// The kind of the object as the record names it, and its identity.
    let objectKind: String
    let objectID: String
    /// The key of the notice's title with its arguments: names of matters, bodies and days, never of persons.
    let title: String
    var arguments: [String: String] = [:]
    let path: String
    let pairing: Identifier<Pairing>
    let side: Side
    /// The responsible bodies.
    var units: [Identifier<Organisation>] = []
    /// Who asked for a decision.
    var applicant: Recipient?
}

extension LoopEffect {
    /// Whom it tells; nobody where it does something else.
    func recipients(_ news: LoopNews) -> [Recipient] {
        switch self {
        case .tellUnit: news.units.map { .unit($0, news.pairing, news.side) }
        case .tellOffice: [.office(news.pairing, news.side)]
        case .tellOtherOffice: [.office(news.pairing, news.side.other)]
        case .tellApplicant: [news.applicant].compactMap { $0 }
        case .raise, .sendLegs, .returnLegs, .carryOver, .correct: []
        }
    }
}

extension UseCases {
    /// Tells those whom the effects of a step name, inside its transaction: everybody once.
    func tell(_ effects: [LoopEffect], of news: LoopNews, _ connection: any SQLConnection) throws {
        let recipients = effects.flatMap { $0.recipients(news) }
        guard !recipients.isEmpty else { return }
        try notify(
            connection,
            NewNotice(
                news.kind, about: news.objectKind, news.objectID, title: news.title, news.arguments, path: news.path),
            to: recipients)
    }
}
