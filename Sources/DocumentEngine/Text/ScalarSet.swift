// SPDX-License-Identifier: Apache-2.0

/// A few scalars to look for. A look that fails, as nearly all do, costs one look at a bit.
struct ScalarSet: Sendable {
    private let scalars: Scalars
    /// One bit for each value of a scalar's last six bits: whether one of them has it.
    private let filter: UInt64

    init(_ text: String) {
        scalars = Scalars(text: text)
        filter = scalars.reduce(0) { $0 | 1 << UInt64($1 & 63) }
    }

    @inline(__always)
    func contains(_ scalar: UInt32) -> Bool { filter & 1 << UInt64(scalar & 63) != 0 && isAmong(scalar) }

    @inline(never)
    private func isAmong(_ scalar: UInt32) -> Bool { scalars.contains(scalar) }
}
