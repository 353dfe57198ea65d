// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// A robot with what opens it, sealed.
package struct RobotRecord: Hashable, Sendable {
    package var robot: Robot
    /// Names the key with which token and secret are sealed.
    package var keyID: String
    package var sealedToken: String
    package var sealedSecret: String?

    package init(robot: Robot, keyID: String, sealedToken: String, sealedSecret: String?) {
        (self.robot, self.keyID) = (robot, keyID)
        (self.sealedToken, self.sealedSecret) = (sealedToken, sealedSecret)
    }
}

/// The robots of offices.
package struct RobotQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    package func insert(_ record: RobotRecord, at now: Instant) throws {
        let robot = record.robot
        try connection.insert(
            into: "robot",
            [
                "id", "pairing_id", "side", "channel", "name", "address", "key_id", "sealed_token", "sealed_secret",
                "is_on", "bucket_tokens", "bucket_at", "created_at",
            ],
            rows: [
                [
                    .id(robot.id), .id(robot.pairing), .choice(robot.side), .choice(robot.channel),
                    .text(robot.name), .text(robot.address), .text(record.keyID), .text(record.sealedToken),
                    .filled(record.sealedSecret), .flag(robot.isOn), .integer(robot.bucket.tokens),
                    .at(robot.bucket.at), .at(now),
                ]
            ])
    }

    /// A robot, held until the transaction ends.
    package func find(_ id: Identifier<Robot>) throws -> RobotRecord? {
        try select("id = ?\(connection.dialect.forUpdate)", [.id(id)]).first
    }

    package func all(of pairing: Identifier<Pairing>, _ side: Side) throws -> [RobotRecord] {
        try select("pairing_id = ? AND side = ? ORDER BY id", [.id(pairing), .choice(side)])
    }

    package func setOn(_ isOn: Bool, _ id: Identifier<Robot>) throws {
        try connection.run("UPDATE robot SET is_on = ? WHERE id = ?", [.flag(isOn), .id(id)])
    }

    package func setBucket(_ bucket: TokenBucket, _ id: Identifier<Robot>) throws {
        try connection.run(
            "UPDATE robot SET bucket_tokens = ?, bucket_at = ? WHERE id = ?",
            [.integer(bucket.tokens), .at(bucket.at), .id(id)])
    }

    package func remove(_ id: Identifier<Robot>) throws {
        try connection.run("DELETE FROM robot WHERE id = ?", [.id(id)])
    }

    private func select(_ condition: String, _ arguments: [SQLValue]) throws -> [RobotRecord] {
        try connection.rows(
            """
            SELECT id, pairing_id, side, channel, name, address, key_id, sealed_token, sealed_secret, is_on,
                bucket_tokens, bucket_at
            FROM robot WHERE \(condition)
            """, arguments
        ).map { row in
            let robot = Robot(
                id: try row.id(0), pairing: try row.id(1), side: try row.choice(2), channel: try row.choice(3),
                name: try row.text(4), address: try row.text(5), isOn: try row.flag(9),
                bucket: TokenBucket(tokens: try row.int64(10), at: try row.instant(11)))
            return RobotRecord(
                robot: robot, keyID: try row.text(6), sealedToken: try row.text(7),
                sealedSecret: try row.textOrNil(8))
        }
    }
}
