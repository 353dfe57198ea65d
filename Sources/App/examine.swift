// SPDX-License-Identifier: Apache-2.0
import Definitions
import Delivery
import Domain
import Extraction
import Foundation
import SQLCore
import Storage
import UseCases

/// One thing that `jiedui doctor` looked at.
package struct Finding: Sendable {
    /// How well a finding suits the program, as it is printed.
    package enum Grade: String, Sendable {
        case good = "ok  "
        case missing = "warn"
        case broken = "FAIL"
    }
    package let grade: Grade
    package let sentence: String

    package var line: String { "\(grade.rawValue)  \(sentence)" }
}

/// Looks at the version, the data folder, the database and the external tools. Never throws: what fails is a finding.
package func examine(_ settings: Settings, version: String) async -> [Finding] {
    guard let messages = try? MessageCatalogue() else {
        return [Finding(grade: .broken, sentence: "the program's own message files are missing or damaged")]
    }
    let language = terminalLanguage()
    let say: @Sendable (String, [String: String]) -> String = { messages.text($0, language, $1) }
    var findings = [Finding(grade: .good, sentence: say("doctor.version", ["version": version]))]
    findings.append(examineFolder(settings, say))
    findings += await examineDatabase(settings, say) { errorSentence($0, messages, language) }
    findings += await makeExtractor(settings).report().map { examineTool($0, say) }
    if let scanner = settings.virusScanner { findings.append(await examineScanner(scanner, say)) }
    return findings
}

private func examineFolder(_ settings: Settings, _ say: (String, [String: String]) -> String) -> Finding {
    let path = settings.data
    guard FileManager.default.fileExists(atPath: path) else {
        return Finding(grade: .missing, sentence: say("doctor.folderMissing", ["path": path]))
    }
    return FileManager.default.isWritableFile(atPath: path)
        ? Finding(grade: .good, sentence: say("doctor.folder", ["path": path]))
        : Finding(grade: .broken, sentence: say("doctor.folderClosed", ["path": path]))
}

private func examineDatabase(
    _ settings: Settings, _ say: (String, [String: String]) -> String, _ sentence: (any Error) -> String
) async -> [Finding] {
    do {
        let database = try await openDatabase(settings)
        let report = try await database.report()
        let pending = try await Migrations.migrator.pending(database)
        let backup = pending.isEmpty ? try await lastBackup(of: database) : nil
        await database.close()
        var findings = [Finding(grade: .good, sentence: say("doctor.database", ["version": report.version]))]
        findings += report.findings.map { finding in
            let grade: Finding.Grade =
                switch finding.grade {
                case .good: .good
                case .absent: .missing
                case .fault: .broken
                }
            return Finding(grade: grade, sentence: say("database.\(finding.code)", ["detail": finding.detail]))
        }
        if !pending.isEmpty {
            findings.append(
                Finding(grade: .missing, sentence: say("doctor.migrations", ["count": String(pending.count)])))
        }
        return findings + (pending.isEmpty ? [examineBackup(backup, say)] : [])
    } catch {
        return [Finding(grade: .broken, sentence: sentence(error))]
    }
}

/// More than a week without a backup is worth a warning.
private func examineBackup(_ moment: Int64?, _ say: (String, [String: String]) -> String) -> Finding {
    guard let moment else { return Finding(grade: .missing, sentence: say("doctor.backupNever", [:])) }
    let made = Date(timeIntervalSince1970: Double(moment) / 1000)
    let days = Int(Date.now.timeIntervalSince(made) / 86_400)
    let sentence = say("doctor.backup", ["moment": made.ISO8601Format(), "days": String(days)])
    return Finding(grade: days > 7 ? .missing : .good, sentence: sentence)
}

/// A scanner that is set and doesn't answer keeps every attachment out.
private func examineScanner(
    _ scanner: VirusScanner, _ say: (String, [String: String]) -> String
) async -> Finding {
    do {
        try await scanner.greet()
        return Finding(grade: .good, sentence: say("doctor.scanner", [:]))
    } catch {
        return Finding(grade: .broken, sentence: say("doctor.scannerAway", ["detail": String(describing: error)]))
    }
}

/// Whether a tool is there, its version, what it is for, and where it is missing, what to install.
private func examineTool(_ tool: ToolReport, _ say: (String, [String: String]) -> String) -> Finding {
    let arguments = [
        "tool": tool.tool, "package": tool.package, "version": tool.version ?? "–",
        "purpose": say("doctor.purpose." + tool.purpose, [:]),
    ]
    guard tool.path != nil else {
        return Finding(
            grade: .missing, sentence: say(tool.isOptional ? "doctor.toolOptional" : "doctor.toolMissing", arguments))
    }
    if tool.lacksChinese { return Finding(grade: .missing, sentence: say("doctor.toolWithoutChinese", arguments)) }
    return Finding(grade: .good, sentence: say(tool.isIsolated ? "doctor.tool" : "doctor.toolOpen", arguments))
}
