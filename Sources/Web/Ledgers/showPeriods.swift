// SPDX-License-Identifier: Apache-2.0
import Domain
import FormData
import Hummingbird
import UseCases

/// Shows the closed periods of a pairing, and those that can be closed.
func showPeriods(_ visit: Visit) async throws -> Response {
    let found = try await visit.useCases.periods(try visit.caller, pairing: try visit.value("code"))
    let code = found.pairing.code
    let asked = visit.query.optional("period")
    if let period = asked.flatMap({ Period($0) }) {
        return .seeOther(Address.period.path(code, period.description))
    }
    return try visit.show(
        PeriodsPage(
            code: code, pairingLabel: found.pairing.label(in: visit.language), mayClose: found.mayClose,
            closed: found.closed.map { closed, corrections in
                .init(
                    path: Address.period.path(code, closed.key), period: closed.key, by: closed.closedBy,
                    at: closed.closedAt.minuteText, corrections: corrections == 0 ? nil : String(corrections))
            },
            open: found.open.map {
                Choice(value: Address.period.path(code, $0.description), label: $0.description, isChosen: false)
            }, unreadable: asked))
}

/// Shows one period of a pairing: before it is closed what closing means, afterwards what was corrected.
func showPeriod(_ visit: Visit) async throws -> Response {
    let detail = try await visit.useCases.period(
        try visit.caller, pairing: try visit.value("code"), try visit.period, language: visit.language)
    return try visit.show(PeriodWriter(detail: detail, phrases: visit.phrases).page())
}

/// Takes down the figures of a period.
func closePeriod(_ visit: Visit) async throws -> Response {
    let (code, period) = (try visit.value("code"), try visit.period)
    try await visit.useCases.closePeriod(try visit.caller, pairing: code, period)
    return visit.goOn(to: Address.period.path(code, period.description), notice: "periodClosed")
}

extension Visit {
    /// The period of the address. Throws notFound.
    fileprivate var period: Period {
        get throws {
            guard let period = Period(try value("period")) else { throw UseCaseError("period", .notFound) }
            return period
        }
    }
}

private struct PeriodWriter {
    let detail: PeriodDetail
    let phrases: Phrases

    private var code: String { detail.pairing.code }
    /// So many corrections are listed at most.
    private static let most = 200

    func page() -> PeriodPage {
        var groups: [PeriodPage.Group] = []
        for (ledger, some) in detail.figures.chunked(by: \.ledger.key) {
            guard let first = some.first else { continue }
            groups.append(.init(key: ledger, title: first.ledger.title[phrases.language], lines: some.map(figure)))
        }
        return PeriodPage(
            code: code, pairingLabel: detail.pairing.label(in: phrases.language), period: detail.period.description,
            closed: detail.closed.map {
                phrases("period.closedBy", ["name": $0.closedBy, "time": $0.closedAt.minuteText])
            }, isOpen: detail.closed == nil, isOver: detail.isOver, mayClose: detail.mayClose && detail.isOver,
            unverified: detail.unverified.flatMap(unverified), moved: detail.moved.map(figure),
            corrections: detail.corrections.map { CorrectionView($0, detail.pairing, detail.period, phrases) },
            groups: groups, tooMany: detail.corrections.count >= Self.most)
    }

    private func unverified(_ rows: UnverifiedRows) -> [PeriodPage.Unverified] {
        [("entered", rows.entered), ("disputed", rows.disputed)].filter { $0.1 > 0 }.map { state, count in
            let query =
                "?pairing=\(code.percentEncodedPart)&period=\(detail.period.description)&state=\(state)"
            return .init(
                path: Address.ledger.path(rows.ledger.key) + query,
                text: phrases(
                    "period.unverified." + state,
                    ["ledger": rows.ledger.title[phrases.language], "count": String(count)]))
        }
    }

    private func figure(
        _ line: (ledger: Ledger, indicator: Indicator, figure: IndicatorFigure)
    ) -> PeriodPage.Figure {
        let (ledger, indicator, figure) = line
        func text(_ amount: Int64?) -> String { figureText(amount, indicator, ledger, phrases.language) }
        var change: String?
        if let closed = figure.closed, closed.amount != figure.amount {
            change = phrases("period.changed")
            if let then = closed.amount, let now = figure.amount {
                change = signedText(now - then, indicator, ledger, phrases.language)
            }
        }
        return PeriodPage.Figure(
            title: indicator.title[phrases.language], path: figurePath(indicator.key, code, detail.period),
            unit: figureUnitText(indicator, ledger), then: figure.closed.map { text($0.amount) },
            now: text(figure.amount), change: change,
            isToVerify: figure.disputed > 0 || (figure.closed?.disputed ?? 0) > 0)
    }
}

extension CorrectionView {
    init(_ correction: PeriodCorrection, _ pairing: Pairing, _ period: Period, _ phrases: Phrases) {
        let ledger = correction.ledger
        self.init(
            path: Address.entry.path(correction.entry.id.text), name: correction.entry.name(ledger),
            ledger: ledger.title[phrases.language] + " #" + String(correction.entry.number),
            change: EntryDetailPage.Change(correction.change, ledger, phrases),
            moved: correction.moved.map { indicator, by in
                let title = indicator.title[phrases.language]
                let unit = figureUnitText(indicator, ledger)
                let text = by.map {
                    title + phrases("grid.colon") + signedText($0, indicator, ledger, phrases.language)
                        + (unit.isEmpty ? "" : " " + unit)
                }
                return Moved(path: figurePath(indicator.key, pairing.code, period), text: text ?? title)
            })
    }
}

/// A difference of a figure, with its sign.
private func signedText(_ amount: Int64, _ indicator: Indicator, _ ledger: Ledger, _ language: Language) -> String {
    (amount > 0 ? "+" : "") + figureText(amount, indicator, ledger, language)
}

/// The unit behind a figure; none of money and ratios, which are printed with theirs.
func figureUnitText(_ indicator: Indicator, _ ledger: Ledger) -> String {
    switch indicator.formula {
    case .ratio: ""
    case .sum(let field, _) where ledger.field(field)?.kind == .money: ""
    default: indicator.unit
    }
}

extension Array {
    /// Neighbours of the same key together, in their order.
    fileprivate func chunked<Key: Equatable>(by key: (Element) -> Key) -> [(Key, [Element])] {
        var chunks: [(Key, [Element])] = []
        for element in self {
            if chunks.last?.0 == key(element) {
                chunks[chunks.count - 1].1.append(element)
            } else {
                chunks.append((key(element), [element]))
            }
        }
        return chunks
    }
}
