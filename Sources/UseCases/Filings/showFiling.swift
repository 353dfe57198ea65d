// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import SQLCore
import Storage

extension UseCases {
    /// So many earlier periods stand beside a field.
    static let earlierPeriods = 12

    /// A filing with all that the program knows beside it. Throws notFound.
    package func filing(_ caller: Caller, id: String) async throws -> FilingDetail {
        try await database.read { connection in
            let desk = try findFiling(id, caller, connection)
            return try detail(desk, caller)
        }
    }

    func detail(_ desk: FilingDesk, _ caller: Caller) throws -> FilingDetail {
        let (filing, connection) = (desk.filing, desk.connection)
        let sheet = try FilingSheet(desk)
        let parts = desk.parts(caller)
        // What an office and its body say to each other on the way is theirs.
        let isInside = !loopParts(
            caller, side: filing.side, organisation: filing.organisation, in: desk.scope
        ).isDisjoint(with: [.unit, .office])
        let mayWrite =
            !parts.isDisjoint(with: [.unit, .office])
            && Filing.table.line(filing.state, .write, desk.facts) != nil
        let isOpen = try openPlaces(desk, sheet)
        let queries = FilingAnswerQueries(connection)
        let remarks = filing.isBeingMended ? try queries.remarks(of: filing.id) : []
        let earlier = try earlier(of: sheet, desk)
        let disputed = try lines(
            of: ItemDifferenceQueries(connection).all(of: desk.cycle.id).filter(\.ticket.isOpen), connection)
        func boxes(_ leg: Identifier<WorkLeg>?) -> [FilingDetail.Box] {
            sheet.places.filter { $0.place.leg == leg }.map { place, field in
                let text = sheet.answers[place] ?? ""
                return FilingDetail.Box(
                    place: place, field: field, text: text,
                    failure: text.isEmpty ? nil : sheet.reading(text, field, at: place).failure,
                    remark: remarks.first { $0.place == place }, earlier: earlier[place] ?? [],
                    difference: disputed.first { $0.stands(at: place, of: filing) },
                    isOpen: mayWrite && isOpen(place))
            }
        }
        return FilingDetail(
            filing: filing, cycle: desk.cycle, form: desk.form, pairing: desk.pairing,
            lines: sheet.lines.compactMap { line -> FilingDetail.Line? in
                guard let leg = sheet.legs[line.leg]?.leg, let item = sheet.items[leg.item]?.item else { return nil }
                return FilingDetail.Line(
                    leg: leg, item: item, milestones: sheet.nodes(of: leg.id), boxes: boxes(leg.id))
            }, body: boxes(nil), figures: try registerFigures(desk, caller), missing: sheet.gaps.count,
            papers: try queries.papers(of: filing.id),
            corrections: try queries.corrections(of: filing.id),
            steps: try ChainQueries<Filing>(connection).all(of: filing.id).map {
                .init(
                    step: $0.step, part: $0.part, at: $0.at, by: $0.by.name, note: isInside ? $0.note : nil)
            },
            offers: Filing.table.offers(filing.state, by: parts, desk.facts) { step in
                step == .accept && filing.submitter?.account != nil && filing.submitter?.account == caller.userID
            }.filter { $0.step != Filing.Step.write.rawValue && $0.step != Filing.Step.correct.rawValue },
            mayWrite: mayWrite, mayCheck: parts.contains(.office),
            mayAddPaper: parts.contains(.office) && mayWrite,
            isLate: filing.isLate(due: desk.cycle.due, today: surroundings.now().day))
    }

    /// What the fields held before, through the shares of earlier years that these continue.
    private func earlier(
        of sheet: FilingSheet, _ desk: FilingDesk
    ) throws -> [FilingPlace: [FilingDetail.Earlier]] {
        guard let last = desk.cycle.period.days?.upperBound else { return [:] }
        let queries = FilingAnswerQueries(desk.connection)
        // Which of the filing's shares an earlier one leads to.
        var heirs = Dictionary(sheet.lines.map { ($0.leg, $0.leg) }, uniquingKeysWith: { first, _ in first })
        var generation = sheet.lines.map(\.leg)
        for _ in 0..<3 where !generation.isEmpty {
            let before = try queries.ancestors(of: generation).filter { heirs[$0.leg] == nil }
            for (leg, heir) in before { heirs[leg] = heirs[heir] ?? heir }
            generation = before.map(\.leg)
        }
        var found: [FilingPlace: [FilingDetail.Earlier]] = [:]
        for answer in try queries.earlier(heirs.keys.sorted(), desk.form.key, before: last) {
            let place = FilingPlace(leg: heirs[answer.leg], field: answer.field)
            guard found[place, default: []].count < Self.earlierPeriods else { continue }
            found[place, default: []].append(.init(period: answer.period, text: answer.text))
        }
        return found
    }
}
