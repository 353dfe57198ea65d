// SPDX-License-Identifier: Apache-2.0

/// An amount of renminbi in whole fen, so that sums are exact.
package struct Money: Hashable, Comparable, Sendable {
    package let fen: Int64

    package init(fen: Int64) { self.fen = fen }

    package static func + (left: Self, right: Self) -> Self { Money(fen: left.fen + right.fen) }
    package static func - (left: Self, right: Self) -> Self { Money(fen: left.fen - right.fen) }
    package static func < (left: Self, right: Self) -> Bool { left.fen < right.fen }
}
