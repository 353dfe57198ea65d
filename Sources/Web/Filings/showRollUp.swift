// SPDX-License-Identifier: Apache-2.0
import Domain
import FormData
import HTTPTypes
import Hummingbird
import UseCases

private let rollUpNames = ["by", "form", "period", "pairing", "page"]

/// Shows what was asked for and came across pairings: by pairing, city, area, body or period.
func showRollUp(_ visit: Visit) async throws -> Response {
    let (phrases, fields) = (visit.phrases, visit.query.only(rollUpNames))
    var query = RollUpQuery()
    query.cut = RollUpCut(rawValue: fields["by"]) ?? .pairing
    // A form and a period are one choice: `progress:2026Q1`.
    let parts = fields["period"].split(separator: ":").map(String.init)
    (query.form, query.period) = (parts.first, parts.count == 2 ? parts[1] : nil)
    query.pairing = fields.optional("pairing")
    query.page = fields.integer("page") ?? 1
    let watching = try await visit.watching(Watch(kind: "cycles", id: "all"))
    let found = try await visit.useCases.rollUp(try visit.caller, query)
    let links = RollUpLinks(visit: visit, fields: fields, pairing: found.pairing)
    return try visit.show(
        RollUpPage(
            cuts: RollUpCut.allCases.map { cut in
                .init(
                    path: links.path(["by": cut.rawValue, "page": nil]), label: phrases("rollup.by." + cut.rawValue),
                    isChosen: cut == found.cut)
            }, cut: found.cut.rawValue,
            periods: found.periods.map {
                Choice(value: $0.text, label: $0.label(visit), isChosen: $0 == found.period)
            },
            pairings: [Choice(value: "", label: phrases("orders.anyPairing"), isChosen: found.pairing == nil)]
                + found.pairings.map {
                    Choice(
                        value: $0.code, label: $0.label(in: visit.language), isChosen: $0.id == found.pairing?.id)
                },
            heading: phrases("rollup.head." + found.cut.rawValue), isOfShares: found.cut == .area,
            rows: found.rows.map { links.row($0, found) },
            total: found.period.flatMap { found.rows.isEmpty ? nil : links.total(found, $0) },
            previous: found.page > 1 ? links.path(["page": String(found.page - 1)]) : nil,
            next: found.hasMore ? links.path(["page": String(found.page + 1)]) : nil, watching: watching))
}

/// Shows the filings of which a figure is made.
func showRollUpRows(_ visit: Visit) async throws -> Response {
    let (phrases, fields) = (visit.phrases, visit.query)
    var query = RollUpRowsQuery()
    (query.form, query.period, query.pairing) = (fields["form"], fields["period"], fields.optional("pairing"))
    (query.side, query.unit) = (Side(rawValue: fields["side"]), fields.optional("unit"))
    query.area = fields.holds("area") ? fields["area"] : nil
    query.fact = RollUpFact(rawValue: fields["fact"]) ?? .expected
    query.page = fields.integer("page") ?? 1
    let found = try await visit.useCases.rollUpRows(try visit.caller, query)
    func page(_ number: Int) -> String {
        var fields = fields.only(["form", "period", "pairing", "side", "unit", "area", "fact"])
        fields.set("page", String(number))
        return fields.path(of: .rollUpRows) + (query.area == "" ? "&area=" : "")
    }
    let place = found.pairing.map { pairing in
        query.side.map { pairing.party($0, in: visit.language) } ?? pairing.label(in: visit.language)
    }
    let about = [place, query.unit, query.area.map { $0.isEmpty ? phrases("cycle.noArea") : $0 }].compactMap(\.self)
    var back = FormFields()
    back.set("by", query.area != nil ? "area" : query.unit != nil ? "unit" : query.side != nil ? "city" : nil)
    back.set("period", found.period.text)
    return try visit.show(
        RollUpRowsPage(
            title: ([found.period.label(visit)] + about + [phrases("rollup.fact." + query.fact.rawValue)])
                .joined(separator: " · "),
            back: back.path(of: .rollUp),
            figure: phrases(
                query.area == nil ? "rollup.filings" : "rollup.shares", ["count": String(found.figure)]),
            rows: found.rows.map { RollUpRowsPage.Row($0, visit) },
            previous: found.page > 1 ? page(found.page - 1) : nil, next: found.hasMore ? page(found.page + 1) : nil))
}

