// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import Foundation
import SQLCore
import Storage
import Testing
import UseCases

@Suite("Cross-walk")
struct CrosswalkTests {
    @Test(
        "Whether the plan or the reference comes first, every task is linked, best first, and the matrix counts it",
        arguments: TestEngine.both)
    func links(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let national = try await office.caller("national", .national)
            let before = try await office.adopt(by: national)
            let reference = try await office.setReference()
            let after = try await office.adopt("songping-puting.txt", by: national, in: office.foreign)
            var counted: [String: [Int: Int]] = [:]
            for plan in [before, after] {
                let detail = try await office.useCases.plan(national, id: plan.text)
                for task in detail.areas.flatMap(\.tasks) {
                    let clauses = try await office.useCases.taskClauses(
                        national, task: task.id.text, reference: reference)
                    #expect(clauses.links.count <= 4 && clauses.correctedBy == nil && clauses.revision == 0)
                    #expect(Set(clauses.links.map(\.clause.number)).count == clauses.links.count)
                    #expect(clauses.links.allSatisfy { ($0.likeness ?? 0) > 0 })
                    for link in clauses.links {
                        counted[detail.pairing.code, default: [:]][link.clause.number, default: 0] += 1
                    }
                }
            }
            #expect(Set(counted.keys) == [office.own.code, office.foreign.code])
            let matrix = try await office.useCases.crosswalk(national, CrosswalkQuery())
            #expect(matrix.clauses.count == 18 && matrix.areas.count == 5)
            for row in matrix.rows {
                #expect(row.cells.mapValues(\.tasks) == counted[row.pairing.code])
                #expect(row.leftOut == 18 - row.cells.count && row.tasks > 8)
                let own = try await office.useCases.crosswalk(national, pairing: row.pairing.code, reference: nil)
                #expect(own.beyond.count == row.beyond && own.leftOut.count == row.leftOut)
                #expect(own.clauses.reduce(0) { $0 + $1.tasks.count } == row.cells.values.reduce(0) { $0 + $1.tasks })
            }
            let heritage = try #require(matrix.clauses.first)
            let column = try await office.useCases.crosswalk(national, reference: reference, clause: heritage.number)
            #expect(column.rows.count == 2 && column.rows.allSatisfy { $0.tasks.first?.rank == 1 })
        }
    }

    @Test("The figures of a cell are those of its page, with what both texts share marked")
    func cell() async throws {
        try await Office.open(.sqlite) { office in
            let clerk = try await office.officeOf(office.own)
            _ = try await office.adopt(by: clerk)
            let reference = try await office.setReference()
            let row = try #require(try await office.useCases.crosswalk(clerk, CrosswalkQuery()).rows.first)
            var shared = 0
            for (clause, cell) in row.cells {
                let page = try await office.useCases.crosswalkCell(
                    clerk, reference: reference, clause: clause, pairing: office.own.code)
                #expect(page.comparisons.count == cell.tasks)
                #expect(page.comparisons.count { $0.task.rank == 1 } == cell.first)
                for comparison in page.comparisons {
                    #expect(comparison.clause.map(\.text).joined() == page.clause.text)
                    #expect(comparison.title.map(\.text).joined() == comparison.task.title ?? "")
                    #expect(comparison.text.map(\.text).joined() == comparison.task.text)
                    shared += (comparison.title + comparison.text).count(where: \.isShared)
                }
            }
            #expect(shared > 10)
        }
    }

    @Test(
        "What an office chose holds over a new version of the plan, is told, and is taken back",
        arguments: TestEngine.both)
    func correction(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let (useCases, clerk) = (office.useCases, try await office.officeOf(office.own))
            let plan = try await office.adopt(by: clerk)
            let reference = try await office.setReference()
            let task = try await useCases.plan(clerk, id: plan.text).areas.flatMap(\.tasks)[1].id.text
            func numbers() async throws -> [Int] {
                try await useCases.taskClauses(clerk, task: task, reference: reference).links.map(\.clause.number)
            }
            let computed = try await numbers()
            try await useCases.correctClauses(clerk, task: task, reference: reference, revision: 0, clauses: [18, 1])
            #expect(try await numbers() == [18, 1])
            #expect(
                try await cause {
                    try await useCases.correctClauses(
                        clerk, task: task, reference: reference, revision: 0, clauses: [2])
                } == .stale(revision: 1))
            try await useCases.correctClauses(clerk, task: task, reference: reference, revision: 1, clauses: [])
            #expect(try await numbers() == [])
            let row = try await useCases.crosswalk(clerk, pairing: office.own.code, reference: reference)
            #expect(row.beyond.contains { $0.id.text == task })
            try await useCases.undoClauses(clerk, task: task, reference: reference, revision: 2)
            #expect(try await numbers() == [18, 1])
            // The second task is reworded in the revision.
            _ = try await office.adopt("yunxiu-langang-revised.txt", by: clerk, as: .newVersion(of: plan))
            let kept = try await useCases.taskClauses(clerk, task: task, reference: reference)
            #expect(kept.links.map(\.clause.number) == [18, 1] && kept.links[0].likeness == nil)
            #expect(kept.isOutdated && kept.correctedBy == clerk.user?.displayName && kept.canUndo)
            try await useCases.undoClauses(clerk, task: task, reference: reference, revision: 3)
            #expect(try await numbers() == computed)
            #expect(
                try await cause {
                    try await useCases.undoClauses(clerk, task: task, reference: reference, revision: 4)
                } == .conflict(reason: "crosswalk.nothingToUndo"))
            #expect(
                try await office.history("task", task).filter { $0.hasSuffix("Clauses") } == [
                    "task.correctClauses", "task.correctClauses", "task.undoClauses", "task.undoClauses",
                ])
        }
    }

    @Test(
        "More than four clauses, one twice, and one that there is not are refused",
        arguments: [
            [1, 2, 3, 4, 5], [3, 3], [19], [0],
        ])
    func refused(clauses: [Int]) async throws {
        try await Office.open(.sqlite) { office in
            let clerk = try await office.officeOf(office.own)
            let plan = try await office.adopt(by: clerk)
            let reference = try await office.setReference()
            let task = try await office.useCases.plan(clerk, id: plan.text).areas[0].tasks[0].id.text
            let cause = try await cause {
                try await office.useCases.correctClauses(
                    clerk, task: task, reference: reference, revision: 0, clauses: clauses)
            }
            guard case .invalid? = cause else {
                Issue.record("\(String(describing: cause))")
                return
            }
            #expect(try await office.history("task", task) == ["task.create"])
        }
    }

    @Test(
        "A newer reference takes the place of the older, whose links stay; corrections go on where the clause does",
        arguments: TestEngine.both)
    func replaced(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let (useCases, clerk) = (office.useCases, try await office.officeOf(office.own))
            let plan = try await office.adopt(by: clerk)
            let old = try await office.setReference()
            let tasks = try await useCases.plan(clerk, id: plan.text).areas.flatMap(\.tasks).map(\.id.text)
            try await useCases.correctClauses(clerk, task: tasks[0], reference: old, revision: 0, clauses: [5])
            try await useCases.correctClauses(clerk, task: tasks[1], reference: old, revision: 0, clauses: [1])
            let before = try await useCases.taskClauses(clerk, task: tasks[2], reference: old).links
            // Without its first sentence; the others move up by one.
            let text = try String(contentsOfFile: Office.sample("reference-plan.txt"), encoding: .utf8)
            let first = try await useCases.reference(clerk, id: old).clauses[0].text
            let path = try office.file("newer.txt", text.replacing(first, with: ""))
            let national = try await office.caller("national", .national)
            let draft = try await useCases.uploadDocument(
                national, path: path, fileName: "newer.txt", pairing: office.own.code)
            let new = try await useCases.setReference(
                national, draft: draft.id.text, revision: draft.revision, for: .nation
            ).text
            let detail = try await useCases.reference(clerk, id: old)
            #expect(detail.listing.reference.replacedAt != nil && detail.successor?.reference.id.text == new)
            #expect(try await useCases.reference(clerk, id: new).predecessor?.reference.id.text == old)
            #expect(try await useCases.crosswalk(clerk, CrosswalkQuery()).reference?.reference.id.text == new)
            let carried = try await useCases.taskClauses(clerk, task: tasks[0], reference: new)
            #expect(carried.links.first?.clause.text == detail.clauses[4].text && carried.correctedBy != nil)
            #expect(try await useCases.taskClauses(clerk, task: tasks[2], reference: old).links == before)
            #expect(
                try await cause {
                    try await useCases.correctClauses(
                        clerk, task: tasks[2], reference: old, revision: 0, clauses: [2])
                } == .conflict(reason: "crosswalk.notInForce"))
            #expect(try await office.history("reference", old) == ["reference.set", "reference.replace"])
        }
    }

    @Test("The nation's is set by the nation, a province's by the province, and an office sets one for its own pairing")
    func whoMay() async throws {
        try await Office.open(.sqlite) { office in
            let useCases = office.useCases
            let province = try await office.caller("province", .province(office.own.oldArea.division.province))
            let clerk = try await office.officeOf(office.own)
            let stranger = try await office.officeOf(office.foreign)
            let observer = try await office.caller("observer", .observer(office.own.id))
            let draft = try await office.upload("reference-plan.txt", by: clerk)
            func attempt(_ caller: Caller, _ choice: ReferenceChoice) async throws -> UseCaseError.Cause? {
                try await cause {
                    _ = try await useCases.setReference(
                        caller, draft: draft.id.text, revision: draft.revision, for: choice)
                }
            }
            #expect(try await attempt(clerk, .nation) == .forbidden(reason: "rule.referencesByReviewers"))
            #expect(try await attempt(clerk, .oldArea) == .forbidden(reason: "rule.referencesByReviewers"))
            #expect(try await attempt(province, .nation) != nil)
            #expect(try await attempt(province, .eastern) != nil)
            #expect(try await attempt(province, .pairing) == .forbidden(reason: "rule.officesOnly"))
            #expect(try await attempt(stranger, .pairing) == .notFound)
            #expect(try await attempt(observer, .pairing) == .notFound)
            #expect(try await useCases.draft(clerk, id: draft.id.text).referenceChoices == [.pairing])
            #expect(try await useCases.draft(province, id: draft.id.text).referenceChoices == [.oldArea])
            #expect(try await attempt(clerk, .pairing) == nil)
            #expect(try await attempt(province, .oldArea) == nil)
            let own = try await useCases.references(clerk)
            #expect(own.map { $0.province != nil } == [true, false] && own[1].pairing?.code == office.own.code)
            #expect(try await useCases.references(stranger).isEmpty)
            #expect(
                try await cause { _ = try await useCases.reference(stranger, id: own[0].reference.id.text) }
                    == .notFound)
            #expect(try await useCases.crosswalk(stranger, CrosswalkQuery()).reference == nil)
        }
    }

    @Test("An office sees its own row alone, the nation all of them, and both what region and area leave")
    func scopes() async throws {
        try await Office.open(.sqlite) { office in
            let (useCases, national) = (office.useCases, try await office.caller("national", .national))
            let clerk = try await office.officeOf(office.own)
            _ = try await office.adopt(by: national)
            _ = try await office.adopt("songping-puting.txt", by: national, in: office.foreign)
            let reference = try await office.setReference()
            let all = try await useCases.crosswalk(national, CrosswalkQuery())
            #expect(all.rows.map(\.pairing.code).sorted() == ["ash-birch", "home-away"])
            #expect(try await useCases.crosswalk(clerk, CrosswalkQuery()).rows.map(\.pairing.code) == ["home-away"])
            #expect(
                try await cause {
                    _ = try await useCases.crosswalkCell(
                        clerk, reference: reference, clause: 1, pairing: office.foreign.code)
                } == .notFound)
            let area = try #require(all.areas.last)
            let narrow = try await useCases.crosswalk(national, CrosswalkQuery(region: "Hills", area: area))
            #expect(narrow.clauses.allSatisfy { $0.area == area } && narrow.rows.count == 2)
            #expect(try await useCases.crosswalk(national, CrosswalkQuery(region: "Plains")).rows.isEmpty)
            let table = try await useCases.exportCrosswalk(
                national, CrosswalkQuery(area: area), format: .csv, language: .english)
            let lines = String(decoding: table.dropFirst(3), as: UTF8.self).split(separator: "\r\n")
            #expect(lines.count == 3 && lines[0].split(separator: ",").count == 4 + narrow.clauses.count)
        }
    }

    @Test("Of another pairing an office sees what is published, until the plan is changed or taken back")
    func published() async throws {
        try await Office.open(.sqlite) { office in
            let (useCases, national) = (office.useCases, try await office.caller("national", .national))
            let clerk = try await office.officeOf(office.own)
            _ = try await office.adopt(by: national)
            let foreign = try await office.adopt("songping-puting.txt", by: national, in: office.foreign)
            let reference = try await office.setReference()
            try await useCases.publishPlan(national, id: foreign.text, version: 1, isConfirmed: true)
            let all = try await useCases.crosswalk(national, CrosswalkQuery())
            let seen = try await useCases.crosswalk(clerk, CrosswalkQuery())
            #expect(seen.rows.map(\.pairing.code) == all.rows.map(\.pairing.code))
            #expect(seen.rows.map(\.cells) == all.rows.map(\.cells))
            #expect(seen.rows.map(\.tasks) == all.rows.map(\.tasks))
            let row = try await useCases.crosswalk(clerk, pairing: office.foreign.code, reference: reference)
            let tasks = row.clauses.flatMap(\.tasks)
            #expect(!tasks.isEmpty && tasks.allSatisfy { $0.isPublished && $0.plan == foreign })
            let own = try await useCases.crosswalk(clerk, pairing: office.own.code, reference: reference)
            #expect(own.clauses.flatMap(\.tasks).allSatisfy { !$0.isPublished })
            // A reference of the other pairing alone stays its own.
            let theirs = try await useCases.setReference(
                national,
                draft: try await office.upload("reference-plan.txt", by: national, to: office.foreign).id.text,
                revision: 1, for: .pairing)
            #expect(
                try await cause { _ = try await useCases.reference(clerk, id: theirs.text) } == .notFound)
            _ = try await office.adopt(by: national, as: .newVersion(of: foreign), in: office.foreign)
            #expect(try await useCases.crosswalk(clerk, CrosswalkQuery()).rows.map(\.pairing.code) == ["home-away"])
            try await useCases.withdrawPlan(national, id: foreign.text)
            #expect(
                try await cause {
                    _ = try await useCases.crosswalk(clerk, pairing: office.foreign.code, reference: reference)
                } == .notFound)
        }
    }

    @Test("A plan that is the reference itself carries nothing out, and an empty draft is none")
    func itself() async throws {
        try await Office.open(.sqlite) { office in
            let clerk = try await office.officeOf(office.own)
            let draft = try await office.upload(by: clerk)
            let id = try await office.useCases.setReference(
                clerk, draft: draft.id.text, revision: draft.revision, for: .pairing)
            _ = try await office.useCases.adoptDraft(
                clerk, id: draft.id.text, revision: draft.revision, as: .newPlan)
            let row = try await office.useCases.crosswalk(
                clerk, pairing: office.own.code, reference: id.text)
            #expect(row.taskCount == row.beyond.count && row.taskCount > 0)
            let path = try office.file("empty.txt", "A text without a plan")
            let empty = try await office.useCases.uploadDocument(
                clerk, path: path, fileName: "empty.txt", pairing: office.own.code)
            #expect(
                try await cause {
                    _ = try await office.useCases.setReference(
                        clerk, draft: empty.id.text, revision: empty.revision, for: .pairing)
                } == .invalid([ValidationFailure(field: "", message: "reference.noClauses")]))
        }
    }

    @Test("A plan adopted while a reference is set is linked to it all the same", arguments: TestEngine.both)
    func race(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let (useCases, national) = (office.useCases, try await office.caller("national", .national))
            let plan = try await office.upload(by: national)
            let reference = try await office.upload("reference-plan.txt", by: national)
            async let adopted = useCases.adoptDraft(
                national, id: plan.id.text, revision: plan.revision, as: .newPlan)
            async let set = useCases.setReference(
                national, draft: reference.id.text, revision: reference.revision, for: .nation)
            _ = try await (adopted, set)
            let row = try await useCases.crosswalk(national, pairing: office.own.code, reference: nil)
            #expect(row.taskCount == 9 || row.taskCount == 10)
            #expect(row.beyond.count < row.taskCount)
        }
    }
}
