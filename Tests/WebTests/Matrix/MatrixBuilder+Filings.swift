// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import Foundation
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
        place.filingPaper = try await useCases.filing(keeper, id: place.filing).papers.first?.hash ?? ""
    }
}
