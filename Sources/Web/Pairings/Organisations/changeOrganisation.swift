// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Hummingbird
import UseCases

/// Changes what is said of a body; where somebody else changed the same field, both versions are shown.
func editOrganisation(_ visit: Visit) async throws -> Response {
    let id = try visit.value("id")
    do {
        let edit = visit.form.edit(["name", "kind", "place", "parent", "validFrom", "aliases"])
        try await visit.useCases.editOrganisation(try visit.caller, id: id, edit)
        return visit.goOn(to: Address.organisation.path(id), notice: "saved")
    } catch let collision as EditCollision {
        let detail = try await visit.useCases.organisation(try visit.caller, id: id)
        let names = Dictionary(
            (detail.neighbours + [detail.parent].compactMap(\.self)).map { ($0.id.text, $0.name) },
            uniquingKeysWith: { first, _ in first })
        let phrases = visit.phrases
        let page = CollisionPage(
            collision, title: detail.organisation.name, back: Address.organisation.path(id),
            action: Address.editOrganisation.path(id), group: "organisation", phrases, section: .organisations
        ) { field, value in
            switch field {
            case "kind": phrases("organisation.kind." + value)
            case "parent": names[value] ?? value
            default: value
            }
        }
        return try visit.show(page, status: .conflict)
    } catch {
        return try await organisationAgain(visit, "edit", error)
    }
}

/// Gives a body a new name from a day on.
func renameOrganisation(_ visit: Visit) async throws -> Response {
    try await changeOrganisation(visit, "rename", notice: "organisationRenamed") { caller, id, revision in
        try await visit.useCases.renameOrganisation(
            caller, id: id, revision: revision, to: visit.form["name"], on: visit.form["day"])
        return id
    }
}

/// Ends a body in favour of another.
func mergeOrganisation(_ visit: Visit) async throws -> Response {
    try await changeOrganisation(visit, "merge", notice: "organisationMerged") { caller, id, revision in
        try await visit.useCases.mergeOrganisation(
            caller, id: id, revision: revision, into: visit.form["heir"], on: visit.form["day"])
        return id
    }
}

/// Makes several bodies out of one.
func splitOrganisation(_ visit: Visit) async throws -> Response {
    try await changeOrganisation(visit, "split", notice: "organisationSplit") { caller, id, revision in
        try await visit.useCases.splitOrganisation(
            caller, id: id, revision: revision,
            into: visit.form["names"].split(whereSeparator: \.isNewline).map(String.init),
            goesOn: visit.form.optional("goesOn") != nil, on: visit.form["day"])
        return id
    }
}

/// Says that a body that only a document named exists.
func confirmOrganisation(_ visit: Visit) async throws -> Response {
    try await changeOrganisation(visit, "confirm", notice: "saved") { caller, id, revision in
        try await visit.useCases.confirmOrganisation(caller, id: id, revision: revision)
        return id
    }
}

/// Says that a body that only a document named is another one.
func absorbOrganisation(_ visit: Visit) async throws -> Response {
    try await changeOrganisation(visit, "absorb", notice: "organisationAbsorbed") { caller, id, revision in
        try await visit.useCases.absorbOrganisation(caller, id: id, revision: revision, into: visit.form["heir"])
        return visit.form["heir"]
    }
}

/// Carries a change out and shows the body that `work` returns, or the form again.
private func changeOrganisation(
    _ visit: Visit, _ form: String, notice: String, _ work: (Caller, String, Int) async throws -> String
) async throws -> Response {
    do {
        let shown = try await work(
            try visit.caller, try visit.value("id"), visit.form.integer("revision") ?? -1)
        return visit.goOn(to: Address.organisation.path(shown), notice: notice)
    } catch {
        return try await organisationAgain(visit, form, error)
    }
}

private func organisationAgain(_ visit: Visit, _ form: String, _ error: any Error) async throws -> Response {
    let (failures, status) = try refusal(of: error)
    let page = try await organisationPage(visit, again: FormAgain(form: form, failures: failures))
    return try visit.show(page, status: status)
}
