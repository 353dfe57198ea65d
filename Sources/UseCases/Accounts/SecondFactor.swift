// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

/// How a person's second factor stands.
package struct SecondFactorState: Hashable, Sendable {
    /// A secret that was handed out and not yet proved by a first code.
    package struct Offer: Hashable, Sendable {
        /// To be typed into the phone.
        package let secret: String
        /// What the picture for the phone says.
        package let address: String
    }
    package let isOn: Bool
    package let offer: Offer?
    package let recoveryCodesLeft: Int
    /// True where a role of the person asks for it.
    package let isDemanded: Bool
}

extension UseCases {
    /// Whether the person holds a role that asks for a second factor.
    func demandsSecondFactor(_ user: User) -> Bool {
        user.grants.contains { surroundings.accounts.secondFactorRoles.contains($0.role) }
    }

    /// How the caller's second factor stands. A secret that was begun is shown only while the password was just given.
    package func secondFactor(_ caller: Caller) async throws -> SecondFactorState {
        guard case .user(let user) = caller.who else { throw UseCaseError("user", .notSignedIn) }
        try caller.require(.changeOwnAccount, on: .installation, "user", knowing: .readDirectory)
        return try await database.read { connection in
            let factors = SecondFactorQueries(connection)
            let factor = try factors.find(user.id)
            var offer: SecondFactorState.Offer?
            if let factor, isOpenOffer(factor), try isFresh(connection, caller), let codes = codes(of: factor) {
                offer = .init(secret: codes.text, address: codes.address(username: user.username))
            }
            return SecondFactorState(
                isOn: factor?.confirmedAt != nil, offer: offer,
                recoveryCodesLeft: try factors.recoveryCodesLeft(user.id), isDemanded: demandsSecondFactor(user))
        }
    }

    /// Whether a first code of the secret may still turn the factor on: for a quarter of an hour.
    func isOpenOffer(_ factor: SecondFactorRecord) -> Bool {
        factor.confirmedAt == nil && factor.createdAt.advanced(bySeconds: 900) > surroundings.now()
    }

    /// The codes of a stored factor; nil where the installation's secret is another than when it was sealed.
    func codes(of factor: SecondFactorRecord) -> TimedCode? {
        let seal = seal(.secondFactor)
        guard factor.keyID == seal.keyID else { return nil }
        return seal.open(factor.sealedSecret, context: factor.account.text).flatMap { bytes(base64URL: $0) }
            .map(TimedCode.init)
    }

    /// Whether `given` is a code of the person that was not used: from the phone, or one of the recovery codes. It is
    /// used up then. Inside `write`.
    func useCode(_ given: String, of user: Identifier<User>, _ connection: any SQLConnection) throws -> Bool {
        let factors = SecondFactorQueries(connection)
        guard let factor = try factors.find(user) else { return false }
        let now = surroundings.now()
        let plain = given.filter { $0.isLetter || $0.isNumber }.lowercased()
        if let step = codes(of: factor)?.step(of: plain, at: now) { return try factors.use(step: step, of: user) }
        guard factor.confirmedAt != nil else { return false }
        return try factors.use(recoveryCode: recoveryHash(plain, of: user), of: user, at: now)
    }

    /// What is stored of a recovery code: nobody can try codes out without the installation's secret.
    func recoveryHash(_ code: String, of user: Identifier<User>) -> String {
        seal(.recoveryCode).digest(user.text + " " + code.filter { $0 != "-" })
    }

    /// Ten new recovery codes, such as `k7m2q-x9w4t`: fifty bits of chance each, in an alphabet without letters that
    /// look like digits.
    func makeRecoveryCodes() -> [String] {
        let alphabet = Array("abcdefghjkmnpqrstvwxyz0123456789")
        return (0..<10).map { _ in
            let bytes = SecretToken(random: surroundings.random).bytes
            let letters = bytes.prefix(10).map { alphabet[Int($0 & 31)] }
            return String(letters.prefix(5)) + "-" + String(letters.dropFirst(5))
        }
    }

    static var wrongCode: UseCaseError {
        UseCaseError("session", .invalid([ValidationFailure(field: "code", message: "signIn.wrongCode")]))
    }
}
