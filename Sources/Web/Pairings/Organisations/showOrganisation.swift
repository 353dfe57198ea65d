// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Hummingbird
import UseCases

/// Shows a body.
func showOrganisation(_ visit: Visit) async throws -> Response {
    try visit.show(try await organisationPage(visit, again: nil))
}

/// A form of the page that is shown again: which one, and what is wrong with it.
struct FormAgain {
    let form: String
    let failures: [ValidationFailure]
}

func organisationPage(_ visit: Visit, again: FormAgain?) async throws -> OrganisationPage {
    let caller = try visit.caller
    let id = try visit.value("id")
    let watching = try await visit.watching(Watch(kind: "organisation", id: id))
    let detail = try await visit.useCases.organisation(caller, id: id)
    let places = detail.mayManage ? try await visit.useCases.managedPlaces(caller) : []
    let isShown = visit.request.method == .get
    return OrganisationPage(
        detail, OrganisationForms(detail, places, visit, again), isShown ? watching : nil, visit.phrases)
}

/// The forms of a body's page.
struct OrganisationForms {
    var edit: FormModel?
    var rename: FormModel?
    var merge: FormModel?
    var split: FormModel?
    var absorb: FormModel?
    var confirm: FormModel?

    init(_ detail: OrganisationDetail, _ places: [Division], _ visit: Visit, _ again: FormAgain?) {
        guard detail.mayManage else { return }
        let (body, id) = (detail.organisation, detail.organisation.id.text)
        let revision = [("revision", String(detail.revision))]
        func writer(_ name: String) -> FormWriter {
            let isAgain = again?.form == name
            return FormWriter(
                name, "organisation", visit.phrases, typed: isAgain ? visit.form : nil,
                failures: isAgain ? again?.failures ?? [] : [])
        }
        let fields = editFields(FormWriter("edit", "organisation", visit.phrases), detail, places, visit)
        edit = writer("edit").form(
            Address.editOrganisation.path(id), submit: "form.save",
            editFields(writer("edit"), detail, places, visit), hidden: revision + FormWriter.seen(fields))
        guard body.validTo == nil else { return }
        let neighbours = [("", visit.phrases("form.choose"))] + detail.neighbours.map { ($0.id.text, $0.name) }
        var form = writer("rename")
        rename = form.form(
            Address.renameOrganisation.path(id), submit: "organisation.rename",
            [form.text("name", isRequired: true), form.date("day", isRequired: true)], hidden: revision)
        form = writer("split")
        split = form.form(
            Address.splitOrganisation.path(id), submit: "organisation.split",
            [form.long("names", isRequired: true), form.date("day", isRequired: true), form.check("goesOn", false)],
            hidden: revision, isDangerous: true)
        guard !detail.neighbours.isEmpty else { return }
        form = writer("merge")
        merge = form.form(
            Address.mergeOrganisation.path(id), submit: "organisation.merge",
            [form.select("heir", "", neighbours, isRequired: true), form.date("day", isRequired: true)],
            hidden: revision, isDangerous: true)
        guard !body.isConfirmed else { return }
        form = writer("absorb")
        absorb = form.form(
            Address.absorbOrganisation.path(id), submit: "organisation.absorb",
            [form.select("heir", "", neighbours, isRequired: true)], hidden: revision, isDangerous: true)
    }

    private func editFields(
        _ writer: FormWriter, _ detail: OrganisationDetail, _ places: [Division], _ visit: Visit
    ) -> [FormModel.Field] {
        let body = detail.organisation
        var known = places
        if let place = detail.place, !known.contains(place) { known.insert(place, at: 0) }
        let parents =
            detail.neighbours
            + [detail.parent].compactMap { parent in
                parent.flatMap { known in detail.neighbours.contains { $0.id == known.id } ? nil : known }
            }
        return [
            writer.text("name", body.name, isRequired: true), writer.kind(body.kind.rawValue),
            writer.place(body.division?.text ?? "", known, visit.language),
            writer.select(
                "parent", body.parent?.text ?? "",
                [("", visit.phrases("organisation.noParent"))] + parents.map { ($0.id.text, $0.name) }),
            writer.date("validFrom", body.validFrom?.description ?? ""),
            writer.long("aliases", body.aliases.joined(separator: "\n")),
        ]
    }
}

extension OrganisationForms {
    /// The one-button form that says that the body exists.
    func confirming(_ detail: OrganisationDetail, _ phrases: Phrases) -> FormModel? {
        guard detail.mayManage, !detail.organisation.isConfirmed else { return nil }
        return FormWriter("confirm", "organisation", phrases).form(
            Address.confirmOrganisation.path(detail.organisation.id.text), submit: "organisation.confirm", [],
            hidden: [("revision", String(detail.revision))])
    }
}

extension OrganisationPage {
    init(_ detail: OrganisationDetail, _ forms: OrganisationForms, _ watching: Watching?, _ phrases: Phrases) {
        let body = detail.organisation
        self.init(
            id: body.id.text, name: body.name, kind: phrases("organisation.kind." + body.kind.rawValue),
            place: detail.place?.label(in: phrases.language) ?? phrases("organisation.noPlace"),
            period: periodText(body.validFrom, body.validTo, phrases),
            state: body.validTo.map { phrases("organisation.endedOn", ["day": $0.description]) },
            isConfirmed: body.isConfirmed, isEnded: body.validTo != nil, revision: detail.revision,
            aliases: body.aliases, spellings: detail.spellings.map { Spelling($0, detail, phrases) },
            names: detail.names.count > 1 ? detail.names.reversed().map { Name($0, phrases) } : [],
            parent: detail.parent.map { Link(id: $0.id.text, text: $0.name) },
            children: detail.children.map { Link(id: $0.id.text, text: $0.name) },
            links: detail.predecessors.map { Link($0, "organisation.from.", phrases) }
                + detail.successors.map { Link($0, "organisation.into.", phrases) },
            people: detail.people, taskCount: detail.seesTasks ? detail.taskCount : nil,
            history: detail.history.map { HistoryView.Entry($0, detail.historyNames, phrases) }, edit: forms.edit,
            rename: forms.rename,
            merge: forms.merge, split: forms.split, absorb: forms.absorb, confirm: forms.confirming(detail, phrases),
            access: detail.mayExplain ? Address.access.path("organisation", body.id.text) : nil, watching: watching)
    }
}

extension OrganisationPage.Name {
    fileprivate init(_ name: OrganisationName, _ phrases: Phrases) {
        self.init(
            name: name.name,
            period: periodText(name.validFrom, name.validTo, phrases) ?? phrases("period.unknown"))
    }
}

extension OrganisationPage.Link {
    fileprivate init(_ link: OrganisationLink, _ sentence: String, _ phrases: Phrases) {
        self.init(
            id: link.organisation.id.text,
            text: phrases(
                sentence + link.kind.rawValue, ["name": link.organisation.name, "day": link.on.description]))
    }
}
