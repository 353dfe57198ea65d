// SPDX-License-Identifier: Apache-2.0

/// A text as its Unicode scalars, so that a position is an offset and costs nothing to reach.
typealias Scalars = ContiguousArray<UInt32>

extension ContiguousArray where Element == UInt32 {
    init(text: String) {
        var text = text
        self = text.withUTF8 { bytes in
            var count = 0
            for byte in bytes where byte & 0xC0 != 0x80 { count += 1 }
            return Scalars(unsafeUninitializedCapacity: count) { buffer, initialized in
                initialized = decodeUTF8(bytes, into: buffer)
            }
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

/// Well-formed UTF-8 (a String always is) to scalars; returns their number.
private func decodeUTF8(_ bytes: UnsafeBufferPointer<UInt8>, into buffer: UnsafeMutableBufferPointer<UInt32>) -> Int {
    var (at, count) = (0, 0)
    while at < bytes.count {
        let first = UInt32(bytes[at])
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
    var size = 0
    for scalar in scalars {
        size += 1 + (scalar >= 0x80 ? 1 : 0) + (scalar >= 0x800 ? 1 : 0) + (scalar >= 0x10000 ? 1 : 0)
    }
    return size
}

/// Scalars to UTF-8; returns the number of bytes.
private func encodeUTF8(_ scalars: UnsafeBufferPointer<UInt32>, into bytes: UnsafeMutableBufferPointer<UInt8>) -> Int {
    var count = 0
    for scalar in scalars {
        if scalar < 0x80 {
            bytes[count] = UInt8(scalar)
            count += 1
        } else if scalar < 0x800 {
            bytes[count] = UInt8(0xC0 | scalar >> 6)
            bytes[count + 1] = UInt8(0x80 | scalar & 0x3F)
            count += 2
        } else if scalar < 0x10000 {
            bytes[count] = UInt8(0xE0 | scalar >> 12)
            bytes[count + 1] = UInt8(0x80 | scalar >> 6 & 0x3F)
            bytes[count + 2] = UInt8(0x80 | scalar & 0x3F)
            count += 3
        } else {
            bytes[count] = UInt8(0xF0 | scalar >> 18)
            bytes[count + 1] = UInt8(0x80 | scalar >> 12 & 0x3F)
            bytes[count + 2] = UInt8(0x80 | scalar >> 6 & 0x3F)
            bytes[count + 3] = UInt8(0x80 | scalar & 0x3F)
            count += 4
        }
    }
    return count
}

extension String {
    init(text scalars: Scalars) { self = scalars.text(scalars.startIndex..<scalars.endIndex) }
}
