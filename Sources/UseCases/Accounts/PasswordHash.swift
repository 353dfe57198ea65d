// SPDX-License-Identifier: Apache-2.0
import Crypto
import CryptoExtras
import Foundation

/// What is stored of a password: the result of scrypt (RFC 7914) with the salt and the cost it was made with.
struct PasswordHash: Hashable, Sendable {
    let cost: PasswordCost
    let salt: [UInt8]
    let key: [UInt8]

    /// Takes as long as `cost` says: call it through `withoutBlocking`.
    init(of password: String, salt: [UInt8], cost: PasswordCost) throws {
        (self.cost, self.salt) = (cost, salt)
        key = try Self.derive(password, salt: salt, cost: cost)
    }

    /// Reads `scrypt:15:8:1:SALT:KEY`; nil where it is something else.
    init?(_ text: String) {
        let parts = text.split(separator: ":").map(String.init)
        guard parts.count == 6, parts[0] == "scrypt", let logRounds = Int(parts[1]), (1...24).contains(logRounds),
            let blockSize = Int(parts[2]), (1...64).contains(blockSize), let parallelism = Int(parts[3]),
            (1...16).contains(parallelism), let salt = bytes(base64URL: parts[4]), let key = bytes(base64URL: parts[5])
        else { return nil }
        var cost = PasswordCost()
        (cost.logRounds, cost.blockSize, cost.parallelism) = (logRounds, blockSize, parallelism)
        (self.cost, self.salt, self.key) = (cost, salt, key)
    }

    /// `scrypt:15:8:1:SALT:KEY`, as it is stored.
    var text: String {
        "scrypt:\(cost.logRounds):\(cost.blockSize):\(cost.parallelism):\(base64URL(salt)):\(base64URL(key))"
    }

    /// Whether `password` is the one. Takes as long as making the hash took, whatever the answer.
    func matches(_ password: String) throws -> Bool {
        let other = try Self.derive(password, salt: salt, cost: cost)
        var difference = other.count ^ key.count
        for (left, right) in zip(other, key) { difference |= Int(left ^ right) }
        return difference == 0
    }

    private static func derive(_ password: String, salt: [UInt8], cost: PasswordCost) throws -> [UInt8] {
        let key = try KDF.Scrypt.deriveKey(
            from: Data(password.precomposedStringWithCanonicalMapping.utf8), salt: Data(salt), outputByteCount: 32,
            rounds: 1 << cost.logRounds, blockSize: cost.blockSize, parallelism: cost.parallelism,
            maxMemory: 160 * (1 << cost.logRounds) * cost.blockSize)
        return key.withUnsafeBytes { Array($0) }
    }
}
