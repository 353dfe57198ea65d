// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import Foundation
import SQLCore
import Storage
import Testing

@testable import UseCases

@Suite("Generations of plans")
struct GenerationTests {
    /// A plan that ends in 2027 and one for the years after it, which says the same tasks.
    private func open(
        _ engine: TestEngine, _ body: (WorkPlace, _ old: String, _ next: String) async throws -> Void
    ) async throws {
        try await WorkPlace.open(engine) { place in
            let text = try String(contentsOfFile: Office.sample("yunxiu-langang.txt"), encoding: .utf8)
            let draft = try await place.office.upload(
                text: text.replacing("2023", with: "2028").replacing("2027", with: "2030"), by: place.oldArea)
            let next = try await place.useCases.adoptDraft(
                place.oldArea, id: draft.id.text, revision: draft.revision, as: .newPlan)
            let all = try await place.useCases.database.read { try PlanQueries($0).all(of: place.office.own.id) }
            let old = try #require(all.first { $0.plan.id != next })
            try await body(place, old.plan.id.text, next.text)
        }
    }

    @Test("One city proposes, the other agrees; the line of descent stands at both tasks", arguments: TestEngine.both)
    func decides(engine: TestEngine) async throws {
        try await open(engine) { place, old, next in
            let useCases = place.useCases
            let first = try await useCases.generation(place.oldArea, plan: old)
            #expect(first.lines.count == 9 && first.next.count == 9)
            #expect(first.lines.allSatisfy { $0.fate == nil && $0.mayPropose && $0.likely != nil })
            #expect(try await useCases.generation(place.oldArea, plan: next).next.isEmpty)
            let (task, heir) = (first.lines[0].task.id.text, try #require(first.lines[0].likely).text)

            try await useCases.proposeFate(
                place.oldArea, task: task, FateInput(kind: "carried", successor: heir, reason: ""))
            #expect(try await place.told(place.eastern).contains("told.task.fate"))
            let own = try await cause {
                try await useCases.agreeFate(place.oldArea, task: task, proposedAt: 0)
            }
            #expect(own == .conflict(reason: "fate.otherNow"))
            let asked = try await useCases.generation(place.eastern, plan: old).lines[0]
            let at = try #require(asked.proposal).at.milliseconds
            #expect(asked.mayAgree && !asked.mayWithdraw && asked.proposedBy == .oldArea)
            let mine = try await cause { try await useCases.agreeFate(place.oldArea, task: task, proposedAt: at) }
            #expect(mine == .conflict(reason: "fate.ownProposal"))
            try await useCases.agreeFate(place.eastern, task: task, proposedAt: at)
            let settled = try await useCases.generation(place.oldArea, plan: old).lines[0]
            #expect(settled.fate?.kind == "carried" && settled.proposal == nil && !settled.mayPropose)
            #expect(try await useCases.task(place.oldArea, id: heir).line.ancestors.map(\.task.id.text) == [task])
            #expect(try await useCases.task(place.oldArea, id: task).line.fate?.successor?.id.text == heir)
            let late = try await cause {
                try await useCases.proposeFate(
                    place.eastern, task: task, FateInput(kind: "closed", successor: "", reason: "Done"))
            }
            #expect(late == .conflict(reason: "fate.agreedAlready"))
            let history = try await place.office.history("task", task)
            #expect(history.suffix(2) == ["task.proposeFate", "task.agreeFate"])
            // A list of a year that both plans run in begins without the task that was carried over.
            #expect(
                try await useCases.database.read { try TaskFateQueries($0).ended(in: place.office.own.id) }.count == 1)
        }
    }

    @Test("Closing needs a reason, carrying over a task of a plan that follows; others decide nothing")
    func refuses() async throws {
        try await open(.sqlite) { place, old, _ in
            let useCases = place.useCases
            let lines = try await useCases.generation(place.oldArea, plan: old).lines
            let task = lines[1].task.id.text
            func refusal(_ kind: String, _ successor: String = "", _ reason: String = "") async throws -> String? {
                let cause = try await cause {
                    try await useCases.proposeFate(
                        place.oldArea, task: task, FateInput(kind: kind, successor: successor, reason: reason))
                }
                guard case .invalid(let failures) = cause else { return nil }
                return failures.first?.message
            }
            #expect(try await refusal("") == "fate.kindMissing")
            #expect(try await refusal("closed") == "fate.reasonMissing")
            #expect(try await refusal("renewed") == "fate.successorMissing")
            // A task of the same plan is no successor.
            #expect(try await refusal("carried", lines[2].task.id.text) == "fate.successorMissing")
            try await useCases.proposeFate(
                place.oldArea, task: task, FateInput(kind: "closed", successor: "", reason: "Done"))
            try await useCases.withdrawFate(place.oldArea, task: task)
            #expect(try await useCases.generation(place.oldArea, plan: old).lines[1].proposal == nil)
            let plan = try await place.start()
            let unit = try await place.person(of: try #require(try await place.items(plan)[0].legs.first))
            #expect(try await useCases.generation(unit, plan: old).lines.allSatisfy { !$0.mayPropose })
            let other = try await cause {
                try await useCases.proposeFate(
                    unit, task: task, FateInput(kind: "closed", successor: "", reason: "Done"))
            }
            #expect(other == .forbidden(reason: "rule.officesOnly"))
        }
    }
}
