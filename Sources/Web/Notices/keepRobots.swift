// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Hummingbird
import UseCases

/// Shows the robots of the person's offices.
func showRobots(_ visit: Visit) async throws -> Response {
    try visit.show(try await robotsPage(visit, typed: nil, failures: []))
}

/// Adds a robot to an office.
func addRobot(_ visit: Visit) async throws -> Response {
    let form = visit.form
    let office = form["office"].split(separator: " ").map(String.init)
    let wanted = NewRobot(
        pairing: office.first ?? "", side: office.last.flatMap(Side.init) ?? .oldArea,
        channel: Channel(rawValue: form["channel"]).flatMap { $0 == .mail ? nil : $0 } ?? .dingtalk,
        name: form["name"], address: form["address"], secret: form["secret"])
    do {
        try await visit.useCases.addRobot(try visit.caller, wanted)
        return visit.goOn(to: Address.robots.path(), notice: "robotAdded")
    } catch {
        let (failures, status) = try refusal(of: error)
        // The secret is not written into a page again.
        var typed = form
        typed.set("secret", nil)
        return try visit.show(try await robotsPage(visit, typed: typed, failures: failures), status: status)
    }
}

/// Turns a robot on or off.
func turnRobot(_ visit: Visit) async throws -> Response {
    try await visit.useCases.turnRobot(try visit.caller, id: try visit.value("id"), on: visit.form["on"] == "1")
    return visit.goOn(to: Address.robots.path(), notice: "saved")
}

/// Forgets a robot.
func removeRobot(_ visit: Visit) async throws -> Response {
    try await visit.useCases.removeRobot(try visit.caller, id: try visit.value("id"))
    return visit.goOn(to: Address.robots.path(), notice: "robotRemoved")
}

private func robotsPage(
    _ visit: Visit, typed: FormFields?, failures: [ValidationFailure]
) async throws -> RobotsPage {
    let (listings, phrases) = (try await visit.useCases.listRobots(try visit.caller), visit.phrases)
    func name(_ listing: RobotListing) -> String {
        listing.pairing.party(listing.side, in: visit.language) + " · " + listing.pairing.label(in: visit.language)
    }
    let writer = FormWriter("robot", "robot", phrases, typed: typed, failures: failures)
    let offices = listings.map { ("\($0.pairing.code) \($0.side.rawValue)", name($0)) }
    let channels = [Channel.dingtalk, .wecom].map { ($0.rawValue, phrases("robot.channel." + $0.rawValue)) }
    let form = writer.form(
        Address.addRobot.path(), submit: "robot.add",
        [
            writer.select("office", offices.first?.0 ?? "", offices, isRequired: true),
            writer.select("channel", Channel.dingtalk.rawValue, channels, isRequired: true),
            writer.text("name", isRequired: true, longest: 64),
            writer.text("address", type: "url", isRequired: true, longest: 1000),
            writer.text("secret", type: "password", longest: 256),
        ])
    return RobotsPage(
        offices: listings.map { listing in
            RobotsPage.Office(
                name: name(listing),
                robots: listing.robots.map {
                    .init(
                        id: $0.id.text, name: $0.name, channel: phrases("robot.channel." + $0.channel.rawValue),
                        address: $0.address, isOn: $0.isOn)
                })
        }, form: form)
}
