// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import UseCases

extension APIOperation {
    var personDeclaration: Declaration {
        let person = Declaration.Answer.object(personDetailShape.schema)
        let path = "/api/v1/users/{id}"
        return switch self {
        case .listUsers:
            .list("/api/v1/users", .readUser, personShape.schema, query: userFilters, also: [.workbook])
        case .inviteUser:
            .create("/api/v1/users", .createUser, .json(newPersonSchema), .made(handedLinkSchema)).handsOut
        case .showUser: .get(path, .readUser, person)
        case .editUser: .change(.patch, path, .createUser, person, taking: .json(personChangeSchema))
        case .disableUser: .change(.post, path + "/disable", .disableUser, person, taking: .json(reasonSchema))
        case .enableUser: .change(.post, path + "/enable", .disableUser, person, taking: .json(reasonSchema))
        case .inviteAgain: .change(.post, path + "/invitation", .createUser, .made(handedLinkSchema)).once.handsOut
        case .grantRole: .change(.post, path + "/roles", .grantRole, person, taking: .json(newGrantSchema))
        case .endRole: .change(.delete, path + "/roles/{position}", .grantRole, person)
        case .moveUser: .change(.post, path + "/move", .grantRole, person, taking: .json(moveSchema))
        case .showHandOver:
            .get(
                path + "/hand-over", .handOver, .object(handOverShape.schema),
                query: [.init(name: "receiver", schema: Schema(.text(0...64, .anyLine)))])
        case .resetPassword:
            .create(path + "/password", .disableUser, .optionalJSON(resetSchema), .made(handedLinkSchema)).handsOut
        case .unlockUser: .act(.post, path + "/unlock", .disableUser, .nothing)
        default:
            .change(.post, path + "/hand-over", .handOver, person, taking: .json(newHandOverSchema))
        }
    }

    private var userFilters: [Declaration.Parameter] {
        [
            .init(name: "q", schema: Schema(.text(0...200, .anyLine))), .init(name: "role", schema: .word(Role.self)),
            .init(name: "state", schema: Schema(.word(["invited", "active", "disabled"]))),
            .init(name: "pairing", schema: Schema(.text(0...100, .anyLine))),
        ]
    }
}

/// The people whom the caller may see, by log-in name.
func listUsers(_ call: Call) async throws -> Reply {
    let (useCases, caller) = (call.useCases, try call.caller)
    var query = PersonQuery()
    query.text = call.text("q")
    query.role = call.text("role").flatMap(Role.init)
    query.state = call.text("state").flatMap(UserState.init)
    query.pairing = call.text("pairing")
    let asked = query
    if call.format == .workbook {
        return workbookReply(try await useCases.exportPeople(caller, asked, language: call.language), "users")
    }
    return try await answerList(call, personShape) { after, limit in
        var page = asked
        (page.after, page.limit) = (after, limit)
        return try await useCases.people(caller, page)
    }
}

/// Creates a person and makes the link by which the first password is chosen.
func inviteUser(_ call: Call) async throws -> Reply {
    let link = try await call.useCases.invitePerson(
        call.caller,
        NewPerson(
            username: call.body["username"]?.text ?? "", displayName: call.body["displayName"]?.text ?? "",
            grant: readGrant(call.body["role"])))
    return handed(link)
}

/// A person with roles and what is in hand.
func showUser(_ call: Call) async throws -> Reply { try await present(call) }

/// Changes what is said of a person.
func editUser(_ call: Call) async throws -> Reply {
    var values: [String: String] = [:]
    for name in ["displayName", "language"] { values[name] = call.body[name]?.text }
    let wanted = values
    return try await change(call) { caller, id, revision in
        try await call.useCases.editPerson(caller, id: id, Edit(revision: revision, values: wanted))
    }
}

/// Ends a person's access.
func disableUser(_ call: Call) async throws -> Reply {
    let reason = call.body["reason"]?.text ?? ""
    return try await change(call) {
        try await call.useCases.disablePerson($0, id: $1, revision: $2, reason: reason)
    }
}

