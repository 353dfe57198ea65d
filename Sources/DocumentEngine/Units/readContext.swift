// SPDX-License-Identifier: Apache-2.0
import Domain

/// Reads the pairs of a document, and from them what its units without a city mean.
func readContext(_ head: DocumentHead, _ document: inout DraftDocument) -> UnitContext {
    let reader = PairReader(text: head.text, paragraphs: head.paragraphs, part: head.part)
    let titles = [document.title, document.noticeTitle].compactMap(\.self)
    let (pairs, cities) = reader.read(titles: titles)
    document.pairs = pairs
    document.districtPairs = reader.readDistrictPairs(cities)
    var context = UnitContext()
    context.cities = cities
    let issuing = cities.indices.filter { index in
        document.issuers.contains { issuer in
            WordSet([cities[index].text]).prefix(of: Scalars(text: issuer), 0..<Scalars(text: issuer).count) != nil
        }
    }
    context.isOneSided = issuing.count == 1 && document.issuers.count == 1
    context.defaultCities = context.isOneSided ? issuing : Array(cities.indices)
    for pair in document.districtPairs where cities.count == 2 {
        context.districts.append((Scalars(text: pair.oldArea), 0))
        context.districts.append((Scalars(text: pair.eastern), 1))
    }
    context.firstLeads = setsLeadRule(head)
    return context
}

/// Does a sentence anywhere in the document say that the first unit of a list leads?
private func setsLeadRule(_ head: DocumentHead) -> Bool {
    head.part.contains { index in
        let range = head.paragraphs[index].range
        guard let first = UnitGrammar.firstWord(head.scalars, range) else { return false }
        return UnitGrammar.firstLeads(head.scalars, first.lowerBound..<min(range.upperBound, first.upperBound + 12))
    }
}
