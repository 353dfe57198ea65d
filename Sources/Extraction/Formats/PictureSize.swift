// SPDX-License-Identifier: Apache-2.0
import Domain

/// How wide and how high a picture says it is, read from its first bytes, before a tool unpacks it.
struct PictureSize: Hashable, Sendable {
    let width: Int
    let height: Int

    /// nil where the bytes don't say so.
    init?(_ bytes: [UInt8], _ type: AttachmentType) {
        let found: (Int, Int)? =
            switch type {
            case .png: Self.png(bytes)
            case .jpeg: Self.jpeg(bytes)
            case .webp: Self.webp(bytes)
            default: nil
            }
        guard let found, found.0 > 0, found.1 > 0 else { return nil }
        (width, height) = found
    }

    var pixels: Int { width.multipliedReportingOverflow(by: height).overflow ? .max : width * height }

    private static func number(_ bytes: [UInt8], at place: Int, _ count: Int) -> Int? {
        guard place >= 0, place + count <= bytes.count else { return nil }
        return bytes[place..<place + count].reduce(0) { $0 << 8 | Int($1) }
    }

    private static func png(_ bytes: [UInt8]) -> (Int, Int)? {
        guard let width = number(bytes, at: 16, 4), let height = number(bytes, at: 20, 4) else { return nil }
        return (width, height)
    }

    /// Goes from segment to segment up to the one that begins a frame.
    private static func jpeg(_ bytes: [UInt8]) -> (Int, Int)? {
        var place = 2
        while place + 4 <= bytes.count, bytes[place] == 0xFF {
            let mark = bytes[place + 1]
            if mark == 0xFF {
                place += 1
                continue
            }
            if (0xC0...0xCF).contains(mark), ![0xC4, 0xC8, 0xCC].contains(mark) {
                guard let height = number(bytes, at: place + 5, 2), let width = number(bytes, at: place + 7, 2) else {
                    return nil
                }
                return (width, height)
            }
            guard let length = number(bytes, at: place + 2, 2), length >= 2 else { return nil }
            place += 2 + length
        }
        return nil
    }

    private static func webp(_ bytes: [UInt8]) -> (Int, Int)? {
        guard bytes.count >= 30 else { return nil }
        func little(_ place: Int, _ count: Int) -> Int {
            bytes[place..<place + count].reversed().reduce(0) { $0 << 8 | Int($1) }
        }
        switch bytes[12..<16] {
        case ArraySlice("VP8X".utf8): return (little(24, 3) + 1, little(27, 3) + 1)
        case ArraySlice("VP8 ".utf8): return (little(26, 2) & 0x3FFF, little(28, 2) & 0x3FFF)
        case ArraySlice("VP8L".utf8):
            let bits = little(21, 4)
            return (bits & 0x3FFF + 1, bits >> 14 & 0x3FFF + 1)
        default: return nil
        }
    }
}
