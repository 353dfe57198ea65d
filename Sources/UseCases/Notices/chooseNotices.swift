// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore
import Storage

extension UseCases {
    /// How the caller hears of notices besides in the program.
    package func noticeChoices(_ caller: Caller) async throws -> NoticeChoices {
        try caller.require(.changeOwnAccount, on: .installation, "user", knowing: .readDirectory)
        guard let id = caller.userID else { throw UseCaseError("user", .notFound) }
        return try await database.read { try NoticeQueries($0).choices(of: [id])[id] ?? NoticeChoices() }
    }

    /// Decides how the caller hears of notices from now on; without an address nothing is mailed, not even what waits.
    ///
    /// Throws invalid (field `address`). The record tells that the address changed, not what it is.
    package func chooseNotices(_ caller: Caller, _ wanted: NoticeChoices) async throws {
        try caller.require(.changeOwnAccount, on: .installation, "user", knowing: .readDirectory)
        guard let id = caller.userID else { throw UseCaseError("user", .notFound) }
        var choices = wanted
        choices.address = wanted.address?.trimmingWhitespace
        if choices.address == "" { choices.address = nil }
        if let address = choices.address, !MailAddress.isValid(address) {
            throw UseCaseError("user", .invalid([ValidationFailure(field: "address", message: "choices.addressForm")]))
        }
        let chosen = choices
        try await write(caller) { connection in
            let (queries, now) = (NoticeQueries(connection), surroundings.now())
            let before = try queries.choices(of: [id])[id] ?? NoticeChoices()
            guard before != chosen else { return }
            try queries.choose(chosen, of: id, at: now)
            if chosen.address == nil { _ = try DeliveryQueries(connection).removeWaitingMail(of: id) }
            try record(
                connection, caller, "chooseNotices", .user(id), before: fields(before), after: fields(chosen))
        }
    }

    private func fields(_ choices: NoticeChoices) -> AuditFields {
        ["mail": choices.address == nil ? "off" : choices.isDigest ? "digest" : "atOnce"]
    }
}

/// The form of an address that mail may be sent to.
enum MailAddress {
    /// Letters, digits and a few signs before the `@`, a name of a host behind it: what every server takes, and nothing
    /// that would end a line or begin another command.
    static func isValid(_ text: String) -> Bool {
        text.utf8.count <= 254
            && text.wholeMatch(of: #/[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.\-]*[A-Za-z0-9])?/#) != nil
    }
}