/// Gives access back.
func enableUser(_ call: Call) async throws -> Reply {
    let reason = call.body["reason"]?.text ?? ""
    return try await change(call) { try await call.useCases.enablePerson($0, id: $1, revision: $2, reason: reason) }
}

/// Makes a new link for a person who was invited.
func inviteAgain(_ call: Call) async throws -> Reply {
    handed(
        try await call.useCases.inviteAgain(
            call.caller, id: call.value("id"), revision: try await revision(of: call)))
}

/// Gives a person one more role.
func grantRole(_ call: Call) async throws -> Reply {
    guard let grant = readGrant(call.body) else { throw Problem(.invalid) }
    return try await change(call) { try await call.useCases.grantRole($0, id: $1, revision: $2, grant) }
}

/// Takes a role from a person.
func endRole(_ call: Call) async throws -> Reply {
    guard let position = Int(call.value("position")) else { throw Problem(.notFound) }
    return try await change(call) { try await call.useCases.endRole($0, id: $1, revision: $2, position: position) }
}

/// Moves a person to another body, office or pairing.
func moveUser(_ call: Call) async throws -> Reply {
    guard let grant = readGrant(call.body["role"]) else { throw Problem(.invalid) }
    let (position, day) = (call.body["position"]?.whole ?? -1, call.body["day"]?.text ?? "")
    let matters = call.body["receiver"]?.text.map { MatterChoice.give(to: $0) } ?? .leave
    return try await change(call) {
        try await call.useCases.movePerson(
            $0, id: $1, revision: $2, position: position, to: grant, on: day, matters: matters)
    }
}

/// Takes a person's password away and makes the link by which another is chosen.
func resetPassword(_ call: Call) async throws -> Reply {
    let id = call.value("id")
    let link = try await call.useCases.resetPassword(
        call.caller, user: id, removingSecondFactor: call.body["removesSecondFactor"]?.flag ?? false)
    let user = try await call.useCases.person(call.caller, id: id).user
    return handed(user, link.token)
}

/// Lets a person sign in again whose name was locked after too many wrong passwords.
func unlockUser(_ call: Call) async throws -> Reply {
    try await call.useCases.unlockSignIn(call.caller, user: call.value("id"))
    return .nothing
}

/// What a hand-over would do.
func showHandOver(_ call: Call) async throws -> Reply {
    let preview = try await call.useCases.handOverPreview(
        call.caller, id: call.value("id"), receiver: call.text("receiver"))
    return .json(handOverShape.json(preview), tag: EntityTag(revision: preview.revision))
}

/// Gives everything that a person has in hand to another.
func handOver(_ call: Call) async throws -> Reply {
    let (receiver, reason) = (call.body["receiver"]?.text ?? "", call.body["reason"]?.text)
    let named = call.body["named"]?.flag ?? false
    return try await change(call) {
        try await call.useCases.handOver($0, id: $1, revision: $2, to: receiver, named: named, disabling: reason)
    }
}

private func handed(_ link: HandedLink) -> Reply { handed(link.user, link.token) }

private func handed(_ user: User, _ token: String) -> Reply {
    let json: JSON = [
        "user": .text(user.id.text), "username": .text(user.username), "path": .text("/invitations/" + token),
    ]
    var reply = Reply.created(json, at: APIOperation.showUser.path(user.id.text))
    reply.secret = "path"
    return reply
}

private func change(_ call: Call, _ work: (Caller, String, Int) async throws -> Void) async throws -> Reply {
    try await work(call.caller, call.value("id"), try await revision(of: call))
    return try await present(call)
}

private func present(_ call: Call) async throws -> Reply {
    let detail = try await call.useCases.person(call.caller, id: call.value("id"))
    return .json(personDetailShape.json(detail), tag: EntityTag(revision: detail.revision))
}

private func revision(of call: Call) async throws -> Int {
    try await call.revision { try await call.useCases.person(call.caller, id: call.value("id")).revision }
}
