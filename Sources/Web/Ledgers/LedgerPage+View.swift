// SPDX-License-Identifier: Apache-2.0
import Domain
import FormData
import LedgerEngine
import UseCases

extension LedgerPage {
    init(
        _ view: GridView, _ page: EntryPage, _ totals: EntryTotals?, figures: FiguresView?, formToken: String
    ) {
        let (ledger, address, phrases) = (view.ledger, view.address, view.phrases)
        let grid = Grid(view, page.items, totals)
        func choices(_ name: String, _ values: [(String, String)]) -> [Choice] {
            values.map { Choice(value: $0.0, label: $0.1, isChosen: $0.0 == address.fields[name]) }
        }
        let pairing = address.fields.optional("pairing").map { "?pairing=" + $0.percentEncodedPart } ?? ""
        let new = Address.newEntry.path(ledger.key) + pairing
        self.init(
            key: ledger.key, title: ledger.title[phrases.language], table: renderGrid(grid, phrases).string,
            isEmpty: page.items.isEmpty, isFiltered: address.isFiltered, isNarrowed: address.isNarrowed,
            isOpen: address.unreadable != nil,
            count: totals.map { String($0.count) }, isCutShort: page.isCutShort,
            pairings: renderOptions(
                view.detail.pairings.map {
                    Choice(
                        value: $0.pairing.code, label: $0.pairing.label(in: phrases.language),
                        isChosen: $0.pairing.code == address.fields["pairing"])
                }),
            sides: choices("side", Side.allCases.map { ($0.rawValue, phrases("side." + $0.rawValue)) }),
            states: choices(
                "state",
                [LedgerEntry.State.entered, .confirmed, .disputed].map {
                    ($0.rawValue, phrases("entry.state." + $0.rawValue))
                }), period: address.fields["period"],
            filters: ledger.filterFields(phrases).compactMap {
                FilterFieldView($0, address.filter, view.codeLists, phrases)
            },
            conditions: address.conditions(view.codeLists, phrases), unreadable: address.unreadable,
            sorts: choices("sort", Self.sorts(view)),
            groups: choices("group", Self.groups(ledger).map { ($0.key, $0.title[phrases.language]) }),
            charts: choices("chart", Self.charts(ledger, phrases)),
            measures: choices("measure", Self.measures(ledger, phrases)), sort: address.fields["sort"],
            clear: Address.ledger.path(ledger.key), first: address.after == nil ? nil : address.path,
            previous: address.previous, next: page.next.map(address.next),
            workbook: page.items.isEmpty ? nil : address.path(of: .ledgerAsWorkbook),
            textFile: page.items.isEmpty ? nil : address.path(of: .ledgerAsText), new: view.mayEnter ? new : nil,
            importing: view.mayEnter ? Address.showSheetImport.path(ledger.key) + pairing : nil,
            bulk: view.mayEnter ? Bulk(grid, view) : nil, figures: figures, suggestions: .none,
            failures: view.failures, formToken: formToken)
    }

    /// The orders that a form offers; the one in which the register opens comes first.
    private static func sorts(_ view: GridView) -> [(String, String)] {
        let (ledger, phrases) = (view.ledger, view.phrases)
        let fields = ledger.fields.filter { view.detail.sortable.contains($0.key) }
        let first = ("", (ledger.field(ledger.dateField)?.title[phrases.language] ?? "") + " ↓")
        return [first]
            + fields.flatMap { field in
                let title = field.title[phrases.language]
                return [(field.key, title + " ↑"), ("-" + field.key, title + " ↓")]
            }
    }

    static func groups(_ ledger: Ledger) -> [LedgerField] {
        ledger.fields.filter { [.choice, .flag, .organisation, .place].contains($0.kind) && !$0.isPersonal }
    }

    /// What a chart can draw besides the number of rows.
    private static func measures(_ ledger: Ledger, _ phrases: Phrases) -> [(String, String)] {
        ledger.fields.filter { [.count, .amount, .money].contains($0.kind) && !$0.isMany && !$0.isPersonal }.map {
            ($0.key, phrases("grid.sumOf", ["field": $0.title[phrases.language]]))
        }
    }

    private static func charts(_ ledger: Ledger, _ phrases: Phrases) -> [(String, String)] {
        let kinds = groups(ledger).filter { $0.kind == .choice && !$0.isMany }
        return [("time", phrases("grid.chart.time")), ("city", phrases("grid.chart.city"))]
            + kinds.flatMap { field in
                let title = ["field": field.title[phrases.language]]
                return [
                    ("kind." + field.key, phrases("grid.chart.kind", title)),
                    ("composition." + field.key, phrases("grid.chart.composition", title)),
                ]
            }
    }
}

extension LedgerPage.Bulk {
    init(_ grid: Grid, _ view: GridView) {
        self.init(
            action: Address.changeEntries.path(grid.ledger),
            fields: grid.columns.filter { $0.control != nil }.map {
                Choice(value: $0.key, label: $0.title, isChosen: $0.key == view.typed["field"])
            }, value: view.typed["value"], reason: view.typed["reason"], next: view.address.here)
    }
}
