// SPDX-License-Identifier: Apache-2.0

/// The number with which a heading begins.
struct Marker: Equatable {
    /// The schemes in which headings are numbered, from the one that usually stands highest.
    enum Scheme: Int8, Comparable {
        case volume, chapter, section, article
        case enumeration, parenthesis
        case point, pointParenthesis, pointHalfParenthesis, circle
        case decimal2, decimal3, decimal4

        static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }
    let scheme: Scheme
    let number: Int
    /// The number as it is quoted: without the point or comma after it.
    let ordinal: Range<Int>
    /// The number with what closes it.
    let range: Range<Int>
    /// The number as it should be quoted where what is printed is damaged.
    var mended: Mended?

    struct Mended: Equatable {
        let ordinal: Scalars
        /// With what closes it.
        let prefix: Scalars
    }
}
