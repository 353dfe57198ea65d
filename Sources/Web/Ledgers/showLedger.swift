// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Hummingbird
import LedgerEngine
import UseCases

/// Shows a register as a grid, as the address filters, sorts and groups it.
func showLedger(_ visit: Visit) async throws -> Response {
    try await visit.showLedger(visit.query, GridState())
}

/// What a grid shows besides its view: rows that were to be changed together, and what has to be mended for that.
struct GridState: Sendable {
    /// The identities of the selected rows.
    var chosen: Set<String> = []
    var failures = Failures.none
    var status: HTTPResponse.Status = .ok
}

extension Visit {
    /// The register of the address as `query` filters, sorts and groups it.
    func showLedger(_ query: FormFields, _ state: GridState) async throws -> Response {
        let caller = try caller
        let detail = try await useCases.ledger(caller, key: try value("key"))
        let ledger = detail.ledger
        let address = GridAddress(query, ledger)
        // The filter's form writes a field for each condition; the address that is kept and sent on has one text.
        if address.isForm { return .seeOther(address.path) }
        var query = address.query(language)
        // Rows of one group stand together, unless another order was asked for.
        if query.sort == nil, let group = address.fields.optional("group"), detail.sortable.contains(group) {
            (query.sort, query.isDescending) = (group, false)
        }
        let page = try await useCases.listEntries(caller, query)
        let totals = try await useCases.totals(caller, query, by: address.fields.optional("group"))
        var view = GridView(detail, address, phrases)
        (view.chosen, view.failures, view.typed) = (state.chosen, state.failures, form)
        return try show(
            LedgerPage(
                view, page, totals, figures: try await figures(self, view), formToken: session?.formToken ?? ""),
            status: state.status)
    }
}

/// What the parts of the page have in common.
struct GridView: Sendable {
    let detail: LedgerDetail
    let address: GridAddress
    let phrases: Phrases
    /// The identities of the rows that were selected.
    var chosen: Set<String> = []
    var failures = Failures.none
    /// What was typed into the form that changes several rows.
    var typed = FormFields()

    init(_ detail: LedgerDetail, _ address: GridAddress, _ phrases: Phrases) {
        (self.detail, self.address, self.phrases) = (detail, address, phrases)
    }

    var ledger: Ledger { detail.ledger }
    var codeLists: [String: CodeList] { detail.codeLists }

    func pairing(_ code: String) -> Pairing? { detail.pairings.first { $0.pairing.code == code }?.pairing }

    /// Whether rows may be entered in what the view shows.
    var mayEnter: Bool {
        let code = address.fields.optional("pairing")
        return detail.entering.contains { code == nil || $0.pairing == code }
    }
}

extension GridAddress {
    /// What the use case is asked.
    func query(_ language: Language) -> EntryQuery {
        var query = EntryQuery(ledger: ledger.key)
        query.pairing = fields.optional("pairing")
        query.filter = filter
        if let days = Period(fields["period"])?.days {
            let within = EntryFilter.Test.within(from: days.lowerBound.description, to: days.upperBound.description)
            query.filter.conditions.append(.init(field: ledger.dateField, test: within))
        }
        query.states = Set(fields.optional("state").flatMap(LedgerEntry.State.init).map { [$0] } ?? [])
        query.side = Side(rawValue: fields["side"])
        query.sort = sort.flatMap { ledger.field($0) == nil ? nil : $0 }
        // A register opens with what happened last.
        query.isDescending = sort == nil ? true : isDescending
        (query.after, query.language) = (after, language)
        return query
    }
}

extension Ledger {
    /// The fields in the order of the grid: first the one by which a row is called.
    var gridFields: [LedgerField] {
        let kinds: [FieldKind] = [.text, .organisation, .person, .code]
        guard let name = fields.first(where: { kinds.contains($0.kind) && !$0.isPersonal && !$0.isMany }) else {
            return fields
        }
        return [name] + fields.filter { $0.key != name.key }
    }
}

