// SPDX-License-Identifier: Apache-2.0
package import Definitions
package import Domain

/// How people sign in; the defaults follow GB/T 22239-2019, 8.1.4.1. Times are in seconds.
package struct AccountSettings: Hashable, Sendable {
    package var passwordCost = PasswordCost()
    /// A session ends after this time without a request, and after the absolute time in any case.
    package var idleSeconds: Int64 = 60 * 60
    package var absoluteSeconds: Int64 = 12 * 60 * 60
    /// So many wrong passwords for one name, or from one address, lock it for a while. An office often shares one
    /// address, so an address is allowed more.
    package var failuresPerName = 5
    package var failuresPerAddress = 20
    package var lockSeconds: Int64 = 30 * 60
    package var invitationSeconds: Int64 = 7 * 24 * 60 * 60
    /// For so long after the password was given, what is dangerous may be done without giving it again.
    package var confirmationSeconds: Int64 = 10 * 60
    /// After so many days a password must be changed at the next sign-in; 0 never asks.
    package var passwordDays = 90
    package var commonPasswords = CommonPasswords.none
    /// Whoever holds one of these roles must have a second factor.
    package var secondFactorRoles: Set<Role> = []
    /// Between the password and the code.
    package var signInTicketSeconds: Int64 = 5 * 60

    package init() {}
}

/// How much work and memory scrypt takes: 128 · 2^logRounds · blockSize bytes (RFC 7914).
package struct PasswordCost: Hashable, Sendable {
    package var logRounds = 15
    package var blockSize = 8
    package var parallelism = 1

    package init() {}

    /// Hardly any work: for tests.
    package static var lowest: PasswordCost {
        var cost = PasswordCost()
        cost.logRounds = 4
        return cost
    }
}
