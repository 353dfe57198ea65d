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
    /// The body that took over when this one was merged.
    package var successor: Identifier<Organisation>?
    /// The body under which this one stands: the district of its bureau.
    package var parent: Identifier<Organisation>?
    /// False while it is known only from a document and no office has confirmed it.
    package var isConfirmed: Bool

    package init(
        id: Identifier<Organisation>, name: String, kind: OrganisationKind, division: DivisionCode?, aliases: [String],
        validFrom: CalendarDate? = nil, validTo: CalendarDate? = nil, successor: Identifier<Organisation>? = nil,
        parent: Identifier<Organisation>? = nil, isConfirmed: Bool
    ) {
        (self.id, self.name, self.kind, self.division, self.aliases) = (id, name, kind, division, aliases)
        (self.validFrom, self.validTo, self.successor) = (validFrom, validTo, successor)
        (self.parent, self.isConfirmed) = (parent, isConfirmed)
    }

    /// Whether the body exists on a day.
    package func isValid(on day: CalendarDate) -> Bool {
        (validFrom.map { $0 <= day } ?? true) && (validTo.map { day <= $0 } ?? true)
    }
}

/// A name that a body bore, from its first to its last day; nil where the day is unknown or has not come.
package struct OrganisationName: Hashable, Sendable {
    package var name: String
    package var validFrom: CalendarDate?
    package var validTo: CalendarDate?

    package init(name: String, validFrom: CalendarDate?, validTo: CalendarDate?) {
        (self.name, self.validFrom, self.validTo) = (name, validFrom, validTo)
    }

    /// Whether the name was borne on a day.
    package func isBorne(on day: CalendarDate) -> Bool {
        (validFrom.map { $0 <= day } ?? true) && (validTo.map { day <= $0 } ?? true)
    }
}

/// That one body took over from another on a day.
package struct OrganisationSuccession: Hashable, Sendable {
    /// How a body passed into others.
    package enum Kind: String, Sendable {
        case merge, split
    }
    package let from: Identifier<Organisation>
    package let to: Identifier<Organisation>
    /// The first day on which the other is in charge.
    package let on: CalendarDate
    package let kind: Kind

    package init(
        from: Identifier<Organisation>, to: Identifier<Organisation>, on: CalendarDate, kind: Kind
    ) {
        (self.from, self.to, self.on, self.kind) = (from, to, on, kind)
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
