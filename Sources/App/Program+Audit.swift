// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import Foundation
package import UseCases

extension Program {
    /// Writes the record from the day `from` to the day `to` (both counted, by Beijing's clock) to a file, which is
    /// there whole or not at all; to `show` where no file is named. Returns what was written.
    package func exportRecord(
        from: String?, to: String?, file: String?, version: String, show: @escaping @Sendable (String) -> Void
    ) async throws -> RecordStretch {
        let from = try from.map { Instant(startOf: try day($0), hours: 8) }
        let to = try to.map { Instant(startOf: try day($0), hours: 8).advanced(bySeconds: 86_400) }
        guard let file else {
            return try await useCases.exportRecord(.local, from: from, to: to, version: version) { show($0 + "\n") }
        }
        // Nobody's file is written over: an older export may be the only proof of what was removed since.
        guard !FileManager.default.fileExists(atPath: file) else { throw RecordFileError.exists(file) }
        let part = "\(file).\(UUID().uuidString).part"
        guard
            FileManager.default.createFile(atPath: part, contents: nil, attributes: [.posixPermissions: 0o600]),
            let handle = FileHandle(forWritingAtPath: part)
        else { throw CocoaError(.fileWriteNoPermission, userInfo: [NSFilePathErrorKey: file]) }
        defer { try? FileManager.default.removeItem(atPath: part) }
        let stretch = try await useCases.exportRecord(.local, from: from, to: to, version: version) { line in
            try handle.write(contentsOf: Data((line + "\n").utf8))
        }
        try handle.synchronize()
        try handle.close()
        if link(part, file) != 0 {
            // Some file systems know no links.
            guard errno != EEXIST, !FileManager.default.fileExists(atPath: file) else {
                throw RecordFileError.exists(file)
            }
            guard rename(part, file) == 0 else {
                throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: file])
            }
        }
        return stretch
    }

    /// The sentences about a chain that was followed in the database.
    package func verifyRecord(heads: [String]) async throws -> (isWhole: Bool, sentences: [String]) {
        let report = try await useCases.verifyRecord(.local, holding: try heads.map(keptHead))
        return sentences(of: report, messages, language)
    }

    /// The same for an exported file; needs neither settings nor a database.
    package static func verifyRecordFile(
        _ path: String, heads: [String]
    ) throws -> (isWhole: Bool, sentences: [String]) {
        let report = followRecordFile(try FileLines(path), holding: try heads.map(keptHead))
        return sentences(of: report, try MessageCatalogue(), terminalLanguage())
    }

    private func day(_ text: String) throws -> CalendarDate {
        guard let day = CalendarDate(iso: text) else {
            throw UseCaseError(
                "audit", .invalid([ValidationFailure(field: "day", message: "correction.dateForm")]))
        }
        return day
    }
}

private func keptHead(_ text: String) throws -> KeptHead {
    guard let head = KeptHead(text) else { throw RecordFileError.head(text) }
    return head
}

/// Why a file of the record was not written or checked.
enum RecordFileError: ExplainedError, Hashable {
    /// There is a file of that name already.
    case exists(String)
    /// A hash to look for is none.
    case head(String)

    var messageKey: String {
        switch self {
        case .exists: "cli.audit.fileExists"
        case .head: "cli.audit.headForm"
        }
    }

    var arguments: [String: String] {
        switch self {
        case .exists(let path): ["path": path]
        case .head(let text): ["text": text]
        }
    }
}

private func sentences(
    of report: ChainReport, _ messages: MessageCatalogue, _ language: Language
) -> (isWhole: Bool, sentences: [String]) {
    let count = ["count": String(report.count), "head": report.head.hash]
    // A stretch proves nothing of what came before it; that must not look like the whole record.
    let start =
        report.after.sequence == 0
        ? []
        : [
            messages.text(
                report.isSealed ? "cli.audit.sealedBefore" : "cli.audit.begins", language,
                ["sequence": String(report.after.sequence), "hash": report.after.hash])
        ]
    guard !report.faults.isEmpty else { return (true, start + [messages.text("cli.audit.whole", language, count)]) }
    let faults = report.faults.map { messages.text($0.messageKey, language, $0.arguments) }
    return (false, start + faults + [messages.text("cli.audit.broken", language, count)])
}
