// SPDX-License-Identifier: Apache-2.0

/// A personal access token: by it a program acts in its holder's name. The secret itself is nowhere but with the holder.
package struct AccessToken: Hashable, Sendable {
    package let id: Identifier<AccessToken>
    package let account: Identifier<User>
    /// What the holder calls it.
    package var name: String
    package var scope: TokenScope
    package var createdAt: Instant
    /// From then on it opens nothing.
    package var endsAt: Instant
    /// The last use, to the minute, and from where; nil where it was never used.
    package var lastUsedAt: Instant?
    package var lastAddress: String?
    /// When the holder last gave the password to let it do what is dangerous.
    package var confirmedAt: Instant?
    package var revokedAt: Instant?

    package init(
        id: Identifier<AccessToken>, account: Identifier<User>, name: String, scope: TokenScope, createdAt: Instant,
        endsAt: Instant, lastUsedAt: Instant? = nil, lastAddress: String? = nil, confirmedAt: Instant? = nil,
        revokedAt: Instant? = nil
    ) {
        (self.id, self.account, self.name, self.scope) = (id, account, name, scope)
        (self.createdAt, self.endsAt, self.lastUsedAt, self.lastAddress) = (createdAt, endsAt, lastUsedAt, lastAddress)
        (self.confirmedAt, self.revokedAt) = (confirmedAt, revokedAt)
    }

    /// Whether it opens anything at `now`.
    package func isLive(at now: Instant) -> Bool { revokedAt == nil && endsAt > now }
}

/// What a personal access token lets a program do in its holder's name.
package enum TokenScope: String, CaseIterable, Sendable {
    /// What only reads.
    case read
    /// Whatever the holder may do.
    case write
}
