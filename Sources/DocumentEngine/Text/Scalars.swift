// SPDX-License-Identifier: Apache-2.0

/// A text as its Unicode scalars, so that a position is an offset and costs nothing to reach.
typealias Scalars = ContiguousArray<UInt32>

extension ContiguousArray where Element == UInt32 {
    init(text: String) {
        var text = text
        self = text.withUTF8 { bytes in
            Scalars(unsafeUninitializedCapacity: countScalars(UnsafeRawBufferPointer(bytes))) { buffer, initialized in
                initialized = decodeUTF8(bytes, into: buffer)
            }
        }
    }

    /// The next position of a range at which no common Chinese character stands; its end where there is none. Most of a
    /// text is passed over here, so the range is checked once and not at every scalar.
    func nextSign(in range: Range<Int>) -> Int {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        return withUnsafeBufferPointer { scalars in
            var at = range.lowerBound
            while at < range.upperBound, scalars[at].isCommon { at &+= 1 }
            return at
        }
    }

    /// Do these scalars stand anywhere in it, compared in half width?
    func occurs(_ word: Scalars) -> Bool {
        guard word.count <= count else { return false }
        return (0...(count - word.count)).contains { start in
            word.indices.allSatisfy { self[start + $0].folded == word[$0].folded }
        }
    }

    /// The text of a range.
    func text(_ range: Range<Int>) -> String {
        withUnsafeBufferPointer { scalars in
            let scalars = UnsafeBufferPointer(rebasing: scalars[range])
            return String(unsafeUninitializedCapacity: sizeInUTF8(scalars)) { encodeUTF8(scalars, into: $0) }
        }
    }
}

/// How many scalars UTF-8 has: the bytes that begin one, eight at a time.
private func countScalars(_ bytes: UnsafeRawBufferPointer) -> Int {
    var (at, inside) = (0, 0)
    while at + 8 <= bytes.count {
        let eight = bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)
        inside += (eight >> 7 & ~(eight >> 6) & 0x0101_0101_0101_0101).nonzeroBitCount
        at += 8
    }
    return bytes.count - inside - bytes[at...].count { $0 & 0xC0 == 0x80 }
}

/// Well-formed UTF-8 (a String always is) to scalars; returns their number.
private func decodeUTF8(_ bytes: UnsafeBufferPointer<UInt8>, into buffer: UnsafeMutableBufferPointer<UInt32>) -> Int {
    var (at, count) = (0, 0)
    while at < bytes.count {
        let first = UInt32(bytes[at])
        if first & 0xF0 == 0xE0 {
            // As nearly all of a text is.
            let scalar = (first & 0x0F) << 12 | UInt32(bytes[at + 1] & 0x3F) << 6 | UInt32(bytes[at + 2] & 0x3F)
            buffer.initializeElement(at: count, to: scalar)
            (at, count) = (at + 3, count + 1)
            continue
        }
        let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        var scalar = length == 1 ? first : first & (0xFF >> UInt32(length + 1))
        for offset in 1..<4 where offset < length { scalar = scalar << 6 | UInt32(bytes[at + offset] & 0x3F) }
        buffer.initializeElement(at: count, to: scalar)
        (at, count) = (at + length, count + 1)
    }
    return count
}

/// How many bytes scalars take: a text is kept in no more memory than it needs.
private func sizeInUTF8(_ scalars: UnsafeBufferPointer<UInt32>) -> Int {
    var size = 3 * scalars.count
    for scalar in scalars where scalar &- 0x800 >= 0xF800 { size += scalar < 0x80 ? -2 : scalar < 0x800 ? -1 : 1 }
    return size
}

/// Scalars to UTF-8; returns the number of bytes.
private func encodeUTF8(_ scalars: UnsafeBufferPointer<UInt32>, into bytes: UnsafeMutableBufferPointer<UInt8>) -> Int {
    var count = 0
    func put(_ byte: UInt32) {
        bytes[count] = UInt8(truncatingIfNeeded: byte)
        count &+= 1
    }
    for scalar in scalars {
        if scalar &- 0x800 < 0xF800 {
            // As nearly all of a text is.
            put(0xE0 | scalar >> 12)
            put(0x80 | scalar >> 6 & 0x3F)
        } else if scalar < 0x80 {
            put(scalar)
            continue
        } else if scalar < 0x800 {
            put(0xC0 | scalar >> 6)
        } else {
            put(0xF0 | scalar >> 18)
            put(0x80 | scalar >> 12 & 0x3F)
            put(0x80 | scalar >> 6 & 0x3F)
        }
        put(0x80 | scalar & 0x3F)
    }
    return count
}

extension String {
    init(text scalars: Scalars) { self = scalars.text(scalars.startIndex..<scalars.endIndex) }
}
