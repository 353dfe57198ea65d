// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import Foundation
import SQLCore
import Storage

@testable import UseCases

extension MatrixBuilder {
    /// A cycle of the list that both cities agreed to, with a paper in what this side's body hands in.
    func addFilings(to place: inout MatrixPlace) async throws {
        let (pairing, body) = (place.pairing, place.body)
        guard let form = useCases.surroundings.forms.forms.first,
            let period = Period("\(2025 + place.relation.rawValue)Q1")
        else { throw TestSite.Missing("form") }
        let (cycle, filings) = try await useCases.write { connection in
            let day = useCases.surroundings.now().day
            let cycle = try useCases.createCycle(
                pairing, CycleOrder(form: form, period: period, due: day, closes: day), by: nil, connection)
            return (cycle, try FilingQueries(connection).all(of: cycle.id))
        }
        guard let filing = filings.first(where: { $0.organisation?.text == body }) else {
            throw TestSite.Missing("filing")
        }
        (place.cycle, place.filing) = (cycle.id.text, filing.id.text)
        let keeper = try await officer("keeper-\(place.relation.rawValue)")
        let paper = URL(filePath: useCases.surroundings.dataFolder)
            .appending(path: "paper-\(place.relation.rawValue).txt")
        try Data("Paper".utf8).write(to: paper)
        try await useCases.addFilingPaper(keeper, id: place.filing, path: paper.path(), fileName: "paper.txt")
        place.itemDifference = try await addDifference(cycle, filings)
        place.filingPaper = try await useCases.filing(keeper, id: place.filing).papers.first?.hash ?? ""
    }

    /// A ticket as it would be opened if both cities had reported on an item.
    private func addDifference(_ cycle: FilingCycle, _ filings: [Filing]) async throws -> String {
        try await useCases.database.write { connection in
            guard
                let leg = try filings.compactMap({ filing in
                    try FilingAnswerQueries(connection).lines(of: filing.id).first?.leg
                }).first
            else { throw TestSite.Missing("line") }
            func report(_ side: Side) throws -> ItemDifference.Report {
                if let filing = filings.first(where: { $0.side == side }) {
                    return .init(filing: filing.id, leg: leg, unit: filing.unit, at: cycle.openedAt)
                }
                let filing = Filing(
                    id: useCases.surroundings.identifier(), cycle: cycle.id, pairing: cycle.pairing, side: side,
                    organisation: nil, unit: "Office")
                try FilingQueries(connection).insert([filing])
                return .init(filing: filing.id, leg: leg, unit: filing.unit, at: cycle.openedAt)
            }
            let (oldArea, eastern) = (try report(.oldArea), try report(.eastern))
            guard let share = try WorkLegQueries(connection).find(leg) else { throw TestSite.Missing("leg") }
            let ticket = Difference(
                id: useCases.surroundings.identifier(), entry: nil, field: "progress", oldArea: .number(40),
                eastern: .number(60), openedAt: cycle.openedAt, openedBy: "Office")
            try ItemDifferenceQueries(connection).insert(
                ItemDifference(
                    ticket: ticket, item: share.leg.item, cycle: cycle.id, pairing: cycle.pairing, oldArea: oldArea,
                    eastern: eastern))
            return ticket.id.text
        }
    }
}
