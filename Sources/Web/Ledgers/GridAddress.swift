// SPDX-License-Identifier: Apache-2.0
import Domain
import LedgerEngine
import UseCases

/// A view of a register as its address holds it, so that it can be kept and sent to a colleague: which rows, in which
/// order, by what they are grouped and what is drawn of them.
struct GridAddress: Sendable {
    let ledger: Ledger
    /// pairing, side, state, period, q, sort, group, chart, measure: blank ones are left out.
    private(set) var fields: FormFields
    private(set) var filter: EntryFilter
    /// What of the filter can't be read; nil: all of it can.
    let unreadable: String?
    let after: String?
    /// The beginnings of the pages before this one, the newest last: keys lead forward only.
    let trail: [String]
    /// True where the address comes from the filter's form, whose fields the filter's text stands for.
    let isForm: Bool

    static let names = ["pairing", "side", "state", "period", "q", "sort", "group", "chart", "measure"]
    /// Names that narrow the rows.
    private static let narrowing = ["pairing", "side", "state", "period", "q"]
    /// How many pages back the address remembers, so that it stays short.
    private static let trailLimit = 20

    init(_ query: FormFields, _ ledger: Ledger) {
        self.ledger = ledger
        fields = query.only(Self.names)
        after = query.optional("after")
        trail = query["before"].split(separator: "~", omittingEmptySubsequences: false).map(String.init)
        let text = query["filter"]
        let read = Result { () throws(EntryFilter.Unreadable) in try EntryFilter(text: text) }
        switch read {
        case .success(let filter): (self.filter, unreadable) = (filter, nil)
        case .failure(let error): (filter, unreadable) = (EntryFilter(), error.part)
        }
        isForm = query.holds("form")
        if isForm { filter = Self.filter(of: query, ledger) }
    }

    var sort: String? { fields.optional("sort").map { $0.hasPrefix("-") ? String($0.dropFirst()) : $0 } }
    var isDescending: Bool { fields["sort"].hasPrefix("-") }
    var isFiltered: Bool { !filter.conditions.isEmpty || Self.narrowing.contains { fields.optional($0) != nil } }

    /// True where the view says more than whose rows it shows, so that a wider one may have some.
    var isNarrowed: Bool { with("pairing", nil).isFiltered }

    /// The fields of an address with this view; `filter` stands in its text.
    var query: FormFields {
        var query = fields
        query.set("filter", filter.text)
        return query
    }

    /// The address of the page that shows this view from its beginning.
    var path: String { path(of: .ledger) }

    /// The address of the page that is open.
    var here: String { path(of: .ledger, after: after, trail: trail) }

    /// The address of `page`, of this register, with this view.
    func path(of page: Address, after: String? = nil, trail: [String] = []) -> String {
        var query = query
        query.set("after", after)
        query.set("before", after == nil ? nil : trail.suffix(Self.trailLimit).joined(separator: "~"))
        let encoded = query.encoded
        return page.path(ledger.key) + (encoded.isEmpty ? "" : "?" + encoded)
    }

    func next(_ key: String) -> String {
        path(of: .ledger, after: key, trail: (after == nil ? [] : trail) + [after ?? ""])
    }

    /// The address of the page before this one; nil on the first one.
    var previous: String? {
        guard after != nil else { return nil }
        let last = trail.last ?? ""
        return last.isEmpty ? path : path(of: .ledger, after: last, trail: trail.dropLast())
    }

    /// The same view with another value of `name`; nil leaves it out.
    func with(_ name: String, _ value: String?) -> GridAddress {
        var copy = self
        copy.fields.set(name, value)
        return copy
    }

    /// The same view without what it says about a field.
    func without(_ field: String) -> GridAddress {
        var copy = self
        copy.filter = filter.without(field)
        return copy
    }

    /// The same view with one condition in the place of all about its field.
    func with(_ condition: EntryFilter.Condition) -> GridAddress {
        var copy = without(condition.field)
        copy.filter.conditions.append(condition)
        return copy
    }

    /// The view sorted by a field; by one that it is sorted by already, the other way round.
    func sorted(by field: String) -> GridAddress {
        with("sort", sort == field && !isDescending ? "-" + field : field)
    }

    /// What the fields of the form ask for: `f.KEY`, and of ranges `f.KEY.from` and `f.KEY.to`.
    private static func filter(of query: FormFields, _ ledger: Ledger) -> EntryFilter {
        var conditions = ledger.fields.compactMap { condition(of: query, $0) }
        if let text = query.optional("f." + Ledger.evidenceKey) {
            conditions.append(.init(field: Ledger.evidenceKey, test: .oneOf([text])))
        }
        return EntryFilter(conditions)
    }

    private static func condition(of query: FormFields, _ field: LedgerField) -> EntryFilter.Condition? {
        let name = "f." + field.key
        let (from, to) = (query.optional(name + ".from"), query.optional(name + ".to"))
        if from != nil || to != nil {
            return .init(field: field.key, test: .within(from: from, to: to))
        }
        let values = query.all(name).filter { !$0.isEmpty }
        guard let first = values.first else { return nil }
        let isText = field.rule.order == .text && [.text, .code].contains(field.kind) && !field.isPersonal
        return .init(field: field.key, test: isText ? .contains(first) : .oneOf(values))
    }
}
