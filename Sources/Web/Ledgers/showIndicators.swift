// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import FormData
import Hummingbird
import LedgerEngine
import UseCases

/// Shows the dictionary of indicators.
func showIndicators(_ visit: Visit) async throws -> Response {
    let ledgers = try await visit.useCases.ledgers(try visit.caller)
    let (phrases, lists) = (visit.phrases, visit.useCases.surroundings.ledgers.codeLists)
    let groups = ledgers.map(\.ledger).filter { !$0.indicators.isEmpty }.map { ledger in
        let words = IndicatorWords(
            ledger, codeLists: lists, messages: phrases.messages, language: phrases.language)
        return IndicatorsPage.Group(
            ledger: ledger.key, title: ledger.title[phrases.language], version: ledger.version,
            validFrom: ledger.validFrom.description,
            lines: ledger.indicators.map { IndicatorLine($0, words, phrases) })
    }
    return try visit.show(IndicatorsPage(groups: groups))
}

/// Shows the figures of one indicator: pairings by periods.
func showIndicator(_ visit: Visit) async throws -> Response {
    let caller = try visit.caller
    let phrases = visit.phrases
    guard let (ledger, indicator) = visit.useCases.surroundings.ledgers.definition(ofIndicator: try visit.value("key"))
    else {
        throw UseCaseError("indicator", .notFound)
    }
    let periods = askedPeriods(visit)
    let detail = try await visit.useCases.ledger(caller, key: ledger.key)
    let chosen = visit.query.optional("pairing")
    let codes = chosen.map { [$0] } ?? detail.pairings.filter { $0.entries > 0 }.map(\.pairing.code)
    let figures = try await visit.useCases.readIndicators(
        caller, [indicator.key], pairings: codes, periods: periods)
    let words = IndicatorWords(
        ledger, codeLists: detail.codeLists, messages: phrases.messages, language: phrases.language)
    let lines = detail.pairings.filter { codes.contains($0.pairing.code) }.map { place in
        IndicatorPage.Table.Line(
            pairing: place.pairing.code, label: place.pairing.label(in: phrases.language),
            cells: periods.map { period in
                .init(
                    figures.first { $0.pairing == place.pairing.id && $0.period == period }, of: indicator, ledger,
                    path: figurePath(indicator.key, place.pairing.code, period), period, phrases)
            })
    }
    let length = periods.first?.length ?? .quarter
    return try visit.show(
        IndicatorPage(
            line: IndicatorLine(indicator, words, phrases), ledger: ledger.key,
            ledgerTitle: ledger.title[phrases.language], version: ledger.version,
            validFrom: ledger.validFrom.description,
            pairings: detail.pairings.map {
                Choice(
                    value: $0.pairing.code, label: $0.pairing.label(in: phrases.language),
                    isChosen: $0.pairing.code == chosen)
            },
            length: Period.Length.allCases.map {
                Choice(
                    value: String($0.rawValue), label: phrases("period.\($0)"), isChosen: $0 == length)
            }, last: periods.last?.description ?? "",
            figures: .init(
                periods: periods.map(\.description), lines: lines,
                caption: indicator.title[phrases.language] + " (" + figureUnit(indicator, ledger, phrases) + ")"),
            hasOpen: lines.contains { $0.cells.contains(where: \.isOpen) },
            hasClosed: lines.contains { $0.cells.contains(where: \.isClosed) }, isEmpty: lines.isEmpty))
}

/// The periods that the address asks for: so many of one length, up to one.
private func askedPeriods(_ visit: Visit) -> [Period] {
    let length = visit.query.integer("length").flatMap(Period.Length.init) ?? .quarter
    let today = visit.useCases.surroundings.now().day
    var period =
        Period(visit.query["period"]).map { Period(length, holding: $0.lastMonth) }
        ?? Period(length, holding: today)
    let count = length == .month ? 12 : length == .quarter ? 8 : 5
    var periods: [Period] = []
    for _ in 0..<count {
        periods.append(period)
        period = period.previous
    }
    return periods.reversed()
}

/// The page of one figure.
func figurePath(_ indicator: String, _ pairing: String, _ period: Period) -> String {
    Address.figure.path(indicator, pairing, period.description)
}

/// The unit that stands beside figures: of money none, because each is printed with its own.
private func figureUnit(_ indicator: Indicator, _ ledger: Ledger, _ phrases: Phrases) -> String { indicator.unit }

