// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

/// What the fuzzer once found (scripts/fuzz.sh), run again: Findings/TARGET/NAME.
@Suite("Inputs that the fuzzer found")
struct FindingsTests {
    struct Finding: CustomTestStringConvertible, Sendable {
        let target: FuzzTarget
        let file: URL
        var testDescription: String { "\(target.rawValue)/\(file.lastPathComponent)" }
    }

    static let findings: [Finding] = FuzzTarget.allCases.flatMap { target in
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Findings/\(target.rawValue)")
        let files = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        return (files ?? []).sorted { $0.path < $1.path }.map { Finding(target: target, file: $0) }
    }

    @Test("are read, and what comes of them holds together", arguments: findings)
    func findingHolds(_ finding: Finding) throws {
        #expect(finding.target.faults(in: [UInt8](try Data(contentsOf: finding.file))) == [])
    }

    @Test("every target takes nothing, one byte and a small document", arguments: FuzzTarget.allCases)
    func targetHolds(_ target: FuzzTarget) {
        for text in ["", "\0", "一", "青岚市海曜市对口合作实施方案\n\n一、重点任务\n\n（一）产业合作。共建园区。（责任单位：两市市商务局、海曜市教育局）\n"] {
            #expect(target.faults(in: Array(text.utf8)) == [])
        }
    }

    @Test("a folder of findings belongs to a target")
    func foldersAreTargets() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Findings")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(names.allSatisfy { FuzzTarget(rawValue: $0) != nil || $0 == "README.md" })
    }
}
