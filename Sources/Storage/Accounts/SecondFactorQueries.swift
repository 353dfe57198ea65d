// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// The secret of a person's time-based codes, sealed.
package struct SecondFactorRecord: Hashable, Sendable {
    package var account: Identifier<User>
    /// Names the key with which the secret is sealed.
    package var keyID: String
    package var sealedSecret: String
    /// Codes of this 30-second step and of earlier ones are used up.
    package var lastStep: Int64
    package var createdAt: Instant
    /// From when it is asked for; nil until the person has shown a first code.
    package var confirmedAt: Instant?

    package init(
        account: Identifier<User>, keyID: String, sealedSecret: String, lastStep: Int64, createdAt: Instant,
        confirmedAt: Instant? = nil
    ) {
        (self.account, self.keyID, self.sealedSecret) = (account, keyID, sealedSecret)
        (self.lastStep, self.createdAt, self.confirmedAt) = (lastStep, createdAt, confirmedAt)
    }
}

/// The second factors of accounts and their recovery codes.
package struct SecondFactorQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    package func find(_ account: Identifier<User>) throws -> SecondFactorRecord? {
        try connection.row(
            """
            SELECT account_id, key_id, sealed_secret, last_step, created_at, confirmed_at
            FROM second_factor WHERE account_id = ?
            """, [.id(account)]
        ).map { row in
            SecondFactorRecord(
                account: try row.id(0), keyID: try row.text(1), sealedSecret: try row.text(2),
                lastStep: try row.int64(3), createdAt: try row.instant(4), confirmedAt: try row.instantOrNil(5))
        }
    }

    /// Whether this person's codes are asked for.
    package func isOn(_ account: Identifier<User>) throws -> Bool {
        try connection.exists(
            "SELECT 1 FROM second_factor WHERE account_id = ? AND confirmed_at IS NOT NULL", [.id(account)])
    }

    /// Sets a person's factor, whether there was one or not.
    package func save(_ factor: SecondFactorRecord) throws {
        try connection.upsert(
            into: "second_factor", key: [("account_id", .id(factor.account))],
            [
                ("key_id", .text(factor.keyID)), ("sealed_secret", .text(factor.sealedSecret)),
                ("last_step", .integer(factor.lastStep)), ("created_at", .at(factor.createdAt)),
                ("confirmed_at", .at(factor.confirmedAt)),
            ])
    }

    /// Uses the codes up to `step` up. Returns false where they are used up already, also by somebody at the same
    /// moment.
    package func use(step: Int64, of account: Identifier<User>) throws -> Bool {
        try connection.run(
            "UPDATE second_factor SET last_step = ? WHERE account_id = ? AND last_step < ?",
            [.integer(step), .id(account), .integer(step)]) == 1
    }

    package func confirm(_ account: Identifier<User>, at now: Instant) throws {
        try connection.run(
            "UPDATE second_factor SET confirmed_at = ? WHERE account_id = ?", [.at(now), .id(account)])
    }

    /// Removes a person's factor and recovery codes. Returns false where there was no factor.
    @discardableResult
    package func remove(_ account: Identifier<User>) throws -> Bool {
        try connection.run("DELETE FROM recovery_code WHERE account_id = ?", [.id(account)])
        return try connection.run("DELETE FROM second_factor WHERE account_id = ?", [.id(account)]) == 1
    }

    /// Makes these the only recovery codes of a person.
    package func replaceRecoveryCodes(_ hashes: [String], of account: Identifier<User>, at now: Instant) throws {
        try connection.run("DELETE FROM recovery_code WHERE account_id = ?", [.id(account)])
        try connection.insert(
            into: "recovery_code", ["code_hash", "account_id", "created_at"],
            rows: hashes.map { [.text($0), .id(account), .at(now)] })
    }

    /// Uses a recovery code up. Returns false where it is unknown or used, also by somebody at the same moment.
    package func use(recoveryCode hash: String, of account: Identifier<User>, at now: Instant) throws -> Bool {
        try connection.run(
            "UPDATE recovery_code SET used_at = ? WHERE code_hash = ? AND account_id = ? AND used_at IS NULL",
            [.at(now), .text(hash), .id(account)]) == 1
    }

    /// How many recovery codes a person has left.
    package func recoveryCodesLeft(_ account: Identifier<User>) throws -> Int {
        try connection.integer(
            "SELECT count(*) FROM recovery_code WHERE account_id = ? AND used_at IS NULL", [.id(account)])
    }
}
