// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation

/// Follows an exported record, line by line, without a database. `head` is a hash that it must hold.
///
/// The text of an entry that was hashed is its line without the hash at its end.
package func followRecordFile(_ lines: some Sequence<String>, holding head: String? = nil) -> ChainReport {
    var file = RecordReader(head: head)
    for line in lines where !line.isEmpty { file.read(line) }
    return file.finish()
}

/// Reads the lines of an exported record in turn.
private struct RecordReader {
    private let wanted: String?
    private var checker = ChainChecker(after: .start)
    private var line: Int64 = 0
    private var isHeld = false
    private var isEnded = false

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
    private struct Header: Decodable { let after: Head }
    private struct Trailer: Decodable {
        let entries: Int
        let head: Head
    }

    init(head: String?) { wanted = head }

    mutating func read(_ text: String) {
        line += 1
        if isEnded {
            // What follows the end was put there by somebody else.
            checker.fault(.unreadable, at: line)
        } else if line == 1, let header = decode(Header.self, text) {
            checker = ChainChecker(after: header.after.head)
            isHeld = header.after.hash == wanted
        } else if let entry = decode(Entry.self, text), let hashed = Self.hashedText(text, entry.hash) {
            checker.follow(sequence: entry.sequence, previous: entry.previous, hash: entry.hash, text: hashed)
            if let action = entry.action, action == AuditHead.sealAction,
                let fields = decode(SealEntry.self, text)?.after
            {
                checker.lookForSeal(action: action, upTo: fields.upTo, hash: fields.hash)
            }
            if entry.hash == wanted { isHeld = true }
        } else if let trailer = decode(Trailer.self, text) {
            isEnded = true
            compare(trailer)
        } else {
            checker.fault(.unreadable, at: line)
        }
    }

    mutating func finish() -> ChainReport {
        if !isEnded { checker.fault(.cutOff, at: checker.last.sequence + 1) }
        if wanted != nil, !isHeld { checker.fault(.unknownHead, at: checker.last.sequence) }
        return checker.report
    }

    private mutating func compare(_ trailer: Trailer) {
        if trailer.head.sequence > checker.last.sequence {
            checker.fault(.missing, at: checker.last.sequence + 1)
        } else if trailer.head.head != checker.last
            || trailer.entries != checker.count && checker.report.faults.isEmpty
        {
            checker.fault(.otherEnd, at: checker.last.sequence)
        }
    }

    private static func hashedText(_ line: String, _ hash: String) -> String? {
        let end = ",\"hash\":\"\(hash)\"}"
        return line.hasSuffix(end) ? line.dropLast(end.count) + "}" : nil
    }

    private func decode<Value: Decodable>(_ type: Value.Type, _ text: String) -> Value? {
        try? JSONDecoder().decode(type, from: Data(text.utf8))
    }
}
