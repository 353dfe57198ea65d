// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

/// Where wrong passwords are counted: at a name, whether somebody has it or not, and at an address.
enum SignInDoor: Sendable {
    case name(String)
    case address(String)

    /// Under which it is counted. A name can't be taken for an address.
    var key: String {
        switch self {
        case .name(let name): "name:" + name.prefix(64)
        case .address(let address): "address:" + address.prefix(64)
        }
    }

    func limit(_ settings: AccountSettings) -> Int {
        switch self {
        case .name: settings.failuresPerName
        case .address: settings.failuresPerAddress
        }
    }
}

extension UseCases {
    /// Throws locked where any of the doors is. Inside `write`, `isCounting` keeps others from counting there meanwhile.
    func refuseWhileLocked(
        _ doors: [SignInDoor], _ connection: any SQLConnection, isCounting: Bool = false
    ) throws {
        let now = surroundings.now()
        let throttles = SignInThrottleQueries(connection)
        let locks = try doors.compactMap { door in
            try (isCounting ? throttles.lockRow(door.key) : throttles.find(door.key))?.lockedUntil
        }
        if let last = locks.max(), last > now { throw UseCaseError("session", .locked(until: last.milliseconds)) }
    }

    /// Counts a wrong password at every door, and locks those where it was one too many; all of it is recorded, under
    /// `verb` with what was tried. `caller` is nil where nobody has the name.
    ///
    /// Throws locked where a door was locked meanwhile: what was on its way then neither counts nor unlocks.
    func countFailure(
        at doors: [SignInDoor], _ caller: Caller?, _ verb: String, _ attempt: AuditFields,
        reason: String = "signIn.wrongPassword"
    ) async throws {
        let settings = surroundings.accounts
        try await write { connection in
            try refuseWhileLocked(doors, connection, isCounting: true)
            let now = surroundings.now()
            let throttles = SignInThrottleQueries(connection)
            let subject = caller?.userID.map { AuditSubject.user($0) } ?? .installation
            try record(
                connection, caller, verb, subject, after: attempt, result: .refused, reason: reason)
            for door in doors {
                let began = now.advanced(bySeconds: -settings.lockSeconds)
                let state = try throttles.countFailure(door.key, at: now, windowBegan: began)
                guard state.failed >= door.limit(settings) else { continue }
                let end = now.advanced(bySeconds: settings.lockSeconds)
                try throttles.lock(door.key, until: end)
                try record(
                    connection, caller, "lockSignIn", subject,
                    after: ["door": door.key, "until": String(end.milliseconds)])
            }
        }
    }
}
