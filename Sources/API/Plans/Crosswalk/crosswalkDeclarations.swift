// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import UseCases

private let clauseNumber = Schema.whole(1...100_000)

/// The clauses that a task carries out, by their numbers, best first.
private let clauseChoiceSchema = Schema.object(.init("clauses", .list(clauseNumber, 0...4))).closed
    .named("ClauseChoice").example(["clauses": [2, 7]])

private let newReferenceSchema = Schema.object(.init("reach", .word(ReferenceChoice.self))).closed
    .named("NewReference").example(["reach": "pairing"])

extension APIOperation {
    var crosswalkDeclaration: Declaration {
        let reference = Declaration.Parameter(name: "reference", schema: Schema(.text(0...36, .identifierOrEmpty)))
        let task = "/api/v1/tasks/{id}/crosswalk/{reference}"
        let clauses = Declaration.Answer.object(taskClausesShape.schema)
        return switch self {
        case .listCrosswalk:
            .list(
                "/api/v1/crosswalk", .readPlan, crosswalkRowShape.schema,
                query: [
                    reference, .init(name: "region", schema: Schema(.text(0...100, .anyLine))),
                    .init(name: "clauseArea", schema: Schema(.text(0...200, .anyLine))),
                ], also: [.workbook])
        case .listReferences: .list("/api/v1/crosswalk/references", .readPlan, referenceShape.schema)
        case .showReference: .get("/api/v1/crosswalk/references/{id}", .readPlan, .object(referenceDetailShape.schema))
        case .showClause:
            .get(
                "/api/v1/crosswalk/references/{id}/clauses/{number}", .readPlan,
                .object(clauseCrosswalkShape.schema))
        case .compareClause:
            .get(
                "/api/v1/crosswalk/references/{id}/clauses/{number}/{code}", .readPlan,
                .object(crosswalkCellShape.schema))
        case .showPairingCrosswalk:
            .get(
                "/api/v1/crosswalk/pairings/{code}", .readPlan, .object(pairingCrosswalkShape.schema),
                query: [reference])
        case .setReference:
            .change(
                .post, "/api/v1/drafts/{id}/reference", .setPairingReference, .made(referenceDetailShape.schema),
                taking: .json(newReferenceSchema)
            ).once
        case .showTaskClauses: .get(task, .readPlan, clauses)
        case .correctTaskClauses:
            .change(.put, task, .correctCrosswalk, clauses, taking: .json(clauseChoiceSchema))
        default: .change(.post, task + "/undo", .correctCrosswalk, clauses)
        }
    }
}
