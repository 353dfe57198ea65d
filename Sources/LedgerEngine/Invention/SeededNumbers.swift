// SPDX-License-Identifier: Apache-2.0

/// SplitMix64 (Steele, Lea, Flood 2014): the same seed gives the same numbers on every machine.
struct SeededNumbers {
    private var state: UInt64

    /// One stream for each text beside the same seed.
    init(seed: UInt64, _ name: String) { state = seed ^ fingerprint(name) }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// 0 up to `bound`, which is not among them and must be positive.
    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(1, bound))) }

    mutating func between(_ range: ClosedRange<Int64>) -> Int64 {
        range.lowerBound + Int64(next() % UInt64(range.upperBound - range.lowerBound + 1))
    }

    /// True so many times in a hundred.
    mutating func happens(_ percent: Int) -> Bool { below(100) < percent }

    mutating func pick<Element>(_ items: [Element]) -> Element? { items.isEmpty ? nil : items[below(items.count)] }

    /// A number within the range; each doubling of its lower bound is as likely as the next.
    mutating func skewed(_ range: ClosedRange<Int64>) -> Int64 {
        guard range.lowerBound > 0 else {
            return skewed(1...range.upperBound - range.lowerBound + 1) + range.lowerBound - 1
        }
        var doublings = 0
        while doublings < 62, range.lowerBound << (doublings + 1) <= range.upperBound,
            range.lowerBound << (doublings + 1) > 0
        {
            doublings += 1
        }
        let low = range.lowerBound << Int64(below(max(1, doublings)))
        let high = doublings == 0 ? range.upperBound : min(range.upperBound, low << 1)
        return between(low...max(low, high))
    }
}

/// 64 bits that are the same in every run (FNV-1a).
func fingerprint(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
}
