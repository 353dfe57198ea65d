// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// Failed sign-ins at one name or from one address.
package struct SignInThrottle: Hashable, Sendable {
    package var failed: Int
    /// When the first of them happened.
    package var windowStart: Instant
    package var lockedUntil: Instant?

    package init(failed: Int, windowStart: Instant, lockedUntil: Instant? = nil) {
        (self.failed, self.windowStart, self.lockedUntil) = (failed, windowStart, lockedUntil)
    }
}

/// The throttles of addresses.
package struct SignInThrottleQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    package func find(_ address: String) throws -> SignInThrottle? { try select(address, "") }

    /// Like `find`, inside `write`: nobody else counts there until the transaction ends.
    package func lockRow(_ address: String) throws -> SignInThrottle? {
        try select(address, connection.dialect.forUpdate)
    }

    /// Removes what neither counts nor locks any more. Returns how many.
    @discardableResult
    package func removeOver(at now: Instant, windowBegan: Instant) throws -> Int {
        try connection.run(
            "DELETE FROM sign_in_throttle WHERE window_start < ? AND (locked_until IS NULL OR locked_until <= ?)",
            [.at(windowBegan), .at(now)])
    }

    private func select(_ address: String, _ lock: String) throws -> SignInThrottle? {
        try connection.row(
            "SELECT failed, window_start, locked_until FROM sign_in_throttle WHERE address = ?" + lock,
            [.text(address)]
        ).map { row in
            SignInThrottle(
                failed: try row.integer(0), windowStart: try row.instant(1), lockedUntil: try row.instantOrNil(2))
        }
    }

    /// Counts a failed attempt at `now`; a count that began before `windowBegan` begins anew. Returns the state after.
    package func countFailure(_ address: String, at now: Instant, windowBegan: Instant) throws -> SignInThrottle {
        let counted = try connection.run(
            "UPDATE sign_in_throttle SET failed = failed + 1 WHERE address = ? AND window_start >= ?",
            [.text(address), .at(windowBegan)])
        if counted == 0 {
            try connection.upsert(
                into: "sign_in_throttle", key: [("address", .text(address))],
                [("failed", 1), ("window_start", .at(now)), ("locked_until", .null)])
        }
        return try find(address) ?? SignInThrottle(failed: 1, windowStart: now)
    }

    package func lock(_ address: String, until moment: Instant) throws {
        try connection.run(
            "UPDATE sign_in_throttle SET locked_until = ? WHERE address = ?", [.at(moment), .text(address)])
    }

    package func clear(_ address: String) throws {
        try connection.run("DELETE FROM sign_in_throttle WHERE address = ?", [.text(address)])
    }
}