extension Grid {
    init(_ view: GridView, _ items: [EntryListing], _ totals: EntryTotals?) {
        let (ledger, address, phrases) = (view.ledger, view.address, view.phrases)
        let group = address.fields.optional("group").flatMap(ledger.field)
        var last: String?
        let rows = items.map { item in
            var heading: String?
            if let group {
                let text = item.texts[group.key] ?? phrases("grid.missing")
                if text != last { heading = group.title[phrases.language] + phrases("grid.colon") + text }
                last = text
            }
            return GridRow(item, view, group: heading)
        }
        self.init(
            ledger: ledger.key, caption: ledger.title[phrases.language],
            columns: ledger.gridFields.map { GridColumn($0, view) }, rows: rows,
            totals: totals.map { Self.sums($0.sums, ledger, phrases.language) } ?? [:], hasChecks: view.mayEnter,
            showsPairing: address.fields.optional("pairing") == nil)
    }

    private static func sums(_ sums: [String: Int64], _ ledger: Ledger, _ language: Language) -> [String: String] {
        var texts: [String: String] = [:]
        for (key, sum) in sums { texts[key] = ledger.field(key).map { sumText(sum, $0, language) } }
        return texts
    }
}

/// A sum of a field for the screen.
func sumText(_ sum: Int64, _ field: LedgerField, _ language: Language) -> String {
    field.screenText(.number(sum), language, LedgerDirectory(codeLists: [:]))
}

extension GridColumn {
    init(_ field: LedgerField, _ view: GridView) {
        let address = view.address
        let isSorted = address.sort == field.key || address.sort == nil && field.key == view.ledger.dateField
        let isSortable = view.detail.sortable.contains(field.key)
        let isEditable = view.mayEnter && field.kind != .file && view.ledger.stages?.field != field.key
        self.init(
            key: field.key, title: field.title[view.phrases.language],
            unit: field.kind == .money ? nil : field.unit, kind: field.kind,
            sortPath: isSortable ? address.sorted(by: field.key).path : nil,
            order: isSorted ? (address.sort == nil || address.isDescending ? .descending : .ascending) : nil,
            control: isEditable ? renderControl(field, .bare(field), view.codeLists, view.phrases) : nil)
    }
}

extension GridRow {
    init(_ item: EntryListing, _ view: GridView, group: String? = nil) {
        let phrases = view.phrases
        let mayEdit = view.detail.entering.contains { $0.pairing == item.pairingCode && $0.side == item.side }
        var cells: [String: GridCell] = [:]
        for field in view.ledger.fields {
            guard let text = item.texts[field.key] else { continue }
            let isMasked = field.isPersonal && item.values[field.key] == nil
            cells[field.key] = GridCell(
                text: text, form: isMasked ? "" : formText(item, field),
                path: linkPath(item.values[field.key], field), isMasked: isMasked)
        }
        if item.lacksEvidence, let stage = view.ledger.stages?.field {
            cells[stage]?.isDoubtful = true
            cells[stage]?.note = phrases("entry.lacksEvidence")
        }
        self.init(
            id: item.id.text, version: item.version, isEditable: mayEdit && item.state != .removed,
            isChosen: view.chosen.contains(item.id.text),
            pairing: view.pairing(item.pairingCode)?.label(in: phrases.language) ?? item.pairingCode,
            state: item.state, stateLabel: phrases("entry.state." + item.state.rawValue), group: group, cells: cells)
    }
}

/// A value as a form's input holds it, for the fields whose names the listing has looked up already.
func formText(_ item: EntryListing, _ field: LedgerField) -> String {
    guard let value = item.values[field.key] else { return "" }
    if field.kind == .organisation && !field.isMany { return item.texts[field.key] ?? "" }
    return field.formText(value, LedgerDirectory(codeLists: [:]))
}

/// Where a value leads.
func linkPath(_ value: FieldValue?, _ field: LedgerField) -> String? {
    guard case .text(let text)? = value else { return nil }
    return switch field.kind {
    case .task: Address.task.path(text)
    case .entry: Address.entry.path(text)
    case .organisation where !text.hasPrefix("?"): Address.organisation.path(text)
    default: nil
    }
}
