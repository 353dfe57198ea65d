// SPDX-License-Identifier: Apache-2.0

/// A city by its full name as printed and without the word for city.
struct CityName: Equatable {
    let full: Scalars
    let short: Scalars

    init(_ full: Scalars) {
        self.full = full
        let suffix = PlaceGrammar.cities.suffix(of: full, full.startIndex..<full.endIndex)
        short = suffix.map { Scalars(full[..<$0.range.lowerBound]) } ?? full
    }

    var text: String { String(text: full) }
}
