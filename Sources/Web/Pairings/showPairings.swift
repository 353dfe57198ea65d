// SPDX-License-Identifier: Apache-2.0
import Domain
import Hummingbird
import UseCases

/// Shows the directory. The filter works on the server too, so that it needs no script.
func showPairings(_ visit: Visit) async throws -> Response {
    let all = try await visit.useCases.pairings(try visit.caller)
    return try visit.show(PairingsPage(all, filter: visit.query["q"], visit.phrases))
}

extension PairingsPage {
    init(_ all: [PairingListing], filter: String, _ phrases: Phrases) {
        let national = all.filter { $0.pairing.region != nil }
        let cities = Set(national.flatMap { [$0.pairing.oldArea.division, $0.pairing.eastern.division] })
        let wanted = filter.lowercased()
        var regions: [String] = []
        var lines: [String: [Line]] = [:]
        var others: [Line] = []
        for listing in all {
            let line = Line(listing, phrases)
            guard wanted.isEmpty || line.words.contains(wanted) else { continue }
            guard let region = listing.pairing.region else {
                others.append(line)
                continue
            }
            if lines[region] == nil { regions.append(region) }
            lines[region, default: []].append(line)
        }
        self.init(
            pairCount: national.count, cityCount: cities.count,
            oneProvinceCount: national.count { $0.pairing.isWithinOneProvince }, filter: filter,
            groups: regions.map { Group(region: phrases.region($0), lines: lines[$0] ?? []) },
            others: others)
    }
}

extension PairingsPage.Line {
    init(_ listing: PairingListing, _ phrases: Phrases) {
        let pairing = listing.pairing
        let parties = [pairing.oldArea, pairing.eastern]
        let provinces = [listing.oldAreaProvince, listing.easternProvince]
        let words = parties.flatMap { [$0.name, $0.romanised] } + provinces.flatMap { [$0.name, $0.romanised] }
        self.init(
            code: pairing.code, oldArea: pairing.oldArea.label(in: phrases.language),
            oldAreaProvince: listing.oldAreaProvince.label(in: phrases.language),
            eastern: pairing.eastern.label(in: phrases.language),
            easternProvince: listing.easternProvince.label(in: phrases.language),
            kind: phrases("pairing.kind." + pairing.kind.rawValue), term: pairing.term.text,
            isWithinOneProvince: pairing.isWithinOneProvince,
            taskCount: listing.taskCount.flatMap { $0 > 0 ? $0 : nil },
            words: (words + [pairing.code, pairing.region ?? ""]).joined(separator: " ").lowercased())
    }
}

extension YearSpan {
    /// `2022–2026`
    var text: String { String(from) + "–" + String(to) }
}
