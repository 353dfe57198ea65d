// SPDX-License-Identifier: Apache-2.0

/// The number with which a heading begins.
struct Marker: Equatable {
    /// The schemes in which headings are numbered, from the one that usually stands highest.
    enum Scheme: Int8, CaseIterable, Comparable {
        case volume, chapter, section, article
        case enumeration, parenthesis
        case point, pointParenthesis, pointHalfParenthesis, circle
        case decimal2, decimal3, decimal4

        static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }
    let scheme: Scheme
    // Every heading of a document has one, so the places are kept small.
    private let value, start, ordinalEnd, end: Int32
    /// The number as it should be quoted where what is printed is damaged.
    var mended: Mended?

    init(scheme: Scheme, number: Int, ordinal: Range<Int>, range: Range<Int>, mended: Mended? = nil) {
        (self.scheme, value, self.mended) = (scheme, Int32(number), mended)
        (start, ordinalEnd, end) = (Int32(range.lowerBound), Int32(ordinal.upperBound), Int32(range.upperBound))
    }

    var number: Int { Int(value) }
    /// The number as it is quoted: without the point or comma after it.
    var ordinal: Range<Int> { Int(start)..<Int(ordinalEnd) }
    /// The number with what closes it.
    var range: Range<Int> { Int(start)..<Int(end) }

    struct Mended: Equatable {
        let ordinal: Scalars
        /// With what closes it.
        let prefix: Scalars
    }
}
