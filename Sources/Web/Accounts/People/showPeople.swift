// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Hummingbird
import UseCases

/// Shows the people whom the visitor may see, as filtered by the address.
func showPeople(_ visit: Visit) async throws -> Response {
    try visit.show(try await peoplePage(visit, typed: nil, failures: []))
}

/// Creates a person and shows the invitation link, once.
func invitePerson(_ visit: Visit) async throws -> Response {
    let form = visit.form
    do {
        let new = NewPerson(
            username: form["username"].lowercased(), displayName: form["displayName"],
            grant: form.optional("role") == nil ? nil : try readGrant(form))
        return try visit.show(HandedLinkPage(try await visit.useCases.invitePerson(try visit.caller, new), visit))
    } catch {
        let (failures, status) = try refusal(of: error)
        return try visit.show(try await peoplePage(visit, typed: form, failures: failures), status: status)
    }
}

/// The role that a form asks for.
func readGrant(_ form: FormFields) throws -> WrittenGrant {
    guard let role = Role(rawValue: form["role"]) else {
        throw UseCaseError("user", .invalid([ValidationFailure(field: "role", message: "user.roleMissing")]))
    }
    return WrittenGrant(
        role: role, province: form.optional("province"), pairing: form.optional("pairing"),
        side: Side(rawValue: form["side"]), organisation: form.optional("organisation"))
}

/// The filter of the list as the address holds it.
struct PeopleFilter {
    let fields: FormFields
    let after: String?

    init(_ query: FormFields) {
        fields = query.only(["q", "role", "state", "pairing", "waiting"])
        after = query.optional("after")
    }

    var query: PersonQuery {
        var query = PersonQuery()
        query.text = fields.optional("q")
        query.role = Role(rawValue: fields["role"])
        query.state = UserState(rawValue: fields["state"])
        query.pairing = fields.optional("pairing")
        query.isWaiting = fields.optional("waiting") != nil
        query.after = after
        return query
    }

    func path(_ list: Address, after: String? = nil) -> String { fields.path(of: list, after: after) }
}

private func peoplePage(
    _ visit: Visit, typed: FormFields?, failures: [ValidationFailure]
) async throws -> PeoplePage {
    let caller = try visit.caller
    let filter = PeopleFilter(visit.query)
    let query = filter.query
    let page = try await visit.useCases.people(caller, query)
    let count = try await visit.useCases.personCount(caller, query)
    let mayInvite = try await visit.useCases.mayInvite(caller)
    let choices = try await visit.useCases.grantChoices(caller)
    let pairings = try await visit.useCases.pairings(caller).map(\.pairing)
    let phrases = visit.phrases
    let writer = FormWriter("new", "user", phrases, typed: typed, failures: failures)
    return PeoplePage(
        count: count, lines: page.items.map { .init($0, phrases) }, text: query.text ?? "",
        roles: Role.allCases.map {
            Choice(value: $0.rawValue, label: phrases("role." + $0.rawValue), isChosen: $0 == query.role)
        },
        states: UserState.allCases.map {
            Choice(value: $0.rawValue, label: phrases("user.state." + $0.rawValue), isChosen: $0 == query.state)
        },
        pairings: renderOptions(
            pairings.map {
                Choice(value: $0.code, label: $0.label(in: visit.language), isChosen: $0.code == query.pairing)
            }),
        isWaiting: query.isWaiting, isFiltered: !filter.fields.encoded.isEmpty,
        first: filter.after == nil ? nil : filter.path(.people),
        next: page.next.map { filter.path(.people, after: $0) }, workbook: filter.path(.peopleAsWorkbook),
        importing: mayInvite || choices != nil ? Address.showImport.path("users") : nil,
        form: mayInvite
            ? writer.form(
                Address.invitePerson.path(), submit: "users.invite",
                [
                    writer.text("displayName", isRequired: true, longest: 64),
                    writer.text("username", isRequired: true, longest: 64),
                ] + (choices.map { writer.grant($0, isOptional: true, visit.language) } ?? [])) : nil)
}

extension FormWriter {
    /// The fields of a role.
    func grant(_ choices: GrantChoices, isOptional: Bool, _ language: Language) -> [FormModel.Field] {
        let roles = choices.roles.map { ($0.rawValue, phrases("role." + $0.rawValue)) }
        let pairings = choices.pairings.map { ($0.code, $0.label(in: language)) }
        var fields = [
            select(
                "role", "", [("", phrases(isOptional ? "user.noRoleYet" : "form.choose"))] + roles,
                isRequired: !isOptional),
            select(
                "pairing", pairings.count == 1 ? pairings[0].0 : "", [("", phrases("form.choose"))] + pairings
            ).needed(by: .office, .unit, .observer, .pairingAdmin),
            select(
                "side", "",
                [("", phrases("form.choose"))] + Side.allCases.map { ($0.rawValue, phrases("side." + $0.rawValue)) }
            ).needed(by: .office, .unit),
            text("organisation", suggestions: choices.organisations.map(\.name)).needed(by: .unit),
        ]
        if !choices.provinces.isEmpty {
            fields.append(
                select(
                    "province", "",
                    [("", phrases("form.choose"))] + choices.provinces.map { ($0.code.text, $0.label(in: language)) }
                ).needed(by: .province))
        }
        return fields
    }
}

extension PeoplePage.Line {
    init(_ listing: PersonListing, _ phrases: Phrases) {
        let user = listing.user
        self.init(
            id: user.id.text, username: user.username, displayName: user.displayName,
            state: phrases("user.state." + user.state.rawValue), stateName: user.state.rawValue,
            roles: listing.roles.map { $0.text(phrases) })
    }
}

extension GrantLabel {
    /// `Responsible unit · Finance Bureau · Ash – Birch`
    func text(_ phrases: Phrases) -> String {
        let language = phrases.language
        let bound = pairing.map { pairing in
            side.map { side in
                phrases(
                    "grant.place",
                    ["place": pairing.party(side, in: language), "other": pairing.party(side.other, in: language)])
            } ?? pairing.label(in: language)
        }
        let scope = [organisation, province?.label(in: language), bound]
        return ([phrases("role." + grant.role.rawValue)] + scope.compactMap(\.self)).joined(separator: " · ")
    }
}

extension HandedLinkPage {
    init(_ link: HandedLink, _ visit: Visit) {
        self.init(
            id: link.user.id.text, username: link.user.username, displayName: link.user.displayName,
            token: link.token, origin: visit.origin)
    }
}
