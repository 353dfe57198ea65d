// SPDX-License-Identifier: Apache-2.0

/// The places of a text where a sentence says that something was issued, by the words that follow: looked up once for
/// every part of a file, however many it has.
struct IssuedTitles: Sendable {
    /// So many scalars tell the titles of documents apart well enough; the rest is compared.
    private static let keyLength = 6
    private var places: [[UInt32]: [(issued: Range<Int>, title: Int)]] = [:]

    init(_ scalars: Scalars) {
        for match in MetadataGrammar.issued.all(in: scalars, 0..<scalars.count) {
            var at = match.range.upperBound
            while at < scalars.count, scalars[at].is(.quote) { at += 1 }
            guard at + Self.keyLength <= scalars.count else { continue }
            places[Self.key(scalars[at..<(at + Self.keyLength)]), default: []].append((match.range, at))
        }
    }

    /// The words for "issued" before each place where a title stands, in the order of the text.
    func words(before title: String, in scalars: Scalars) -> [Range<Int>] {
        let letters = Scalars(title.unicodeScalars.map { $0.value.folded })
        guard letters.count >= Self.keyLength else { return [] }
        return places[Self.key(letters.prefix(Self.keyLength)), default: []].filter { place in
            place.title + letters.count <= scalars.count
                && letters.indices.allSatisfy { scalars[place.title + $0].folded == letters[$0] }
        }.map(\.issued)
    }

    private static func key(_ scalars: Scalars.SubSequence) -> [UInt32] { scalars.map(\.folded) }
}
