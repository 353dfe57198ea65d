// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import Foundation
import Testing

@testable import UseCases

@Suite("What the record can say was done")
struct RecordedActionTests {
    private static let sources = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../Sources/UseCases").standardizedFileURL

    private func swiftFiles() throws -> [(name: String, text: String)] {
        let files = try #require(FileManager.default.enumerator(at: Self.sources, includingPropertiesForKeys: nil))
        return try files.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }.map {
            ($0.lastPathComponent, try String(contentsOf: $0, encoding: .utf8))
        }
    }

    private static let ofFiles: [String] = ["filing", "leg", "order", "request", "meeting"].flatMap { kind in
        ["addFile", "removeFile", "refuseFile"].map { (verb: String) -> String in kind + "." + verb }
    }

    /// Where the verb is no literal, with what it can be.
    private static let computed = [
        "SignInDoor.swift": ["refuseSignIn", "refusePassword", "refuseConfirmation", "refuseCode"].map { "user." + $0 },
        "adoptDraft.swift": ["create", "keep", "reword", "move", "drop"].map { "task." + $0 },
        "correctDraft.swift": ["correct", "undo", "redo"].map { "draft." + $0 },
        "attachEntry.swift": ["entry.attach", "entry.detach"],
        "EntryBatch.swift": [
            "add", "change", "remove", "confirm", "dispute", "propose", "settle", "move", "rollBack", "prove",
            "addFile",
            "removeFile",
        ].map { "entry." + $0 },
        "exportLabels.swift": ["document.withhold", "document.release", "installation.exportExamples"],
        "changeSpelling.swift": ["forgetSpelling", "keepSpelling"].map { "organisation." + $0 },
        "grantRole.swift": ["grant", "endRole", "move"].map { "user." + $0 },
        "applyExchangeFile.swift": ["yearPlan", "item", "leg", "cycle", "filing"].map { $0 + ".carryIn" },
        "handOver.swift": ["draft.handOver"], "recordRefusal.swift": [], "record.swift": [],
        "moveLeg.swift": WorkLeg.Step.allCases.filter { $0 != .agree }.map { "leg." + recordedVerb($0) },
        "addAttachment.swift": ofFiles,
        "acceptInvitation.swift": ["user.acceptReset", "user.acceptInvitation"],
    ]

    @Test("Every action that the code records is listed")
    func listed() throws {
        var count = 0
        for (name, text) in try swiftFiles() {
            let call = #/\brecord(?:Read)?\(\s*(?:connection|\$0), [^"\n]*?,\s*"(\w+)",\s*\.(\w+)/#
            for match in text.matches(of: call) {
                let kind = match.output.2 == "record" ? "audit" : String(match.output.2)
                count += 1
                #expect(RecordedAction.all.contains(kind + "." + match.output.1), "\(name)")
            }
            let calls = text.matches(of: #/\brecord\(\s*(?:connection|\$0),/#).count
            if calls > text.matches(of: call).count {
                let known = try #require(Self.computed[name], "\(name) records what this test can't read")
                for action in known { #expect(RecordedAction.all.contains(action), "\(name)") }
            }
            // What a rule refuses is recorded under the kind of the object.
            for match in text.matches(of: #/"(\w+)", knowing:|UseCaseError\(\s*"(\w+)", \.forbidden/#) {
                let kind = String(match.output.1 ?? match.output.2 ?? "")
                #expect(RecordedAction.all.contains(kind + ".refuse"), "\(name)")
            }
        }
        #expect(count > 40)
        #expect(Set(RecordedAction.all).count == RecordedAction.all.count)
    }

    @Test("Every action and every kind has a sentence", arguments: Language.allCases)
    func sentences(language: Language) throws {
        let messages = try MessageCatalogue()
        let keys = RecordedAction.all.map { "action." + $0 } + RecordedAction.groups.map { "audit.kind." + $0.kind }
        for key in keys { #expect(messages.text(key, language) != key, "\(key)") }
    }

    @Test("A code means itself, a sentence all that it is said of, a part of it all that hold it")
    func matching() {
        let sentences = ["user.signIn": "Signed in", "user.signOut": "Signed out", "plan.adopt": "Plan adopted"]
        func matching(_ text: String) -> [String] { RecordedAction.matching(text) { sentences[$0] ?? "-" } }
        #expect(matching("user.signIn") == ["user.signIn"])
        #expect(matching("signed IN") == ["user.signIn"])
        #expect(matching("signed") == ["user.signIn", "user.signOut"])
        #expect(matching("flown") == ["flown"])
    }
}
