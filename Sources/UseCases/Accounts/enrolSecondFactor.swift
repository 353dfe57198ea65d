// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension UseCases {
    /// Hands the caller a new secret for the phone. It counts once a first code of it was shown.
    ///
    /// Throws conflict where a second factor is on, confirmationNeeded.
    package func beginSecondFactor(_ caller: Caller) async throws {
        guard case .user(let user) = caller.who else { throw UseCaseError("user", .notSignedIn) }
        try caller.require(.changeOwnAccount, on: .installation, "user", knowing: .readDirectory)
        let secret = Array(SecretToken(random: surroundings.random).bytes.prefix(TimedCode.secretLength))
        let seal = seal(.secondFactor)
        let sealed = try seal.seal(base64URL(secret), context: user.id.text, nonce: surroundings.random())
        try await write(caller) { connection in
            try requireFresh(connection, caller)
            let factors = SecondFactorQueries(connection)
            guard try !factors.isOn(user.id) else {
                throw UseCaseError("user", .conflict(reason: "secondFactor.isOn"))
            }
            try factors.save(
                SecondFactorRecord(
                    account: user.id, keyID: seal.keyID, sealedSecret: sealed, lastStep: 0,
                    createdAt: surroundings.now()))
            try record(connection, caller, "beginSecondFactor", .user(user.id))
        }
    }

    /// Turns the caller's second factor on with a first code, ends the caller's other sessions and returns the recovery
    /// codes, which are shown this once.
    ///
    /// Throws invalid (field `code`), which counts like a wrong password.
    package func finishSecondFactor(_ caller: Caller, code: String) async throws -> [String] {
        guard case .user(let user) = caller.who else { throw UseCaseError("user", .notSignedIn) }
        try caller.require(.changeOwnAccount, on: .installation, "user", knowing: .readDirectory)
        let door = SignInDoor.name(user.username)
        let made = makeRecoveryCodes()
        let isRight = try await countingWrongCodes(at: [door], caller) { connection in
            let factors = SecondFactorQueries(connection)
            guard let factor = try factors.find(user.id), isOpenOffer(factor) else {
                throw UseCaseError("user", .conflict(reason: "secondFactor.notBegun"))
            }
            guard try useCode(code, of: user.id, connection) else { return false }
            let now = surroundings.now()
            try factors.confirm(user.id, at: now)
            try factors.replaceRecoveryCodes(made.map { recoveryHash($0, of: user.id) }, of: user.id, at: now)
            try SignInThrottleQueries(connection).clear(door.key)
            try SessionQueries(connection).endAll(of: user.id, but: caller.sessionHash)
            try record(connection, caller, "turnOnSecondFactor", .user(user.id))
            return true
        }
        guard isRight else { throw Self.wrongCode }
        return made
    }

    /// Makes ten new recovery codes of the caller; the old ones open nothing any more. They are shown this once.
    package func renewRecoveryCodes(_ caller: Caller) async throws -> [String] {
        guard let user = caller.userID else { throw UseCaseError("user", .notSignedIn) }
        try caller.require(.changeOwnAccount, on: .installation, "user", knowing: .readDirectory)
        let made = makeRecoveryCodes()
        try await write(caller) { connection in
            try requireFresh(connection, caller)
            let factors = SecondFactorQueries(connection)
            guard try factors.isOn(user) else { throw UseCaseError("user", .conflict(reason: "secondFactor.isOff")) }
            try factors.replaceRecoveryCodes(
                made.map { recoveryHash($0, of: user) }, of: user, at: surroundings.now())
            try record(connection, caller, "renewRecoveryCodes", .user(user))
        }
        return made
    }

    /// Turns the caller's second factor off. Throws conflict where a role of the caller asks for it.
    package func endSecondFactor(_ caller: Caller) async throws {
        guard case .user(let user) = caller.who else { throw UseCaseError("user", .notSignedIn) }
        try caller.require(.changeOwnAccount, on: .installation, "user", knowing: .readDirectory)
        try await write(caller) { connection in
            try requireFresh(connection, caller)
            guard !demandsSecondFactor(user) else {
                throw UseCaseError("user", .conflict(reason: "secondFactor.demanded"))
            }
            guard try SecondFactorQueries(connection).remove(user.id) else {
                throw UseCaseError("user", .conflict(reason: "secondFactor.isOff"))
            }
            try record(connection, caller, "turnOffSecondFactor", .user(user.id))
        }
    }

    /// Runs `body` in a transaction; where it says that the code was wrong, nothing of it is kept but the count of the
    /// failure at `doors`.
    func countingWrongCodes(
        at doors: [SignInDoor], _ caller: Caller?, _ body: @Sendable (any SQLConnection) throws -> Bool
    ) async throws -> Bool {
        do {
            try await write { connection in
                if let caller { try requirePresent(caller, connection) }
                try refuseWhileLocked(doors, connection)
                guard try body(connection) else { throw WrongCode() }
            }
            return true
        } catch is WrongCode {
            let username: String? = if case .user(let user)? = caller?.who { user.username } else { nil }
            try await countFailure(
                at: doors, caller, "refuseCode", ["username": username], reason: "signIn.wrongCode")
            return false
        }
    }
}

/// Undoes a unit of work in which a code turned out to be wrong.
private struct WrongCode: Error {}
