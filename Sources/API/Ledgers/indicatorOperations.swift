// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import LedgerEngine
import UseCases

/// An indicator with its register, in one language.
struct IndicatorLine: Sendable {
    let indicator: Indicator
    let ledger: Ledger
    let definition: [String]
    let language: Language
}

let indicatorShape = Shape<IndicatorLine>(
    "Indicator",
    [
        .text("key") { $0.indicator.key }, .text("ledger") { $0.ledger.key },
        .text("title") { $0.indicator.title[$0.language] }, .text("unit") { $0.indicator.unit },
        .word("window") { $0.indicator.window }, .texts("definition") { $0.definition },
        .optionalText("note") { $0.indicator.note?[$0.language] }, .count("version") { $0.ledger.version },
        .init("validFrom", .day) { .text($0.ledger.validFrom.description) },
    ])

/// A figure with what it needs to be printed.
struct FigureLine: Sendable {
    let figure: IndicatorFigure
    let pairing: String
}

/// Amounts are whole numbers: fen of money, millionths of quantities, hundredths of a percent of ratios, else the count.
let indicatorFigureShape = Shape<FigureLine>(
    "IndicatorFigure",
    [
        .text("pairing") { $0.pairing }, .text("period") { $0.figure.period.description },
        .init("amount", Schema(.whole(Int.min...Int.max)).nullable) { .optional($0.figure.amount.map { Int($0) }) },
        .init("entries", .whole(Int.min...Int.max)) { .whole(Int($0.figure.entries)) },
        .init("disputed", .whole(Int.min...Int.max)) { .whole(Int($0.figure.disputed)) },
        .flag("isToBeVerified") { $0.figure.disputed > 0 }, .flag("isClosed") { $0.figure.closed != nil },
        .init("closedAmount", Schema(.whole(Int.min...Int.max)).nullable) {
            .optional($0.figure.closed?.amount.map { Int($0) })
        },
        .optionalMoment("closedAt") { $0.figure.closed?.at },
    ])

private let figureRowShape = Shape<(entry: EntryListing, amount: Int64, ledger: Ledger)>(
    "FigureRow",
    [
        .part("entry", entryShape) { EntryLine(entry: $0.entry, ledger: $0.ledger) },
        .init("amount", .whole(Int.min...Int.max)) { .whole(Int($0.amount)) },
    ])

extension APIOperation {
    var indicatorDeclaration: Declaration {
        switch self {
        case .listIndicators: .list("/api/v1/indicators", .readLedger, indicatorShape.schema)
        case .showIndicator:
            .get(
                "/api/v1/indicators/{indicator}", .readLedger,
                .object(
                    Schema.object(
                        .init("indicator", indicatorShape.schema), .init("figures", .list(indicatorFigureShape.schema))
                    )
                    .named("IndicatorFigures")),
                query: [
                    .init(name: "pairing", schema: .pairingCode),
                    .init(name: "period", schema: Schema(.text(4...500, .periods)).example("2026Q1,2026Q2")),
                ])
        default:
            .list("/api/v1/indicators/{indicator}/{code}/{period}", .readLedger, figureRowShape.schema)
        }
    }
}

private func line(_ call: Call, _ ledger: Ledger, _ indicator: Indicator) throws -> IndicatorLine {
    let lists = try call.useCases.definition(ledger.key).codeLists
    let words = IndicatorWords(ledger, codeLists: lists, messages: call.site.messages, language: call.language)
    return IndicatorLine(
        indicator: indicator, ledger: ledger, definition: words.sentences(indicator), language: call.language)
}

/// The dictionary of indicators.
func listIndicators(_ call: Call) async throws -> Reply {
    let lines = try await call.useCases.ledgers(call.caller).map(\.ledger).flatMap { ledger in
        try ledger.indicators.map { try line(call, ledger, $0) }
    }
    return try await answerList(call, indicatorShape) { after, _ in
        guard after == nil else { throw Problem.unknownCursor }
        return Page(items: lines, next: nil)
    }
}

/// The figures of an indicator for pairings and periods, with its definition.
func showIndicator(_ call: Call) async throws -> Reply {
    guard let (ledger, indicator) = call.useCases.surroundings.ledgers.definition(ofIndicator: call.value("indicator"))
    else {
        throw UseCaseError("indicator", .notFound)
    }
    let periods = try (call.text("period") ?? "").split(separator: ",").map { text in
        guard let period = Period(String(text)) else {
            throw Problem(misfits: [Misfit(pointer: "period", message: "field.period")])
        }
        return period
    }
    let asked = periods.isEmpty ? [Period(.quarter, holding: call.useCases.surroundings.now().day)] : periods
    let detail = try await call.useCases.ledger(call.caller, key: ledger.key)
    let codes = Dictionary(
        detail.pairings.map { ($0.pairing.id, $0.pairing.code) }, uniquingKeysWith: { first, _ in first })
    let figures = try await call.useCases.readIndicators(
        call.caller, [indicator.key], pairings: call.text("pairing").map { [$0] }, periods: asked)
    return .json([
        "indicator": indicatorShape.json(try line(call, ledger, indicator)),
        "figures": indicatorFigureShape.list(figures.map { FigureLine(figure: $0, pairing: codes[$0.pairing] ?? "") }),
    ])
}

/// The rows behind one figure, each with what it adds.
func showFigure(_ call: Call) async throws -> Reply {
    guard let period = Period(call.value("period")) else { throw UseCaseError("period", .notFound) }
    let (useCases, caller) = (call.useCases, try call.caller)
    let (indicator, code, language) = (call.value("indicator"), call.value("code"), call.language)
    return try await answerList(call, figureRowShape) { after, limit in
        let detail = try await useCases.showFigure(
            caller, indicator: indicator, pairing: code, period, after: after, limit: limit, language: language)
        return Page(
            items: detail.rows.map { (entry: $0.entry, amount: $0.amount, ledger: detail.ledger) }, next: detail.next)
    }
}