extension RollUpRowsPage.Row {
    fileprivate init(_ row: RollUpRows.Row, _ visit: Visit) {
        let (filing, phrases) = (row.filing, visit.phrases)
        self.init(
            cycle: Address.cycle.path(row.cycle.id.text),
            path: row.isSeen ? Address.filing.path(filing.id.text) : nil, unit: filing.unit,
            place: row.pairing.label(in: visit.language) + " · " + row.pairing.party(filing.side, in: visit.language),
            state: phrases("filing.state." + filing.state.rawValue), stateName: filing.state.rawValue,
            submitted: filing.firstSubmittedAt?.minuteText, isLate: row.isLate, lines: row.lines.map(String.init))
    }
}

extension RollUpPeriod {
    fileprivate var text: String { form + ":" + period.description }

    fileprivate func label(_ visit: Visit) -> String { period.label(visit.phrases) + " · " + title[visit.language] }
}

/// Writes the rows of a roll-up with the links behind its numbers.
private struct RollUpLinks {
    let visit: Visit
    let fields: FormFields
    let pairing: Pairing?

    func path(_ changes: [String: String?]) -> String {
        var fields = fields
        for (name, value) in changes { fields.set(name, value) }
        return fields.path(of: .rollUp)
    }

    func total(_ found: FilingRollUp, _ period: RollUpPeriod) -> RollUpPage.Row {
        .init(
            label: visit.phrases("rollup.total"), note: nil, remind: nil,
            facts: facts(found.total, period, [:], isLinked: found.cut != .area))
    }

    func row(_ row: FilingRollUp.Row, _ found: FilingRollUp) -> RollUpPage.Row {
        let phrases = visit.phrases
        let pairing = row.pairing?.label(in: visit.language)
        let party = row.pairing.flatMap { pairing in row.side.map { pairing.party($0, in: visit.language) } }
        let (label, note): (String, String?) =
            switch found.cut {
            case .pairing: (pairing ?? "", nil)
            case .city: (party ?? "", pairing)
            case .unit: (row.unit ?? "", [party, pairing].compactMap(\.self).joined(separator: " · "))
            case .area: ((row.area ?? "").isEmpty ? phrases("cycle.noArea") : row.area ?? "", nil)
            case .cycle: (row.period.label(visit), nil)
            }
        return .init(
            label: label, note: note, remind: row.reminds?.text,
            facts: facts(
                row.count, row.period,
                [
                    "pairing": row.pairing?.code, "side": row.side?.rawValue, "unit": row.unit, "area": row.area,
                ]))
    }

    private func facts(
        _ count: CycleCount, _ period: RollUpPeriod, _ about: [String: String?], isLinked: Bool = true
    ) -> RollUpPage.Facts {
        func fact(_ fact: RollUpFact, of whole: Int? = nil) -> RollUpPage.Fact {
            let number = count[fact]
            let share = whole.flatMap { $0 == 0 ? nil : String(number * 100 / $0) + "%" }
            return .init(
                number: number, path: number > 0 && isLinked ? rows(fact, period, about) : nil, share: share)
        }
        return RollUpPage.Facts(
            expected: fact(.expected), filed: fact(.filed, of: count.expected), late: fact(.late),
            returned: fact(.returned), accepted: fact(.accepted, of: count.filed))
    }

    private func rows(_ fact: RollUpFact, _ period: RollUpPeriod, _ about: [String: String?]) -> String {
        var fields = FormFields()
        fields.set("form", period.form)
        fields.set("period", period.period.description)
        fields.set("pairing", (about["pairing"] ?? nil) ?? pairing?.code)
        for name in ["side", "unit", "area"] { fields.set(name, about[name] ?? nil) }
        fields.set("fact", fact.rawValue)
        // An empty area is one too.
        return fields.path(of: .rollUpRows) + ((about["area"] ?? nil) == "" ? "&area=" : "")
    }
}
