// SPDX-License-Identifier: Apache-2.0
import Domain
import LedgerEngine
import UseCases

/// The figures of the view that its address asks to be drawn: over time, by pairing, or by the values of a field. nil
/// where it asks for none, or the view is too large to be counted.
func figures(_ visit: Visit, _ view: GridView) async throws -> FiguresView? {
    let parts = view.address.fields["chart"].split(separator: ".", maxSplits: 1).map(String.init)
    guard let kind = parts.first else { return nil }
    let counter = FigureCounter(visit: visit, view: view, caller: try visit.caller)
    switch kind {
    case "time": return try await counter.overTime()
    case "city": return try await counter.byPairing()
    case "kind", "composition":
        guard parts.count == 2, let field = view.ledger.field(parts[1]) else { return nil }
        return try await counter.byField(field, isComposition: kind == "composition")
    default: return nil
    }
}

private struct FigureCounter {
    let visit: Visit
    let view: GridView
    let caller: Caller
    /// So many quarters are drawn: two years.
    private static let quarters = 8
    /// So many pairings are counted, each by itself.
    private static let mostPairings = 40

    private var phrases: Phrases { view.phrases }
    /// The number fields that are summed beside the count.
    private var summed: [LedgerField] {
        view.ledger.fields.filter { [.count, .amount, .money].contains($0.kind) && !$0.isMany }
    }
    /// The field whose sums are drawn; nil: the rows are counted.
    private var measured: LedgerField? {
        summed.first { $0.key == view.address.fields["measure"] }
    }
    private var columns: [String] {
        [phrases("grid.rows")] + summed.map { $0.title[phrases.language] + (unit($0).map { " (\($0))" } ?? "") }
    }

    private func unit(_ field: LedgerField) -> String? { field.kind == .money ? nil : field.unit }

    private func totals(_ address: GridAddress) async throws -> EntryTotals? {
        try await visit.useCases.totals(caller, address.query(visit.language))
    }

    private func line(_ title: String, _ path: String?, _ count: Int, _ sums: [String: Int64]) -> FiguresView.Line {
        // One column is drawn: people, money and rows have no axis in common.
        let texts = [String(count)] + summed.map { sumText(sums[$0.key] ?? 0, $0, phrases.language) }
        return FiguresView.Line(
            title: title, path: path,
            cells: zip(texts, columns).enumerated().map { place, cell in
                .init(text: cell.0, value: drawn(place, count, sums), label: cell.1)
            })
    }

    /// What a cell says to the chart, in the unit of its column; money in yuan.
    private func drawn(_ place: Int, _ count: Int, _ sums: [String: Int64]) -> String {
        guard let measured else { return place == 0 ? String(count) : "" }
        guard place > 0, summed[place - 1].key == measured.key else { return "" }
        let sum = sums[measured.key] ?? 0
        return switch measured.kind {
        case .money: decimalText(sum, shift: 2)
        case .amount: decimalText(sum, shift: 6)
        default: String(sum)
        }
    }

    /// What is drawn, with its unit.
    private func caption(_ text: String) -> String {
        guard let measured else { return text }
        let unit = measured.kind == .money ? phrases("grid.yuan") : measured.unit
        let title = measured.title[phrases.language] + (unit.map { " (\($0))" } ?? "")
        return text + phrases("grid.colon") + title
    }

    func overTime() async throws -> FiguresView? {
        let today = visit.useCases.surroundings.now().day
        var period =
            Period(view.address.fields["period"]).map { Period(.quarter, holding: $0.lastMonth) }
            ?? Period(.quarter, holding: today)
        var lines: [FiguresView.Line] = []
        for _ in 0..<Self.quarters {
            let address = view.address.with("period", period.description)
            guard let totals = try await totals(address) else { return nil }
            lines.append(line(period.description, address.path, totals.count, totals.sums))
            period = period.previous
        }
        return FiguresView(
            kind: "lines", caption: caption(phrases("grid.chart.time")), columns: columns, lines: lines.reversed())
    }

    func byPairing() async throws -> FiguresView? {
        let code = view.address.fields.optional("pairing")
        let places = view.detail.pairings.filter { ($0.entries > 0 && code == nil) || $0.pairing.code == code }
        var lines: [FiguresView.Line] = []
        for place in places.prefix(Self.mostPairings) {
            let address = view.address.with("pairing", place.pairing.code)
            guard let totals = try await totals(address) else { return nil }
            lines.append(
                line(place.pairing.label(in: phrases.language), address.path, totals.count, totals.sums))
        }
        return FiguresView(kind: "bars", caption: caption(phrases("grid.chart.city")), columns: columns, lines: lines)
    }

    func byField(_ field: LedgerField, isComposition: Bool) async throws -> FiguresView? {
        let title = ["field": field.title[phrases.language]]
        guard
            let totals = try await visit.useCases.totals(
                caller, view.address.query(visit.language), by: field.key)
        else { return nil }
        let lines = totals.groups.map { group in
            let test: EntryFilter.Test = group.value.map { .oneOf([stored($0)]) } ?? .missing
            return line(
                group.value == nil ? phrases("grid.missing") : group.text,
                view.address.with(.init(field: field.key, test: test)).path, group.count, group.sums)
        }
        return FiguresView(
            kind: isComposition ? "composition" : "bars",
            caption: caption(phrases(isComposition ? "grid.chart.composition" : "grid.chart.kind", title)),
            columns: columns,
            lines: lines)
    }

    private func stored(_ value: FieldValue) -> String {
        switch value {
        case .number(let number): String(number)
        case .text(let text): text
        case .list(let items): items.first.map(stored) ?? ""
        }
    }
}
