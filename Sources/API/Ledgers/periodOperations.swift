// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import UseCases

private let closedPeriodShape = Shape<(pairing: String, period: ClosedPeriod, corrections: Int)>(
    "ClosedPeriod",
    [
        .text("pairing") { $0.pairing }, .text("period") { $0.period.key },
        .moment("closedAt") { $0.period.closedAt }, .text("closedBy") { $0.period.closedBy },
        .count("corrections") { $0.corrections },
    ])

private let anyWhole = Schema(.whole(Int.min...Int.max))

private let periodFigureShape = Shape<IndicatorFigure>(
    "PeriodFigure",
    [
        .text("indicator") { $0.indicator },
        .init("amount", anyWhole.nullable) { .optional($0.amount.map { Int($0) }) },
        .init("closedAmount", anyWhole.nullable) { .optional($0.closed?.amount.map { Int($0) }) },
        .init("entries", anyWhole) { .whole(Int($0.entries)) },
        .init("disputed", anyWhole) { .whole(Int($0.disputed)) },
        .init("closedDisputed", anyWhole.nullable) { .optional($0.closed.map { Int($0.disputed) }) },
    ])

private let unverifiedShape = Shape<UnverifiedRows>(
    "UnverifiedRows",
    [.text("ledger") { $0.ledger.key }, .count("entered") { $0.entered }, .count("disputed") { $0.disputed }])

private let movedShape = Shape<(indicator: Indicator, by: Int64?)>(
    "MovedFigure",
    [
        .text("indicator") { $0.indicator.key }, .init("by", anyWhole.nullable) { .optional($0.by.map { Int($0) }) },
    ])

private let correctionShape = Shape<PeriodCorrection>(
    "PeriodCorrection",
    [
        .part("entry", entryShape) { EntryLine(entry: $0.entry, ledger: $0.ledger) },
        .part("change", entryChangeShape) { $0.change }, .parts("moved", movedShape) { $0.moved },
    ])

private let periodShape = Shape<PeriodDetail>(
    "PeriodDetail",
    [
        .text("pairing") { $0.pairing.code }, .text("period") { $0.period.description },
        .optionalMoment("closedAt") { $0.closed?.closedAt }, .optionalText("closedBy") { $0.closed?.closedBy },
        .flag("isOver") { $0.isOver }, .flag("mayClose") { $0.mayClose },
        .parts("figures", periodFigureShape) { $0.figures.map(\.figure) },
        .parts("unverified", unverifiedShape) { $0.unverified },
        .parts("corrections", correctionShape) { $0.corrections },
    ])

extension APIOperation {
    var periodDeclaration: Declaration {
        let list = "/api/v1/pairings/{code}/periods"
        return switch self {
        case .listPeriods: .list(list, .readLedger, closedPeriodShape.schema)
        case .showPeriod: .get(list + "/{period}", .readLedger, .object(periodShape.schema))
        default: .act(.post, list + "/{period}", .closeLedgerPeriod, .object(periodShape.schema))
        }
    }
}

/// The closed periods of a pairing.
func listPeriods(_ call: Call) async throws -> Reply {
    let code = call.value("code")
    let found = try await call.useCases.periods(call.caller, pairing: code)
    let lines = found.closed.map { (pairing: code, period: $0.period, corrections: $0.corrections) }
    return try await answerList(call, closedPeriodShape) { after, _ in
        guard after == nil else { throw Problem.unknownCursor }
        return Page(items: lines, next: nil)
    }
}

/// One period of a pairing, closed or not.
func showPeriod(_ call: Call) async throws -> Reply {
    guard let period = Period(call.value("period")) else { throw UseCaseError("period", .notFound) }
    let detail = try await call.useCases.period(
        call.caller, pairing: call.value("code"), period, language: call.language)
    return .json(periodShape.json(detail))
}

/// Takes down the figures of a period.
func closePeriod(_ call: Call) async throws -> Reply {
    guard let period = Period(call.value("period")) else { throw UseCaseError("period", .notFound) }
    try await call.useCases.closePeriod(call.caller, pairing: call.value("code"), period)
    return try await showPeriod(call)
}
