// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Hummingbird
import UseCases

/// Changes a person's name; where somebody else changed it too, both versions are shown.
func editPerson(_ visit: Visit) async throws -> Response {
    let id = try visit.value("id")
    do {
        try await visit.useCases.editPerson(
            try visit.caller, id: id, visit.form.edit(["displayName", "language"]))
        return visit.goOn(to: Address.person.path(id), notice: "saved")
    } catch let collision as EditCollision {
        let user = try await visit.useCases.person(try visit.caller, id: id).user
        return try visit.show(
            CollisionPage(
                collision, title: user.username, back: Address.person.path(id), action: Address.editPerson.path(id),
                group: "user", visit.phrases, section: .users), status: .conflict)
    } catch {
        return try await personAgain(visit, "edit", error)
    }
}

/// Gives a person one more role.
func grantRole(_ visit: Visit) async throws -> Response {
    try await changePerson(visit, "grant", notice: "roleGranted") { caller, id, revision in
        try await visit.useCases.grantRole(caller, id: id, revision: revision, try readGrant(visit.form))
    }
}

/// Takes a role from a person.
func endRole(_ visit: Visit) async throws -> Response {
    try await changePerson(visit, "grant", notice: "roleEnded") { caller, id, revision in
        guard let position = Int(try visit.value("position")) else { throw UseCaseError("role", .notFound) }
        try await visit.useCases.endRole(caller, id: id, revision: revision, position: position)
    }
}

/// Moves a person to another body from a day on.
func movePerson(_ visit: Visit) async throws -> Response {
    try await changePerson(visit, "move", notice: "personMoved") { caller, id, revision in
        try await visit.useCases.movePerson(
            caller, id: id, revision: revision, position: visit.form.integer("position") ?? -1,
            to: try readGrant(visit.form), on: visit.form["day"], matters: matterChoice(visit.form))
    }
}

/// What the form of a move says of that which the person has in hand.
private func matterChoice(_ form: FormFields) -> MatterChoice {
    if let receiver = form.optional("receiver") { return .give(to: receiver) }
    return form.optional("leaveOpen") == nil ? .ask : .leave
}

/// Ends a person's access.
func disablePerson(_ visit: Visit) async throws -> Response {
    try await changePerson(visit, "disable", notice: "personDisabled") { caller, id, revision in
        try await visit.useCases.disablePerson(caller, id: id, revision: revision, reason: visit.form["reason"])
    }
}

/// Gives a person's access back.
func enablePerson(_ visit: Visit) async throws -> Response {
    try await changePerson(visit, "enable", notice: "personEnabled") { caller, id, revision in
        try await visit.useCases.enablePerson(caller, id: id, revision: revision, reason: visit.form["reason"])
    }
}

/// Makes a new invitation link and shows it, once.
func invitePersonAgain(_ visit: Visit) async throws -> Response {
    do {
        let link = try await visit.useCases.inviteAgain(
            try visit.caller, id: try visit.value("id"), revision: visit.form.integer("revision") ?? -1)
        return try visit.show(HandedLinkPage(link, visit))
    } catch {
        return try await personAgain(visit, "invite", error)
    }
}

/// Takes a person's password away and shows the link for another, once.
func resetPersonPassword(_ visit: Visit) async throws -> Response {
    let id = try visit.value("id")
    do {
        let caller = try visit.caller
        let link = try await visit.useCases.resetPassword(
            caller, user: id, removingSecondFactor: visit.form.optional("secondFactor") != nil)
        let user = try await visit.useCases.person(caller, id: id).user
        return try visit.show(
            HandedLinkPage(
                id: id, username: user.username, displayName: user.displayName, token: link.token,
                origin: visit.origin))
    } catch {
        return try await personAgain(visit, "reset", error)
    }
}

/// Lets a person sign in again whose name was locked.
func unlockPerson(_ visit: Visit) async throws -> Response {
    let id = try visit.value("id")
    try await visit.useCases.unlockSignIn(try visit.caller, user: id)
    return visit.goOn(to: Address.person.path(id), notice: "personUnlocked")
}

/// Shows what a person has in hand and, once a receiver is chosen, what a hand-over will do.
func showHandOver(_ visit: Visit) async throws -> Response {
    try visit.show(
        try await handOverPage(visit, receiver: visit.query.optional("receiver"), again: nil))
}

/// Hands everything over.
func handOver(_ visit: Visit) async throws -> Response {
    let (id, form) = (try visit.value("id"), visit.form)
    do {
        try await visit.useCases.handOver(
            try visit.caller, id: id, revision: form.integer("revision") ?? -1, to: form["receiver"],
            named: form.optional("named") != nil, disabling: form.optional("disable") == nil ? nil : form["reason"])
        return visit.goOn(to: Address.person.path(id), notice: "handedOver")
    } catch {
        let (failures, status) = try refusal(of: error)
        let page = try await handOverPage(visit, receiver: form.optional("receiver"), again: failures)
        return try visit.show(page, status: status)
    }
}

private func handOverPage(
    _ visit: Visit, receiver: String?, again: [ValidationFailure]?
) async throws -> HandOverPage {
    let id = try visit.value("id")
    let preview = try await visit.useCases.handOverPreview(try visit.caller, id: id, receiver: receiver)
    let refused = preview.matters.reduce(0) { $0 + ($1.isCertain ? $1.refused : 0) }
    let isNamed = preview.matters.contains { !$0.isCertain && $0.count > 0 && $0.refused == 0 }
    let writer = FormWriter(
        "handover", "user", visit.phrases, typed: again == nil ? nil : visit.form, failures: again ?? [])
    let isReady = preview.receiver != nil && refused == 0
    var failures = isReady ? [] : again ?? []
    if failures.isEmpty, let problem = preview.receiverProblem {
        failures = [ValidationFailure(field: "receiver", message: problem)]
    }
    return HandOverPage(
        id: id, displayName: preview.person.displayName,
        matters: preview.matters.map { visit.phrases("matter." + $0.name, ["count": String($0.count)]) },
        refused: refused > 0 ? refused : nil, sessions: preview.sessions, tokens: preview.tokens,
        invitations: preview.invitations, receiver: receiver ?? "", receiverName: preview.receiver?.displayName,
        failures: Failures(failures, visit.phrases),
        form: isReady
            ? writer.form(
                Address.handOver.path(id), submit: "user.handOverSubmit",
                (isNamed ? [writer.check("named", false)] : [])
                    + [writer.check("disable", true), writer.text("reason", longest: 200)],
                hidden: [("revision", String(preview.revision)), ("receiver", receiver ?? "")], isDangerous: true)
            : nil)
}

private func changePerson(
    _ visit: Visit, _ form: String, notice: String, _ work: (Caller, String, Int) async throws -> Void
) async throws -> Response {
    let id = try visit.value("id")
    do {
        try await work(try visit.caller, id, visit.form.integer("revision") ?? -1)
        return visit.goOn(to: Address.person.path(id), notice: notice)
    } catch {
        return try await personAgain(visit, form, error)
    }
}

private func personAgain(_ visit: Visit, _ form: String, _ error: any Error) async throws -> Response {
    let (failures, status) = try refusal(of: error)
    let page = try await personPage(visit, again: FormAgain(form: form, failures: failures))
    return try visit.show(page, status: status)
}