extension IndicatorPage.Table.Cell {
    init(
        _ figure: IndicatorFigure?, of indicator: Indicator, _ ledger: Ledger, path: String, _ period: Period,
        _ phrases: Phrases
    ) {
        let amount = figure?.amount
        let closed = figure?.closed
        var change: String?
        if let closed, closed.amount != amount {
            change = phrases(
                "figure.was", ["figure": figureText(closed.amount, indicator, ledger, phrases.language)])
        }
        self.init(
            text: figureText(amount, indicator, ledger, phrases.language),
            value: amount.map { drawn($0, indicator, ledger) } ?? "",
            period: period.description, path: path, isOpen: (figure?.disputed ?? 0) > 0, change: change,
            isClosed: closed != nil)
    }
}

/// A figure as the chart reads it: in the unit of the indicator.
private func drawn(_ amount: Int64, _ indicator: Indicator, _ ledger: Ledger) -> String {
    switch indicator.formula {
    case .ratio: decimalText(amount, shift: 2)
    case .sum(let field, _):
        switch ledger.field(field)?.kind {
        case .money: decimalText(amount, shift: 2)
        case .amount: decimalText(amount, shift: 6)
        default: String(amount)
        }
    case .count, .distinct: String(amount)
    }
}

/// Shows one figure with the rows that it is made of.
func showFigure(_ visit: Visit) async throws -> Response {
    let phrases = visit.phrases
    guard let period = Period(try visit.value("period")) else { throw UseCaseError("period", .notFound) }
    let (key, code) = (try visit.value("key"), try visit.value("code"))
    let detail = try await visit.useCases.showFigure(
        try visit.caller, indicator: key, pairing: code, period, after: visit.query.optional("after"),
        language: visit.language)
    let (ledger, indicator, figure) = (detail.ledger, detail.indicator, detail.figure)
    let words = IndicatorWords(
        ledger, codeLists: visit.useCases.surroundings.ledgers.codeLists, messages: phrases.messages,
        language: phrases.language)
    let path = figurePath(key, code, period)
    func text(_ amount: Int64) -> String {
        if case .ratio = indicator.formula { return String(amount) }
        return figureText(amount, indicator, ledger, phrases.language)
    }
    return try visit.show(
        FigurePage(
            key: key, title: indicator.title[phrases.language], pairing: code,
            pairingLabel: detail.pairing.label(in: phrases.language), period: period.description,
            figure: figureText(figure.amount, indicator, ledger, phrases.language) + " " + indicator.unit,
            definition: words.sentences(indicator), isOpen: figure.disputed > 0,
            closed: figure.closed.map { closed in
                phrases(
                    closed.amount == figure.amount ? "figure.closedSame" : "figure.closedOther",
                    [
                        "figure": figureText(closed.amount, indicator, ledger, phrases.language), "name": closed.by,
                        "day": closed.at.dayText,
                    ])
            }, ledger: ledger.key, ledgerTitle: ledger.title[phrases.language],
            rows: detail.rows.map { row in
                .init(
                    path: Address.entry.path(row.entry.id.text), name: row.entry.name(ledger),
                    day: row.entry.texts[ledger.dateField] ?? "–", amount: text(row.amount),
                    state: phrases("entry.state." + row.entry.state.rawValue), stateName: row.entry.state.rawValue)
            }, parts: FigurePage.Part.all(detail, text, phrases),
            corrections: detail.corrections.map { CorrectionView($0, detail.pairing, period, phrases) },
            next: detail.next.map { path + "?after=" + $0.percentEncodedPart },
            first: visit.query.holds("after") ? path : nil))
}

extension FigurePage.Part {
    static func all(_ detail: FigureDetail, _ text: (Int64) -> String, _ phrases: Phrases) -> [Self] {
        let parts = detail.parts
        let codes = parts.byCode.map {
            Line(title: $0.code == nil ? phrases("grid.missing") : $0.name, text: text($0.amount))
        }
        let sides = parts.bySide.map {
            Line(title: detail.pairing.party($0.side).label(in: phrases.language), text: text($0.amount))
        }
        let bodies = parts.byOrganisation.filter { $0.organisation != nil }.map {
            Line(title: $0.name, text: text($0.amount))
        }
        return [("figure.byCode", codes), ("figure.bySide", sides), ("figure.byOrganisation", bodies)]
            .filter { !$0.1.isEmpty }.map { Self(title: phrases($0.0), lines: $0.1) }
    }
}
