// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import UseCases

extension APIOperation {
    var organisationDeclaration: Declaration {
        let body = Declaration.Answer.object(organisationDetailShape.schema)
        let path = "/api/v1/organisations/{id}"
        return switch self {
        case .listOrganisations:
            .list(
                "/api/v1/organisations", .readOrganisation, organisationShape.schema, query: organisationFilters,
                also: [.workbook])
        case .addOrganisation:
            .create(
                "/api/v1/organisations", .manageOrganisation, .json(newOrganisationSchema),
                .made(organisationDetailShape.schema))
        case .showOrganisation: .get(path, .readOrganisation, body)
        case .editOrganisation:
            .change(.patch, path, .manageOrganisation, body, taking: .json(organisationChangeSchema))
        case .renameOrganisation:
            .change(.post, path + "/rename", .manageOrganisation, body, taking: .json(renameSchema))
        case .mergeOrganisation:
            .change(.post, path + "/merge", .manageOrganisation, body, taking: .json(mergeSchema))
        case .splitOrganisation:
            .change(.post, path + "/split", .manageOrganisation, body, taking: .json(splitSchema))
        case .confirmOrganisation: .change(.post, path + "/confirm", .manageOrganisation, body)
        default: .change(.post, path + "/absorb", .manageOrganisation, body, taking: .json(absorbSchema))
        }
    }

    private var organisationFilters: [Declaration.Parameter] {
        [
            .init(name: "q", schema: Schema(.text(0...200, .anyLine))),
            .init(name: "place", schema: Schema(.text(0...6, .divisionOrEmpty))),
            .init(name: "kind", schema: .word(OrganisationKind.self)), .init(name: "day", schema: .day),
            .init(name: "unconfirmed", schema: .flag),
        ]
    }
}

/// The directory of bodies.
func listOrganisations(_ call: Call) async throws -> Reply {
    let (useCases, caller) = (call.useCases, try call.caller)
    var query = OrganisationQuery()
    query.text = call.text("q")
    query.place = call.text("place")
    query.kind = call.text("kind").flatMap(OrganisationKind.init)
    query.day = call.text("day")
    query.isUnconfirmed = call.query["unconfirmed"]?.flag ?? false
    let asked = query
    if call.format == .workbook {
        let bytes = try await useCases.exportOrganisations(caller, asked, language: call.language)
        return workbookReply(bytes, "organisations")
    }
    return try await answerList(call, organisationShape) { after, limit in
        var page = asked
        (page.after, page.limit) = (after, limit)
        return try await useCases.organisations(caller, page)
    }
}

/// Adds a body.
func addOrganisation(_ call: Call) async throws -> Reply {
    let body = call.body
    var new = NewOrganisation(
        name: body["name"]?.text ?? "", kind: body["kind"]?.text.flatMap(OrganisationKind.init) ?? .other,
        place: body["place"]?.text ?? "")
    new.aliases = body["aliases"]?.list?.compactMap(\.text) ?? []
    new.parent = body["parent"]?.text
    new.validFrom = body["validFrom"]?.text ?? ""
    let id = try await call.useCases.addOrganisation(call.caller, new)
    let detail = try await call.useCases.organisation(call.caller, id: id.text)
    return .created(
        organisationDetailShape.json(detail), at: APIOperation.showOrganisation.path(id.text),
        tag: EntityTag(revision: detail.revision))
}

/// A body with its names, predecessors and successors.
func showOrganisation(_ call: Call) async throws -> Reply { try await present(call) }

/// Corrects what is said of a body.
func editOrganisation(_ call: Call) async throws -> Reply {
    var values: [String: String] = [:]
    for name in ["name", "kind", "place", "parent", "validFrom"] {
        if let value = call.body[name] { values[name] = value.text ?? "" }
    }
    if let aliases = call.body["aliases"]?.list {
        values["aliases"] = aliases.compactMap(\.text).joined(separator: "\n")
    }
    let wanted = values
    return try await change(call) {
        try await call.useCases.editOrganisation($0, id: $1, Edit(revision: $2, values: wanted))
    }
}

/// Gives a body a new name from a day on.
func renameOrganisation(_ call: Call) async throws -> Reply {
    let (name, day) = (call.body["name"]?.text ?? "", call.body["day"]?.text ?? "")
    return try await change(call) {
        try await call.useCases.renameOrganisation($0, id: $1, revision: $2, to: name, on: day)
    }
}

/// Ends a body and puts another in its place from a day on.
func mergeOrganisation(_ call: Call) async throws -> Reply {
    let (heir, day) = (call.body["heir"]?.text ?? "", call.body["day"]?.text ?? "")
    return try await change(call) {
        try await call.useCases.mergeOrganisation($0, id: $1, revision: $2, into: heir, on: day)
    }
}

/// Makes new bodies out of one from a day on.
func splitOrganisation(_ call: Call) async throws -> Reply {
    let names = call.body["names"]?.list?.compactMap(\.text) ?? []
    let (goesOn, day) = (call.body["goesOn"]?.flag ?? false, call.body["day"]?.text ?? "")
    return try await change(call) {
        try await call.useCases.splitOrganisation($0, id: $1, revision: $2, into: names, goesOn: goesOn, on: day)
    }
}

/// Says of a body that only a document named that it exists.
func confirmOrganisation(_ call: Call) async throws -> Reply {
    try await change(call) { try await call.useCases.confirmOrganisation($0, id: $1, revision: $2) }
}

/// Says of a body that only a document named that it is another one; answers that one.
func absorbOrganisation(_ call: Call) async throws -> Reply {
    let heir = call.body["heir"]?.text ?? ""
    try await call.useCases.absorbOrganisation(
        call.caller, id: call.value("id"), revision: try await revision(of: call), into: heir)
    return try await present(call, id: heir)
}

private func change(_ call: Call, _ work: (Caller, String, Int) async throws -> Void) async throws -> Reply {
    try await work(call.caller, call.value("id"), try await revision(of: call))
    return try await present(call)
}

private func present(_ call: Call, id: String? = nil) async throws -> Reply {
    let detail = try await call.useCases.organisation(call.caller, id: id ?? call.value("id"))
    return .json(organisationDetailShape.json(detail), tag: EntityTag(revision: detail.revision))
}

private func revision(of call: Call) async throws -> Int {
    try await call.revision { try await call.useCases.organisation(call.caller, id: call.value("id")).revision }
}
