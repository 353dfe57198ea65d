// SPDX-License-Identifier: Apache-2.0
import Crypto
import Domain
import Foundation

/// Follows an exported record, line by line, without a database: each line as the bytes of the file with the line feed
/// that ends it. `kept` are hashes that it must hold.
///
/// The text of an entry that was hashed is its line without the hash at its end.
package func followRecordFile(_ lines: some Sequence<[UInt8]>, holding kept: [KeptHead] = []) -> ChainReport {
    var file = RecordReader(holding: kept)
    for line in lines { file.read(line) }
    return file.finish()
}

/// Reads the lines of an exported record in turn.
private struct RecordReader {
    private let wanted: [KeptHead]
    private var checker: ChainChecker
    private var line: Int64 = 0
    private var isEnded = false
    /// Whether the export was asked for all there is, so that its beginning must be the chain's, or sealed.
    private var isWhole = false
    /// Of the lines before the last one.
    private var digest = SHA256()

    private struct Head: Decodable {
        let sequence: Int64
        let hash: String
        var head: AuditHead { AuditHead(sequence: sequence, hash: hash) }
    }
    private struct Entry: Decodable {
        let sequence: Int64
        let previous: String
        let hash: String
        let action: String?
    }
    private struct SealEntry: Decodable {
        struct Fields: Decodable {
            let upTo: String
            let hash: String
        }
        let after: Fields
    }
    private struct Header: Decodable {
        let jieduiAudit: Int
        let after: Head
        let from: String?
        let to: String?
    }
    private struct Trailer: Decodable {
        let entries: Int
        let head: Head
    }

    init(holding kept: [KeptHead]) {
        wanted = kept
        checker = ChainChecker(after: .start, holding: kept)
    }

    mutating func read(_ bytes: [UInt8]) {
        line += 1
        // A last line without its end was cut off; `finish` says so.
        guard bytes.last == UInt8(ascii: "\n") else { return }
        guard !isEnded, let text = String(validating: bytes.dropLast(), as: UTF8.self) else {
            // What follows the end was put there by somebody else.
            checker.fault(.unreadable, at: line)
            return
        }
        if line == 1, let header = decode(Header.self, text), header.jieduiAudit == 1 {
            checker = ChainChecker(after: header.after.head, holding: wanted)
            isWhole = header.from == nil && header.to == nil
        } else if let entry = decode(Entry.self, text), let hashed = Self.hashedText(text, entry.hash) {
            if line == 1 { checker.fault(.unreadable, at: line) }
            follow(entry, hashed, text)
        } else if line > 1, let trailer = decode(Trailer.self, text) {
            isEnded = true
            compare(trailer, text)
        } else {
            checker.fault(.unreadable, at: line)
        }
        digest.update(data: bytes)
    }

    mutating func finish() -> ChainReport {
        if isWhole { checker.requireSeal() }
        if !isEnded { checker.fault(.cutOff, at: checker.next) }
        checker.requireHeld()
        return checker.report
    }

    private mutating func follow(_ entry: Entry, _ hashed: String, _ text: String) {
        checker.follow(sequence: entry.sequence, previous: entry.previous, hash: entry.hash, text: hashed)
        guard entry.action == AuditHead.sealAction, let fields = decode(SealEntry.self, text)?.after else { return }
        checker.lookForSeal(action: AuditHead.sealAction, upTo: fields.upTo, hash: fields.hash)
    }

    private mutating func compare(_ trailer: Trailer, _ text: String) {
        if trailer.head.sequence > checker.last.sequence {
            checker.fault(.missing, at: checker.next)
        } else if trailer.head.head != checker.last
            || trailer.entries != checker.count && checker.report.faults.isEmpty
        {
            checker.fault(.otherEnd, at: checker.last.sequence)
        } else if checker.report.faults.isEmpty {
            let hash = hexadecimal(digest.finalize())
            let expected = RecordFile.trailer(count: checker.count, head: checker.last, hash: hash)
            // The entries are whole, so that it is the first line, or this one.
            if Array(expected.utf8) != Array(text.utf8) { checker.fault(.otherLine, at: 1) }
        }
    }

    private static func hashedText(_ line: String, _ hash: String) -> String? {
        let (bytes, end) = (Array(line.utf8), Array(",\"hash\":\"\(hash)\"}".utf8))
        guard bytes.count > end.count, bytes.suffix(end.count) == end[...] else { return nil }
        return String(decoding: bytes.dropLast(end.count), as: UTF8.self) + "}"
    }

    private func decode<Value: Decodable>(_ type: Value.Type, _ text: String) -> Value? {
        try? JSONDecoder().decode(type, from: Data(text.utf8))
    }
}
