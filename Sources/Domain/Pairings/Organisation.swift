// SPDX-License-Identifier: Apache-2.0

/// A body that can be responsible for something: a bureau, a county government, a park, a school, a firm.
package struct Organisation: Hashable, Sendable {
    package let id: Identifier<Organisation>
    /// The name under which it is printed today.
    package var name: String
    package var kind: OrganisationKind
    /// The place it belongs to; nil for bodies of no place (a national firm).
    package var division: DivisionCode?
    /// Other spellings and former names that mean this body.
    package var aliases: [String]
    package var validFrom: CalendarDate?
    package var validTo: CalendarDate?
    /// The body that took over when this one was renamed or merged.
    package var successor: Identifier<Organisation>?
    /// False while it is known only from a document and no office has confirmed it.
    package var isConfirmed: Bool

    package init(
        id: Identifier<Organisation>, name: String, kind: OrganisationKind, division: DivisionCode?, aliases: [String],
        validFrom: CalendarDate? = nil, validTo: CalendarDate? = nil, successor: Identifier<Organisation>? = nil,
        isConfirmed: Bool
    ) {
        (self.id, self.name, self.kind, self.division, self.aliases) = (id, name, kind, division, aliases)
        (self.validFrom, self.validTo, self.successor) = (validFrom, validTo, successor)
        self.isConfirmed = isConfirmed
    }
}

/// What sort of body an organisation is.
package enum OrganisationKind: String, CaseIterable, Sendable {
    /// A bureau or office of a government.
    case department
    /// A body of the Party.
    case party
    /// A government of a county, district or city.
    case government
    case park
    case school
    case hospital
    /// Unions, federations and other bodies of the people.
    case association
    case firm
    /// A body that answers to the nation or the province, not to the city where it sits.
    case vertical
    case other
}
