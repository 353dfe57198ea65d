// SPDX-License-Identifier: Apache-2.0

/// The numbers with which the schemes go on in a text that begins in the middle of a document: a page of a longer one,
/// or an excerpt. Empty for a text whose topmost scheme begins at one.
func resumedNumbers(_ source: Scalars, _ lines: ContiguousArray<SourceLine>) -> [Marker.Scheme: Int] {
    var first: [Marker.Scheme: Int] = [:]
    var last: [Marker.Scheme: Int] = [:]
    var goesOn: Set<Marker.Scheme> = []
    for line in lines where !line.isFurniture {
        guard let marker = readMarker(source, line.range), marker.scheme <= .pointHalfParenthesis else { continue }
        if let before = last[marker.scheme] {
            // The second number tells: it is the next, or the first of another list.
            if before == first[marker.scheme], marker.number == before + 1 || marker.number == 1 {
                goesOn.insert(marker.scheme)
            }
        } else {
            first[marker.scheme] = marker.number
        }
        last[marker.scheme] = marker.number
    }
    guard let top = first.keys.min(), first[top] != 1, goesOn.contains(top) || first.count > 1 else { return [:] }
    // A number that stands alone is one of a sentence, but for those that number nothing else.
    return first.filter { $0.value > 1 && (goesOn.contains($0.key) || $0.key <= .parenthesis) }
}
