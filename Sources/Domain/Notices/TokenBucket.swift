// SPDX-License-Identifier: Apache-2.0

/// Holds back whoever sends too often: each message takes a token, and tokens come back with time.
///
/// DingTalk and WeCom let a robot send 20 messages in a minute. The bucket holds 2 and fills with 18 a minute, so that
/// no minute sees more than 20; whoever has more to send waits for `next`.
package struct TokenBucket: Hashable, Sendable {
    private static let capacity: Int64 = 2000
    private static let perMinute: Int64 = 18_000
    /// In thousandths.
    package private(set) var tokens: Int64
    package private(set) var at: Instant

    /// As it was left at `at`.
    package init(tokens: Int64, at: Instant) { (self.tokens, self.at) = (min(tokens, Self.capacity), at) }

    /// A full one.
    package init(at: Instant) { self.init(tokens: Self.capacity, at: at) }

    /// When there is a token to take, as long as nobody takes one before.
    package func next(from now: Instant) -> Instant {
        let missing = max(0, 1000 - tokens)
        let wait = (missing * 60_000 + Self.perMinute - 1) / Self.perMinute
        return max(now, Instant(milliseconds: at.milliseconds + wait))
    }

    /// Takes a token. Returns false, and takes none, where there is none.
    package mutating func take(at now: Instant) -> Bool {
        let passed = max(0, now.milliseconds - at.milliseconds)
        let filled = min(Self.capacity, tokens + min(passed, 60_000) * Self.perMinute / 60_000)
        guard filled >= 1000 else { return false }
        (tokens, at) = (filled - 1000, max(at, now))
        return true
    }
}
