// SPDX-License-Identifier: Apache-2.0
package import Domain
import Foundation
import SQLCore
import Storage

/// A robot to be added, as the form gives it.
package struct NewRobot: Sendable {
    package var pairing: String
    package var side: Side
    package var channel: Channel
    package var name: String
    /// The webhook's address as the group shows it, with its token.
    package var address: String
    package var secret: String

    package init(pairing: String, side: Side, channel: Channel, name: String, address: String, secret: String) {
        (self.pairing, self.side, self.channel) = (pairing, side, channel)
        (self.name, self.address, self.secret) = (name, address, secret)
    }
}

/// The robots of one office.
package struct RobotListing: Sendable {
    package let pairing: Pairing
    package let side: Side
    package let robots: [Robot]
}

extension UseCases {
    /// The robots of the caller's own offices. Throws forbidden for who is of none.
    package func listRobots(_ caller: Caller) async throws -> [RobotListing] {
        let grants: [RoleGrant] = if case .user(let user) = caller.who { user.grants } else { [] }
        return try await database.read { connection in
            let directory = try PairingDirectory(connection)
            var listings: [RobotListing] = []
            for case .office(let id, let side) in grants {
                guard let pairing = directory[id], caller.may(.keepRobots, on: directory.object(id, side)) else {
                    continue
                }
                let robots = try RobotQueries(connection).all(of: id, side).map(\.robot)
                listings.append(RobotListing(pairing: pairing, side: side, robots: robots))
            }
            guard !listings.isEmpty else {
                try caller.require(.keepRobots, on: .installation, "robot", knowing: .readDirectory)
                return []
            }
            return listings
        }
    }

    /// Adds a robot to an office; it is off until it is turned on. Throws invalid (fields `name`, `address`, `secret`).
    package func addRobot(_ caller: Caller, _ wanted: NewRobot) async throws {
        let hosts = surroundings.notices.robotHosts
        try await write(caller) { connection in
            guard let pairing = try PairingQueries(connection).find(code: wanted.pairing) else {
                throw UseCaseError("robot", .notFound)
            }
            let object = try robotObject(pairing.id, wanted.side, connection)
            try caller.require(.keepRobots, on: object, "robot", knowing: .readPlan)
            let address = try wanted.checked(hosts)
            let (id, seal): (Identifier<Robot>, Seal) = (surroundings.identifier(), seal(.robot))
            let robot = Robot(
                id: id, pairing: pairing.id, side: wanted.side, channel: wanted.channel,
                name: wanted.name.trimmingWhitespace, address: address.base, isOn: false,
                bucket: TokenBucket(at: surroundings.now()))
            let secret = wanted.secret.trimmingWhitespace
            let sealedSecret =
                secret.isEmpty
                ? nil : try seal.seal(secret, context: id.text + " secret", nonce: surroundings.random())
            let sealed = RobotRecord(
                robot: robot, keyID: seal.keyID,
                sealedToken: try seal.seal(address.token, context: id.text, nonce: surroundings.random()),
                sealedSecret: sealedSecret)
            try RobotQueries(connection).insert(sealed, at: surroundings.now())
            try record(connection, caller, "add", .robot(robot), after: ["name": robot.name, "address": robot.address])
        }
    }

    /// Turns a robot on or off.
    package func turnRobot(_ caller: Caller, id: String, on isOn: Bool) async throws {
        try await changeRobot(caller, id) { robot, connection in
            guard robot.isOn != isOn else { return }
            try RobotQueries(connection).setOn(isOn, robot.id)
            try record(
                connection, caller, "turn", .robot(robot), before: ["isOn": String(robot.isOn)],
                after: ["isOn": String(isOn)])
        }
    }

    /// Forgets a robot and what waits for it.
    package func removeRobot(_ caller: Caller, id: String) async throws {
        try await changeRobot(caller, id) { robot, connection in
            try RobotQueries(connection).remove(robot.id)
            try record(connection, caller, "remove", .robot(robot), before: ["name": robot.name])
        }
    }

    private func changeRobot(
        _ caller: Caller, _ text: String, _ change: @Sendable (Robot, any SQLConnection) throws -> Void
    ) async throws {
        guard let id = Identifier<Robot>(text) else { throw UseCaseError("robot", .notFound) }
        try await write(caller) { connection in
            guard let robot = try RobotQueries(connection).find(id)?.robot else {
                throw UseCaseError("robot", .notFound)
            }
            let object = try robotObject(robot.pairing, robot.side, connection)
            try caller.require(.keepRobots, on: object, "robot", knowing: .readPlan)
            try change(robot, connection)
        }
    }

    private func robotObject(
        _ pairing: Identifier<Pairing>, _ side: Side, _ connection: any SQLConnection
    ) throws -> RuleObject {
        RuleObject(pairing: try PairingScope.load(pairing, connection), side: side)
    }
}

extension AuditSubject {
    fileprivate static func robot(_ robot: Robot) -> Self {
        Self(kind: "robot", id: robot.id.text, pairing: robot.pairing)
    }
}

extension NewRobot {
    /// The address without its token, and the token. Throws invalid.
    fileprivate func checked(_ hosts: Set<String>) throws -> (base: String, token: String) {
        var failures: [ValidationFailure] = []
        let name = name.trimmingWhitespace
        if name.isEmpty || name.count > 64 {
            failures.append(ValidationFailure(field: "name", message: "robot.nameForm"))
        }
        if secret.utf8.count > 256 { failures.append(ValidationFailure(field: "secret", message: "robot.secretForm")) }
        let parts = address.utf8.count > 1000 ? nil : parts
        if let parts {
            if !hosts.contains(parts.host) {
                failures.append(
                    ValidationFailure(field: "address", message: "robot.hostForm", arguments: ["host": parts.host]))
            }
        } else {
            failures.append(ValidationFailure(field: "address", message: "robot.addressForm"))
        }
        guard failures.isEmpty, let parts else { throw UseCaseError("robot", .invalid(failures)) }
        return (parts.base, parts.token)
    }

    /// nil where the address is none of a robot of this channel.
    private var parts: (base: String, host: String, token: String)? {
        guard var url = URLComponents(string: address.trimmingWhitespace), let host = url.host, !host.isEmpty,
            url.scheme == "https" || url.scheme == "http", url.user == nil, url.password == nil, url.fragment == nil,
            let token = url.queryItems?.first(where: { $0.name == channel.tokenName })?.value, !token.isEmpty
        else { return nil }
        url.queryItems = nil
        return url.string.map { ($0, url.port.map { "\(host.lowercased()):\($0)" } ?? host.lowercased(), token) }
    }
}

extension Channel {
    /// Under which name the address holds what opens the robot.
    fileprivate var tokenName: String { self == .wecom ? "key" : "access_token" }
}
