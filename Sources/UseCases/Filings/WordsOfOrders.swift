// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain

/// What an order says that the program drafts: in the language of offices, from the catalogue.
struct WordsOfOrders {
    private let messages: MessageCatalogue

    init() throws { messages = try MessageCatalogue() }

    func matter(_ period: String) -> String { messages.text("filing.order.matter", .chinese, ["period": period]) }

    func basis(_ period: String, _ day: String) -> String {
        messages.text("filing.order.basis", .chinese, ["period": period, "day": day])
    }
}
