// SPDX-License-Identifier: Apache-2.0

/// Reads `multipart/form-data` (RFC 7578, RFC 2046 section 5.1) piece by piece, however the bytes were cut, and holds
/// no more of them than the longest thing it must see whole: a part's header.
package struct MultipartReader {
    /// What the next bytes of a form complete.
    package enum Event: Hashable, Sendable {
        case begin(PartHeader)
        /// Some bytes of the part that began last.
        case bytes([UInt8])
        case end
    }
    /// Why a form can't be read.
    package enum Fault: Error, Hashable, Sendable {
        /// The content type names no usable boundary.
        case noBoundary
        case headerTooLong
        case tooManyParts
        case malformedHeader
        /// The body ended before its closing boundary.
        case truncated
    }

    /// The most bytes of one part's header, and the most parts.
    package static let headerLimit = 16 * 1024
    package static let partLimit = 64

    private enum State { case preamble, header, body, epilogue }
    private let delimiter: [UInt8]
    private var state = State.preamble
    /// The bytes that were not yet decided. Begins with a line end so that the first boundary looks like the others.
    private var pending: [UInt8] = Array("\r\n".utf8)
    private var partCount = 0

    package init(contentType: String) throws {
        guard let boundary = headerParameter("boundary", of: contentType), (1...70).contains(boundary.utf8.count) else {
            throw Fault.noBoundary
        }
        delimiter = Array("\r\n--".utf8) + Array(boundary.utf8)
    }

    /// Takes the next bytes and returns what they complete.
    package mutating func feed(_ bytes: some Sequence<UInt8>) throws -> [Event] {
        guard state != .epilogue else { return [] }
        pending.append(contentsOf: bytes)
        var events: [Event] = []
        while try step(&events) {}
        return events
    }

    /// To be called when there are no more bytes.
    package func finish() throws { if state != .epilogue { throw Fault.truncated } }

    /// Does one step; false where more bytes are needed.
    private mutating func step(_ events: inout [Event]) throws -> Bool {
        switch state {
        case .preamble, .body: try readToBoundary(&events)
        case .header: try readHeader(&events)
        case .epilogue: false
        }
    }

    private mutating func readToBoundary(_ events: inout [Event]) throws -> Bool {
        var start = 0
        while let found = pending.place(of: delimiter, from: start) {
            switch boundaryEnd(after: found + delimiter.count) {
            case .needsMore:
                give(upTo: found, &events)
                return false
            case .none: start = found + 1
            case .part(let next): return try leave(at: found, next, to: .header, &events)
            case .close(let next): return try leave(at: found, next, to: .epilogue, &events)
            }
        }
        give(upTo: max(start, pending.count - delimiter.count + 1), &events)
        return false
    }

    private mutating func leave(
        at found: Int, _ next: Int, to newState: State, _ events: inout [Event]
    ) throws -> Bool {
        give(upTo: found, &events)
        if state == .body { events.append(.end) }
        pending.removeFirst(next - found)
        state = newState
        if newState == .epilogue { pending = [] }
        return newState == .header
    }

    private mutating func give(upTo end: Int, _ events: inout [Event]) {
        guard end > 0 else { return }
        if state == .body { events.append(.bytes(Array(pending[..<end]))) }
        pending.removeFirst(end)
    }

    private enum BoundaryEnd { case needsMore, none, part(Int), close(Int) }

    /// What stands after the boundary that ends at `place`: two hyphens, or blanks and a line end, or neither.
    private func boundaryEnd(after place: Int) -> BoundaryEnd {
        guard place < pending.count else { return .needsMore }
        if pending[place] == UInt8(ascii: "-") {
            guard place + 1 < pending.count else { return .needsMore }
            return pending[place + 1] == UInt8(ascii: "-") ? .close(place + 2) : .none
        }
        var at = place
        while at < pending.count, pending[at] == UInt8(ascii: " ") || pending[at] == UInt8(ascii: "\t") { at += 1 }
        guard at - place < 1024 else { return .none }
        guard at + 1 < pending.count else {
            return at == pending.count || pending[at] == UInt8(ascii: "\r") ? .needsMore : .none
        }
        return pending[at] == UInt8(ascii: "\r") && pending[at + 1] == UInt8(ascii: "\n") ? .part(at + 2) : .none
    }

    private mutating func readHeader(_ events: inout [Event]) throws -> Bool {
        let isEmpty = pending.starts(with: [13, 10])
        guard let end = isEmpty ? 0 : pending.place(of: [13, 10, 13, 10], from: 0) else {
            if pending.count > Self.headerLimit { throw Fault.headerTooLong }
            return false
        }
        guard end <= Self.headerLimit else { throw Fault.headerTooLong }
        partCount += 1
        guard partCount <= Self.partLimit else { throw Fault.tooManyParts }
        events.append(.begin(try PartHeader(Array(pending[..<end]))))
        pending.removeFirst(isEmpty ? 2 : end + 4)
        state = .body
        return true
    }
}

extension Array where Element == UInt8 {
    /// Where `needle` first begins at or after `start`.
    func place(of needle: [UInt8], from start: Int) -> Int? {
        guard let first = needle.first, count >= needle.count else { return nil }
        return withUnsafeBufferPointer { bytes in
            var at = start
            let last = bytes.count - needle.count
            while at <= last {
                if bytes[at] == first {
                    var matched = 1
                    while matched < needle.count, bytes[at + matched] == needle[matched] { matched += 1 }
                    if matched == needle.count { return at }
                }
                at += 1
            }
            return nil
        }
    }
}
