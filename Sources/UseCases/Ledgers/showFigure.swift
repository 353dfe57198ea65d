// SPDX-License-Identifier: Apache-2.0
package import Domain
import LedgerEngine
import SQLCore
import Storage

/// A figure with the rows that it is made of.
package struct FigureDetail: Sendable {
    package let ledger: Ledger
    package let indicator: Indicator
    package let figure: IndicatorFigure
    package let pairing: Pairing
    /// Rows that count, each with what it adds, in the order of their days, newest first; some of them.
    package let rows: [(entry: EntryListing, amount: Int64)]
    package let next: String?
    /// The figure by the values of its breakdown, by side, and by body.
    package let parts: FigureParts
    /// What moved it since its period was closed, newest first.
    package let corrections: [PeriodCorrection]
}

/// A figure divided.
package struct FigureParts: Sendable {
    package let bySide: [(side: Side, amount: Int64)]
    package let byOrganisation: [(organisation: Identifier<Organisation>?, name: String, amount: Int64)]
    /// The stored code (nil: rows without one), its name, and what it comes to.
    package let byCode: [(code: String?, name: String, amount: Int64)]
}

extension UseCases {
    /// A figure opened to its rows. Throws notFound; of a ratio the rows are those of the figure that is divided.
    package func showFigure(
        _ caller: Caller, indicator key: String, pairing code: String, _ period: Period, after: String? = nil,
        limit: Int = 50, language: Language = .chinese
    ) async throws -> FigureDetail {
        guard let (ledger, indicator) = surroundings.ledgers.definition(ofIndicator: key) else {
            throw UseCaseError("indicator", .notFound)
        }
        return try await database.read { connection in
            let desk = try desk(ledger, pairing: code, caller, connection)
            guard let figure = try figures([key], [desk.pairing.id], [period], connection).first else {
                throw UseCaseError("indicator", .notFound)
            }
            let names = LedgerNames(
                connection, surroundings.ledgers, desk.cipher, pairing: desk.pairing, language: language)
            var counted = indicator
            if case .ratio(let part, _) = indicator.formula,
                let found = surroundings.ledgers.definition(ofIndicator: part)
            {
                counted = found.indicator
            }
            let list = "figure.\(key).\(code).\(period)"
            let start = try after.map { text in
                let mark = try PageMark(text, list: list, secret: surroundings.signingSecret)
                guard let position = EntryPosition(texts: mark.values) else { throw PageMark.unreadable }
                return position
            }
            let (rows, next) = try rows(of: counted, period, desk, after: start, limit: pageLength(limit))
            let page = try rows.map { row, amount in
                (entry: try listing(row, desk.pairing, desk.ledger, names, language), amount: amount)
            }
            return FigureDetail(
                ledger: ledger, indicator: indicator, figure: figure, pairing: desk.pairing, rows: page,
                next: next.map {
                    PageMark(list: list, values: $0.texts).text(secret: surroundings.signingSecret)
                }, parts: try parts(of: counted, period, desk, names, language),
                corrections: figure.closed == nil || figure.closed?.amount == figure.amount
                    ? [] : try corrections(of: indicator, period, desk, language))
        }
    }

    /// The corrections that moved an indicator; of a ratio those of both its parts.
    private func corrections(
        of indicator: Indicator, _ period: Period, _ desk: LedgerDesk, _ language: Language
    ) throws -> [PeriodCorrection] {
        var keys: Set<String> = [indicator.key]
        if case .ratio(let part, let whole) = indicator.formula { keys = [part, whole] }
        let ledgers = Set(keys.compactMap { surroundings.ledgers.definition(ofIndicator: $0)?.ledger.key })
        return try ledgers.sorted().flatMap { ledger in
            try corrections(of: period, desk.pairing, desk.connection, language, ledger: ledger)
        }.filter { correction in correction.moved.contains { keys.contains($0.indicator.key) } }
    }

