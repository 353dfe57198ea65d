// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import Foundation
import SQLCore
import Testing
import UseCases

/// Two people who write to one object at once: one wins each time, the other is told, and nothing is lost.
///
/// `JIEDUI_RACES` is how often they meet (scripts/races.sh: 1,000); a run of the suite has fewer, because a debug build
/// shares the machine with all other tests.
@Suite("Races of two writers")
struct RaceTests {
    static let count = ProcessInfo.processInfo.environment["JIEDUI_RACES"].flatMap { Int($0) } ?? 150

    /// How one attempt ended.
    private enum Outcome: Hashable, Sendable {
        case won, stale
        case other(String)
    }

    private func outcome(_ body: () async throws -> Void) async -> Outcome {
        do {
            try await body()
            return .won
        } catch let error as UseCaseError {
            // Who comes after an adoption is told that the draft is adopted.
            if case .stale = error.cause { return .stale }
            if error.cause == .conflict(reason: "draft.adopted") { return .stale }
            return .other("\(error)")
        } catch {
            return .other("\(error)")
        }
    }

    @Test(
        "Corrections of one revision: each race has one winner, and every winner's words are kept",
        arguments: TestEngine.both)
    func corrections(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let (west, east) = (try await office.officeOf(office.own), try await office.officeOf(office.own, .eastern))
            let draft = try await office.upload(by: west)
            let id = draft.id.text
            for number in 0..<Self.count {
                let revision = draft.revision + number
                async let first = outcome {
                    _ = try await office.useCases.correctDraft(
                        west, id: id, revision: revision, .retitle(.task(area: 0, task: 0), "West \(number)"))
                }
                async let second = outcome {
                    _ = try await office.useCases.correctDraft(
                        east, id: id, revision: revision, .retitle(.task(area: 0, task: 0), "East \(number)"))
                }
                let outcomes = await [first, second]
                let winner = outcomes.firstIndex(of: .won)
                try #require(Set(outcomes) == [.won, .stale], "race \(number): \(outcomes)")
                let now = try await office.useCases.draft(west, id: id).draft
                try #require(now.revision == revision + 1)
                try #require(now.plan.areas[0].tasks[0].title == (winner == 0 ? "West" : "East") + " \(number)")
            }
            try await office.useCases.database.read { connection in
                let steps = try connection.rows(
                    "SELECT number FROM draft_step WHERE draft_id = ? ORDER BY number", [.text(id)])
                #expect(try steps.map { try $0.integer(0) } == Array(1...Self.count))
                let events = try connection.integer(
                    "SELECT count(*) FROM audit_event WHERE action = 'draft.correct' AND result = 'done'")
                #expect(events == Self.count)
            }
            #expect(try await office.useCases.verifyRecord(.local).faults == [])
        }
    }

    @Test("Adoptions of one draft: each makes one plan", arguments: TestEngine.both)
    func adoptions(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let (west, east) = (try await office.officeOf(office.own), try await office.officeOf(office.own, .eastern))
            let text = try String(contentsOfFile: Office.sample("songping-puting.txt"), encoding: .utf8)
            let count = max(5, Self.count / 20)
            for number in 1...count {
                let path = try office.file("\(number).txt", text + "\n\(number)\n")
                let draft = try await office.useCases.uploadDocument(
                    west, path: path, fileName: "\(number).txt", pairing: office.own.code)
                async let first = outcome {
                    _ = try await office.useCases.adoptDraft(
                        west, id: draft.id.text, revision: draft.revision, as: .newPlan)
                }
                async let second = outcome {
                    _ = try await office.useCases.adoptDraft(
                        east, id: draft.id.text, revision: draft.revision, as: .newPlan)
                }
                let outcomes = await [first, second]
                try #require(Set(outcomes) == [.won, .stale], "race \(number): \(outcomes)")
                let plans = try await office.useCases.database.read { try $0.integer("SELECT count(*) FROM plan") }
                try #require(plans == number)
            }
        }
    }
}
