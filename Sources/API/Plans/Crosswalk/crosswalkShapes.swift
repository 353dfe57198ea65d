// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

/// For whom a reference holds.
enum ReachWord: String, CaseIterable, Sendable {
    case nation, province, pairing

    init(_ reach: ReferencePlan.Reach) {
        switch reach {
        case .nation: self = .nation
        case .province: self = .province
        case .pairing: self = .pairing
        }
    }
}

private let referenceFields: [Shape<ReferenceListing>.Field] = [
    .identifier("id") { $0.reference.id.text }, .text("title") { $0.reference.title },
    .word("reach") { ReachWord($0.reference.reach) }, .optionalText("province") { $0.province?.code.text },
    .optionalText("pairing") { $0.pairing?.code }, .identifier("document") { $0.reference.document.text },
    .identifier("draft") { $0.reference.draft.text }, .moment("setAt") { $0.reference.setAt },
    .text("setBy") { $0.reference.setBy },
    .optionalMoment("replacedAt") { $0.reference.replacedAt },
    .optionalIdentifier("successor") { $0.reference.successor?.text }, .flag("isSample") { $0.reference.isSample },
]

let referenceShape = Shape<ReferenceListing>("ReferencePlan", referenceFields)

let referenceClauseShape = Shape<ReferenceClause>(
    "ReferenceClause",
    [
        .count("number") { $0.number }, .text("clause") { $0.id }, .text("area") { $0.area },
        .text("text") { $0.text }, .optionalCount("page") { $0.source.page },
    ])

let referenceDetailShape = Shape<ReferenceDetail>(
    "ReferencePlanDetail",
    [
        .part("reference", referenceShape) { $0.listing },
        .optionalIdentifier("predecessor") { $0.predecessor?.reference.id.text },
        .parts("clauses", referenceClauseShape) { $0.clauses },
    ])

let clauseTaskShape = Shape<ClauseTask>(
    "ClauseTask",
    [
        .identifier("id") { $0.id.text }, .text("path") { $0.path }, .optionalText("title") { $0.title },
        .text("area") { $0.area }, .text("text") { $0.text }, likeness { $0.likeness }, .count("rank") { $0.rank },
        .identifier("plan") { $0.plan.text }, .flag("isPublished") { $0.isPublished },
    ])

/// One cell of the matrix; what no task carries out is missing from its row.
struct NumberedCell: Sendable {
    let clause: Int
    let cell: CrosswalkMatrix.Cell
}

let crosswalkCountShape = Shape<NumberedCell>(
    "CrosswalkCount",
    [.count("clause") { $0.clause }, .count("tasks") { $0.cell.tasks }, .count("first") { $0.cell.first }])

let crosswalkRowShape = Shape<CrosswalkMatrix.Row>(
    "CrosswalkRow",
    [
        .text("pairing") { $0.pairing.code }, .optionalText("region") { $0.pairing.region },
        .count("tasks") { $0.tasks }, .count("beyond") { $0.beyond }, .count("leftOut") { $0.leftOut },
        .parts("cells", crosswalkCountShape) { row in
            row.cells.sorted { $0.key < $1.key }.map { NumberedCell(clause: $0.key, cell: $0.value) }
        },
    ])

let clauseTasksShape = Shape<PairingCrosswalk.Clause>(
    "ClauseTasks",
    [.part("clause", referenceClauseShape) { $0.clause }, .parts("tasks", clauseTaskShape) { $0.tasks }])

let pairingCrosswalkShape = Shape<PairingCrosswalk>(
    "PairingCrosswalk",
    [
        .text("pairing") { $0.pairing.code }, .part("reference", referenceShape) { $0.reference },
        .count("tasks") { $0.taskCount }, .parts("clauses", clauseTasksShape) { $0.clauses },
        .parts("leftOut", referenceClauseShape) { $0.leftOut.map(\.clause) },
        .parts("beyond", clauseTaskShape) { $0.beyond },
    ])

let clauseRowShape = Shape<ClauseCrosswalk.Row>(
    "ClauseRow", [.text("pairing") { $0.pairing.code }, .parts("tasks", clauseTaskShape) { $0.tasks }])

let clauseCrosswalkShape = Shape<ClauseCrosswalk>(
    "ClauseCrosswalk",
    [
        .part("reference", referenceShape) { $0.reference }, .part("clause", referenceClauseShape) { $0.clause },
        .parts("rows", clauseRowShape) { $0.rows },
    ])

let sharedRunShape = Shape<CrosswalkCell.Run>(
    "SharedRun", [.text("text") { $0.text }, .flag("isShared") { $0.isShared }])

let sideBySideShape = Shape<CrosswalkCell.Comparison>(
    "SideBySide",
    [
        .part("task", clauseTaskShape) { $0.task }, .parts("clause", sharedRunShape) { $0.clause },
        .parts("title", sharedRunShape) { $0.title }, .parts("text", sharedRunShape) { $0.text },
    ])

let crosswalkCellShape = Shape<CrosswalkCell>(
    "CrosswalkCell",
    [
        .part("reference", referenceShape) { $0.reference }, .part("clause", referenceClauseShape) { $0.clause },
        .text("pairing") { $0.pairing.code }, .parts("comparisons", sideBySideShape) { $0.comparisons },
    ])

let linkedClauseShape = Shape<LinkedClause>(
    "LinkedClause",
    [
        .count("number") { $0.clause.number }, .text("clause") { $0.clause.id }, .text("area") { $0.clause.area },
        .text("text") { $0.clause.text }, likeness { $0.likeness },
    ])

let taskClausesShape = Shape<TaskClauses>(
    "TaskClauses",
    [
        .identifier("task") { $0.task.text }, .part("reference", referenceShape) { $0.reference },
        .parts("links", linkedClauseShape) { $0.links }, .count("revision") { $0.revision },
        .optionalText("correctedBy") { $0.correctedBy },
        .optionalMoment("correctedAt") { $0.correctedAt },
        .flag("isOutdated") { $0.isOutdated }, .flag("canUndo") { $0.canUndo },
        .flag("mayCorrect") { $0.mayCorrect },
    ])

/// How like two texts are, from 0 to 1; null where a person named the clause.
private func likeness<Value>(_ value: @escaping @Sendable (Value) -> Int?) -> Shape<Value>.Field {
    .init("likeness", Schema(.number(0...1)).nullable) { value($0).map { .number(Double($0) / 1000) } ?? .null }
}
