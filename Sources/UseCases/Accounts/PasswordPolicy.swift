// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import SQLCore
import Storage

/// What a password must be: at least ten characters, three of the four kinds, not the person's name, none that
/// everybody tries first.
enum PasswordPolicy {
    static let shortest = 10
    /// Beyond this a password only costs the server time.
    static let longest = 200
    /// A password is none of so many that the person had last, the present one among them.
    static let remembered = 5

    /// What is wrong with a password; empty where it may be used.
    static func failures(
        of password: String, username: String, displayName: String, common: CommonPasswords = .none,
        field: String = "password"
    ) -> [ValidationFailure] {
        var failures: [ValidationFailure] = []
        if password.count < shortest {
            failures.append(
                ValidationFailure(field: field, message: "password.tooShort", arguments: ["shortest": "\(shortest)"]))
        }
        if password.count > longest {
            failures.append(
                ValidationFailure(field: field, message: "password.tooLong", arguments: ["longest": "\(longest)"]))
        }
        if kinds(of: password) < 3 { failures.append(ValidationFailure(field: field, message: "password.tooSimple")) }
        let folded = password.lowercased()
        if [username, displayName].contains(where: { $0.count > 1 && folded.contains($0.lowercased()) }) {
            failures.append(ValidationFailure(field: field, message: "password.holdsName"))
        }
        if password.count <= longest && common.contains(password) {
            failures.append(ValidationFailure(field: field, message: "password.common"))
        }
        return failures
    }

    /// How many of the four kinds occur: small letters, capitals, digits, everything else.
    private static func kinds(of password: String) -> Int {
        var found: Set<Int> = []
        for scalar in password.unicodeScalars {
            switch scalar {
            case "a"..."z": found.insert(0)
            case "A"..."Z": found.insert(1)
            case "0"..."9": found.insert(2)
            default: found.insert(3)
            }
        }
        return found.count
    }
}

extension UseCases {
    /// What is wrong with a password that `user` wants, also in the light of those that the person had before.
    func failures(of password: String, wantedBy user: User, field: String = "password") async throws
        -> [ValidationFailure]
    {
        let failures = PasswordPolicy.failures(
            of: password, username: user.username, displayName: user.displayName,
            common: surroundings.accounts.commonPasswords, field: field)
        guard failures.isEmpty else { return failures }
        let known = try await database.read { connection in
            let present = try AccountQueries(connection).find(user.id)?.passwordHash
            let former = try PasswordHistoryQueries(connection).hashes(of: user.id)
            return (present.map { [$0] } ?? []) + former
        }
        for stored in known.prefix(PasswordPolicy.remembered) where try await matches(password, stored) {
            let count = String(PasswordPolicy.remembered)
            return [ValidationFailure(field: field, message: "password.usedBefore", arguments: ["count": count])]
        }
        return []
    }

    /// Sets a person's password in place of `former`, which is remembered.
    func replacePassword(
        of id: Identifier<User>, _ former: String?, by hash: String?, _ connection: any SQLConnection
    ) throws {
        let now = surroundings.now()
        if let former {
            try PasswordHistoryQueries(connection).add(
                former, of: id, id: surroundings.identifier(), at: now, keeping: PasswordPolicy.remembered)
        }
        try AccountQueries(connection).setPassword(id, hash: hash, mustChange: false, at: now)
    }
}
