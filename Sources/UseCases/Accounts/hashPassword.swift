// SPDX-License-Identifier: Apache-2.0

extension UseCases {
    /// What is stored of `password`, made with a fresh salt on a thread of its own.
    func hash(_ password: String) async throws -> String {
        let salt = SecretToken(random: surroundings.random).bytes
        let cost = surroundings.accounts.passwordCost
        return try await passwordQueue.calculate {
            try PasswordHash(of: password, salt: Array(salt.prefix(16)), cost: cost).text
        }
    }

    /// Whether `password` is the one of `stored`. Without a stored one it works as long and says no, so that nobody
    /// can tell by the time which accounts exist.
    func matches(_ password: String, _ stored: String?) async throws -> Bool {
        let cost = surroundings.accounts.passwordCost
        return try await passwordQueue.calculate {
            if let stored, let hash = PasswordHash(stored) { return try hash.matches(password) }
            _ = try PasswordHash(of: password, salt: Array(repeating: 0, count: 16), cost: cost)
            return false
        }
    }
}
