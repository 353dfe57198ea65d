// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

/// The ledger's filter as the address holds it, so that a filtered ledger can be sent to a colleague.
struct TaskFilter: Sendable {
    /// The fields of the filter without the place in the list.
    let fields: FormFields
    let after: String?
    /// The beginnings of the pages before this one, the newest last: keys lead forward only.
    let trail: [String]

    private static let names = ["pairing", "plan", "area", "unit", "side", "q", "sort"]
    /// How many pages back the address remembers, so that it stays short.
    private static let trailLimit = 20

    init(_ query: FormFields) {
        fields = query.only(Self.names)
        after = query.optional("after")
        trail = query["before"].split(separator: "~", omittingEmptySubsequences: false).map(String.init)
    }

    /// What the use case is asked. Keys and signs that nobody knows are as good as none.
    var query: TaskQuery {
        var query = TaskQuery()
        query.pairing = fields.optional("pairing")
        query.plan = fields.optional("plan")
        query.area = fields.optional("area")
        query.organisation = fields.optional("unit")
        query.side = Side(rawValue: fields["side"])
        query.text = fields.optional("q")
        query.order = TaskQuery.Order(rawValue: fields["sort"]) ?? .document
        query.after = after
        return query
    }

    var isFiltered: Bool { Self.names.dropLast().contains { fields.optional($0) != nil } }

    /// The address of `page` with this filter.
    func path(_ page: Address, after: String? = nil, trail: [String] = []) -> String {
        var fields = fields
        fields.set("before", after == nil ? nil : trail.suffix(Self.trailLimit).joined(separator: "~"))
        return fields.path(of: page, after: after)
    }

    /// The address of the page that begins after `key`.
    func next(_ key: String) -> String { path(.tasks, after: key, trail: (after == nil ? [] : trail) + [after ?? ""]) }

    /// The address of the page before this one; nil on the first one.
    var previous: String? {
        guard after != nil else { return nil }
        let last = trail.last ?? ""
        return last.isEmpty ? path(.tasks) : path(.tasks, after: last, trail: trail.dropLast())
    }
}
