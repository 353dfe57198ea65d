// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Hummingbird
import UseCases

/// Shows the directory of bodies as filtered by the address.
func showOrganisations(_ visit: Visit) async throws -> Response {
    try visit.show(try await organisationsPage(visit, typed: nil, failures: []))
}

/// Adds a body and goes to its page.
func addOrganisation(_ visit: Visit) async throws -> Response {
    let form = visit.form
    do {
        guard let kind = OrganisationKind(rawValue: form["kind"]) else {
            throw UseCaseError(
                "organisation", .invalid([ValidationFailure(field: "kind", message: "organisation.kindUnknown")]))
        }
        var new = NewOrganisation(name: form["name"], kind: kind, place: form["place"])
        new.aliases = form["aliases"].split(whereSeparator: \.isNewline).map(String.init)
        new.validFrom = form["validFrom"]
        let id = try await visit.useCases.addOrganisation(try visit.caller, new)
        return visit.goOn(to: Address.organisation.path(id.text), notice: "organisationAdded")
    } catch {
        let (failures, status) = try refusal(of: error)
        return try visit.show(
            try await organisationsPage(visit, typed: form, failures: failures), status: status)
    }
}

/// The directory's filter as the address holds it.
struct OrganisationListFilter {
    let fields: FormFields
    let after: String?

    init(_ query: FormFields) {
        fields = query.only(["q", "place", "kind", "on", "unconfirmed"])
        after = query.optional("after")
    }

    var query: OrganisationQuery {
        var query = OrganisationQuery()
        query.text = fields.optional("q")
        query.place = fields.optional("place")
        query.kind = OrganisationKind(rawValue: fields["kind"])
        query.day = fields.optional("on")
        query.isUnconfirmed = fields.optional("unconfirmed") != nil
        query.after = after
        return query
    }

    func path(_ list: Address, after: String? = nil) -> String { fields.path(of: list, after: after) }
}

private func organisationsPage(
    _ visit: Visit, typed: FormFields?, failures: [ValidationFailure]
) async throws -> OrganisationsPage {
    let caller = try visit.caller
    let filter = OrganisationListFilter(visit.query)
    let query = filter.query
    let page = try await visit.useCases.organisations(caller, query)
    let count = try await visit.useCases.organisationCount(caller, query)
    let places = try await visit.useCases.places(caller)
    let managed = try await visit.useCases.managedPlaces(caller)
    let phrases = visit.phrases
    let writer = FormWriter("new", "organisation", phrases, typed: typed, failures: failures)
    return OrganisationsPage(
        count: count, lines: page.items.map { .init($0, phrases) }, text: query.text ?? "", day: query.day ?? "",
        isUnconfirmed: query.isUnconfirmed,
        places: renderOptions(
            places.map {
                Choice(
                    value: $0.code.text, label: $0.label(in: visit.language), isChosen: $0.code.text == query.place)
            }),
        kinds: OrganisationKind.allCases.map {
            Choice(
                value: $0.rawValue, label: phrases("organisation.kind." + $0.rawValue), isChosen: $0 == query.kind)
        },
        isFiltered: !filter.fields.encoded.isEmpty, first: filter.after == nil ? nil : filter.path(.organisations),
        next: page.next.map { filter.path(.organisations, after: $0) },
        workbook: filter.path(.organisationsAsWorkbook),
        importing: managed.isEmpty ? nil : Address.showImport.path("organisations"),
        form: managed.isEmpty
            ? nil
            : writer.form(
                Address.addOrganisation.path(), submit: "organisations.add",
                writer.newFields(managed, visit.language)))
}

extension FormWriter {
    fileprivate func newFields(_ places: [Division], _ language: Language) -> [FormModel.Field] {
        [
            text("name", isRequired: true), kind(""), place("", places, language), date("validFrom"), long("aliases"),
        ]
    }

    func kind(_ value: String) -> FormModel.Field {
        select(
            "kind", value,
            OrganisationKind.allCases.map { ($0.rawValue, phrases("organisation.kind." + $0.rawValue)) },
            isRequired: true)
    }

    func place(_ value: String, _ places: [Division], _ language: Language) -> FormModel.Field {
        select(
            "place", value,
            [("", phrases("organisation.noPlace"))] + places.map { ($0.code.text, $0.label(in: language)) })
    }
}

extension OrganisationsPage.Line {
    init(_ listing: OrganisationListing, _ phrases: Phrases) {
        let body = listing.organisation
        self.init(
            id: body.id.text, name: listing.name, now: listing.name == body.name ? nil : body.name,
            kind: phrases("organisation.kind." + body.kind.rawValue),
            place: listing.place?.label(in: phrases.language) ?? phrases("organisation.noPlace"),
            parent: listing.parentName,
            aliases: body.aliases.prefix(6).joined(separator: phrases("draft.unitSeparator")),
            isConfirmed: body.isConfirmed, period: periodText(body.validFrom, body.validTo, phrases),
            taskCount: listing.taskCount)
    }
}

/// `2019-03-01 – 2024-01-31`, with only one end where only one is known; nil where none is.
func periodText(_ from: CalendarDate?, _ to: CalendarDate?, _ phrases: Phrases) -> String? {
    switch (from, to) {
    case (nil, nil): nil
    case (let from?, nil): phrases("period.since", ["day": from.description])
    case (nil, let to?): phrases("period.until", ["day": to.description])
    case (let from?, let to?): from.description + " – " + to.description
    }
}
