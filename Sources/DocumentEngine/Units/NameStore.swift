// SPDX-License-Identifier: Apache-2.0

/// Names as texts, each made once: a document prints the same bodies again and again. It holds so many at a time and
/// forgets the rest, so that its memory doesn't grow with the document. The documents of a file share one.
final class NameStore {
    private struct Name {
        let hash: UInt64
        let range: Range<Int>
        let prefix: String?
        let text: String
    }
    private var names: [Name?] = []
    private static let size = 1024

    /// The text of a range, behind a prefix; the scalars are the same in every call.
    func name(_ scalars: Scalars, _ range: Range<Int>, behind prefix: String? = nil) -> String {
        // FNV-1a.
        var hash: UInt64 = prefix == nil ? 0xCBF2_9CE4_8422_2325 : 0x9AE1_6A3B_2F90_404F
        for at in range { hash = (hash ^ UInt64(scalars[at])) &* 0x100_0000_01B3 }
        if names.isEmpty { names = Array(repeating: nil, count: Self.size) }
        let place = Int(truncatingIfNeeded: (hash ^ hash >> 32) & UInt64(Self.size - 1))
        if let name = names[place], name.hash == hash, name.prefix == prefix, name.range.count == range.count,
            name.range.lowerBound == range.lowerBound || scalars[name.range].elementsEqual(scalars[range])
        {
            return name.text
        }
        let text = (prefix ?? "") + scalars.text(range)
        names[place] = Name(hash: hash, range: range, prefix: prefix, text: text)
        return text
    }
}