    /// The rows that count in a period, each with what it adds there. A register is walked by its own day; a figure that
    /// is dated by another looks at every row of the book, some thousands for one page at most.
    private func rows(
        of indicator: Indicator, _ period: Period, _ desk: LedgerDesk, after: EntryPosition?, limit: Int
    ) throws -> (rows: [(OpenEntry, Int64)], next: EntryPosition?) {
        guard let book = try BookQueries(desk.connection).find(indicator.ledger, desk.pairing.id) else {
            return ([], nil)
        }
        var filter = SlotFilter(books: [book.number])
        if case .ledgerDate? = indicator.formula.selection?.dating, let days = period.days {
            let from: SlotValue? = indicator.window == .flow ? .number(days.lowerBound.dayNumber) : nil
            filter.conditions = [.init(nil, .within(from: from, to: .number(days.upperBound.dayNumber)))]
        }
        let queries = EntryPageQueries(desk.connection)
        var (found, position, scanned): ([(OpenEntry, Int64)], EntryPosition?, Int) = ([], after, 0)
        while scanned < EntrySearch.mostScanned {
            let places = try queries.places(
                filter, EntryOrder(slot: nil, isDescending: true), after: position, limit: 500)
            let steps =
                desk.ledger.stages == nil
                ? [:] : try StageStepQueries(desk.connection).all(of: places.map(\.record.id))
            for (record, place) in places {
                let entry = desk.open(record)
                let amount = desk.parts(of: entry, steps[record.id] ?? [])
                    .filter { $0.indicator == indicator.key && indicator.window.counts($0.month, in: period) }
                    .map(\.amount)
                if !amount.isEmpty, indicator.window != .stock || amount.reduce(0, +) != 0 {
                    if found.count == limit { return (found, position) }
                    found.append((entry, amount.reduce(0, +)))
                }
                position = place
            }
            scanned += places.count
            if places.count < 500 { return (found, nil) }
        }
        return (found, position)
    }

    private func parts(
        of indicator: Indicator, _ period: Period, _ desk: LedgerDesk, _ names: LedgerNames, _ language: Language
    ) throws -> FigureParts {
        guard let book = try BookQueries(desk.connection).find(indicator.ledger, desk.pairing.id) else {
            return FigureParts(bySide: [], byOrganisation: [], byCode: [])
        }
        let queries = IndicatorQueries(desk.connection)
        func read(_ part: IndicatorQueries.Part) throws -> [(String, Int64)] {
            try queries.parts(part, of: indicator, in: book, period).map { ($0.part, $0.sum.amount) }
                .filter { $0.1 != 0 }
        }
        let field = indicator.formula.selection?.breakdown.flatMap { desk.ledger.field($0) }
        return FigureParts(
            bySide: try read(.side).compactMap { part, amount in Side(rawValue: part).map { ($0, amount) } },
            byOrganisation: try read(.organisation).map { part, amount in
                let id = Identifier<Organisation>(part)
                let name = id.flatMap { names.directory.name(.organisation, $0.text, language) }
                return (id, name ?? "", amount)
            },
            byCode: field == nil
                ? []
                : try read(.code).map { part, amount in
                    if part == IndicatorPlace.none { return (nil, "", amount) }
                    let value = field?.isNumber == true ? Int64(part).map { FieldValue.number($0) } : .text(part)
                    let name = value.flatMap { field?.screenText($0, language, names.directory) }
                    return (part, name ?? part, amount)
                })
    }
}

extension IndicatorQueries {
    /// The figures of the parts of an indicator in a register of one pairing over a period.
    func parts(
        _ part: Part, of indicator: Indicator, in book: PairingLedger, _ period: Period
    ) throws -> [(part: String, sum: IndicatorSum)] {
        let isDistinct = indicator.formula.isDistinct
        let isFlow = indicator.window == .flow
        let question = Question(
            indicators: [indicator.key], books: [book.number],
            grain: isDistinct && isFlow ? period.length.rawValue : 1,
            first: isFlow ? Int(period.firstMonth) : nil, last: Int(period.lastMonth))
        return try parts(part, question, isDistinct: isDistinct).map { ($0.part, $0.sum) }
    }
}
