// SPDX-License-Identifier: Apache-2.0
import Domain
import FormData
import HTTPTypes
import Hummingbird
import UseCases

/// Shows one pairing to a leading official: few words, big numbers, and the rows behind each.
func showLeader(_ visit: Visit) async throws -> Response {
    let phrases = visit.phrases
    let watching = try await visit.watching(
        Watch(kind: "yearPlans", id: "all"), Watch(kind: "orders", id: "all"), Watch(kind: "requests", id: "all"))
    let found = try await visit.useCases.leaderPage(
        try visit.caller, pairing: visit.query.optional("pairing"), language: visit.language)
    let links = LeaderLinks(visit: visit, pairing: found.pairing)
    return try visit.show(
        LeaderPage(
            title: found.pairing.label(in: visit.language), today: found.today.description,
            pairings: found.pairings.count < 2
                ? []
                : found.pairings.map {
                    Choice(value: $0.code, label: $0.label(in: visit.language), isChosen: $0.id == found.pairing.id)
                },
            total: links.counts(found.total, area: nil), items: String(found.items),
            itemsPath: found.items > 0 ? links.rows(.items) : nil,
            noList: found.plan == nil ? phrases("leader.noList", ["year": String(found.year)]) : nil,
            areas: found.areas.map { area in
                .init(
                    area: area.area.isEmpty ? phrases("cycle.noArea") : area.area,
                    counts: links.counts(area.counts, area: area.area))
            }, cards: links.cards(found), next: found.next.map(LeaderPage.Meeting.init),
            noMeeting: phrases("leader.noMeeting"), rule: Address.lights.path(found.pairing.code), watching: watching))
}

/// Shows the rows behind a number of that page.
func showLeaderRows(_ visit: Visit) async throws -> Response {
    let (phrases, fields) = (visit.phrases, visit.query)
    var query = LeaderQuery()
    query.pairing = fields.optional("pairing")
    query.what = LeaderQuery.What(rawValue: fields["what"]) ?? .items
    query.area = fields.holds("area") ? fields["area"] : nil
    (query.level, query.side) = (WorkLight.Level(rawValue: fields["level"]), Side(rawValue: fields["side"]))
    query.page = fields.integer("page") ?? 1
    let found = try await visit.useCases.leaderRows(try visit.caller, query)
    let links = LeaderLinks(visit: visit, pairing: found.pairing)
    func page(_ number: Int) -> String {
        links.rows(query.what, area: query.area, level: query.level, side: query.side, page: number)
    }
    let side = query.side.map { found.pairing.party($0, in: visit.language) }
    let area = query.area.map { $0.isEmpty ? phrases("cycle.noArea") : $0 }
    let level = query.level.flatMap { level in found.rows.first?.light.map { LightView($0, phrases).label } }
    return try visit.show(
        LeaderRowsPage(
            title: ([found.pairing.label(in: visit.language), phrases("leader.rows." + query.what.rawValue)]
                + [side, area, level].compactMap(\.self)).joined(separator: " · "),
            back: links.page, count: phrases("leader.count", ["count": String(found.count)]),
            rows: found.rows.map(links.line), previous: found.page > 1 ? page(found.page - 1) : nil,
            next: found.hasMore ? page(found.page + 1) : nil))
}

extension LeaderPage.Meeting {
    fileprivate init(_ row: MeetingRow) {
        self.init(path: Address.meeting.path(row.id.text), title: row.title, days: row.days, place: row.place)
    }
}

/// Writes the page's numbers with what they open to.
private struct LeaderLinks {
    let visit: Visit
    let pairing: Pairing

    private var phrases: Phrases { visit.phrases }

    var page: String { path(.leader, [:]) }

    func rows(
        _ what: LeaderQuery.What, area: String? = nil, level: WorkLight.Level? = nil, side: Side? = nil,
        page: Int = 1
    ) -> String {
        path(
            .leaderRows,
            [
                "what": what.rawValue, "area": area, "level": level?.rawValue, "side": side?.rawValue,
                "page": page > 1 ? String(page) : nil,
            ]) + (area == "" ? "&area=" : "")
    }

    private func path(_ address: Address, _ values: [String: String?]) -> String {
        var fields = FormFields()
        fields.set("pairing", pairing.code)
        for (name, value) in values.sorted(by: { $0.key < $1.key }) { fields.set(name, value) }
        return fields.path(of: address)
    }

    func counts(_ counts: LightCounts, area: String?) -> [LeaderPage.Count] {
        counts.inOrder.map { light, count in
            .init(
                light: LightView(light, phrases), count: count, path: rows(.items, area: area, level: light.level))
        }
    }

    func cards(_ found: LeaderView) -> [LeaderPage.Card] {
        let sides = found.side.map { [$0] } ?? Side.allCases
        let waiting = sides.map { side in
            card(
                "waiting-" + side.rawValue, found.side == nil ? "waitingOf" : "waiting", found.waiting[side] ?? [],
                to: rows(.waiting, side: side), party: pairing.party(side.other, in: visit.language))
        }
        let late = card(
            "late", "late", found.late.first, count: found.late.count, to: rows(.late))
        let decisions = found.decisions.map { card("decisions", "decisions", $0, to: rows(.decisions)) }
        let requests = found.requests.map {
            card(
                "requests", "requests", $0.first, count: $0.count, to: path(.requests, ["show": "deciding"]))
        }
        return [late, decisions].compactMap(\.self) + waiting + [found.orders.map(orders), requests].compactMap(\.self)
    }

    private func orders(_ orders: LeaderView.Orders) -> LeaderPage.Card {
        let all = card("orders", "orders", orders.first, count: orders.open, to: path(.orders, [:]))
        guard orders.open > 0 else { return all }
        return LeaderPage.Card(
            id: all.id, title: all.title, number: all.number, path: all.path,
            words: phrases(
                orders.overdue > 0 ? "leader.orders.overdue" : "leader.orders.inTime",
                ["count": String(orders.overdue)]), more: all.more,
            morePath: orders.overdue > 0 ? path(.orders, ["show": "overdue"]) : all.morePath, rows: all.rows)
    }

    private func card(
        _ id: String, _ key: String, _ rows: [LeaderRow], count: Int? = nil, to path: String, party: String = ""
    ) -> LeaderPage.Card {
        let (number, shown) = (count ?? rows.count, rows.prefix(key == "late" ? 6 : 3))
        let left = number - shown.count
        return LeaderPage.Card(
            id: id, title: phrases("leader." + key, ["party": party]), number: number, path: number > 0 ? path : nil,
            words: phrases(
                number > 0 ? "leader.\(key).some" : "leader.\(key).none", ["count": String(number), "party": party]),
            more: left > 0 ? phrases("leader.more", ["count": String(left)]) : nil, morePath: left > 0 ? path : nil,
            rows: shown.map(line))
    }

    func line(_ row: LeaderRow) -> LeaderPage.Line {
        let who = row.who.prefix(2).map { body in
            phrases("leader.body", ["party": pairing.party(body.side, in: visit.language), "unit": body.name])
        }.joined(separator: phrases("leader.between"))
        let more = row.who.count > 2 ? phrases("leader.andMore", ["count": String(row.who.count - 2)]) : ""
        let side = row.side.map { pairing.party($0, in: visit.language) }
        return LeaderPage.Line(
            path: row.path, title: row.title.isEmpty ? phrases("lights.title") : row.title,
            light: row.light.map { LightView($0, phrases) },
            who: [side, who.isEmpty ? nil : who + more].compactMap(\.self).joined(separator: " · "),
            due: row.due?.description, why: row.why.map { phrases($0) })
    }
}
