// SPDX-License-Identifier: Apache-2.0
import UseCases

extension Declaration {
    static let taskFilters = [
        Parameter(name: "pairing", schema: Schema(.text(0...100, .anyLine)).example("zhangjiajie-nanjing")),
        Parameter(name: "plan", schema: Schema(.text(0...36, .identifierOrEmpty))),
        Parameter(name: "area", schema: Schema(.text(0...200, .anyLine))),
        Parameter(name: "organisation", schema: Schema(.text(0...200, .anyLine))),
        Parameter(name: "q", schema: Schema(.text(0...200, .anyLine))),
    ]
}

extension APIOperation {
    var planDeclaration: Declaration {
        let version = Schema.whole(1...100_000)
        return switch self {
        case .listPlans:
            .list(
                "/api/v1/plans", .readPlan, planShape.schema,
                query: [.init(name: "pairing", schema: Schema(.text(0...100, .anyLine)))]
            )
        case .showPlan: .get("/api/v1/plans/{id}", .readPlan, .object(planDetailShape.schema))
        case .comparePlan:
            .get(
                "/api/v1/plans/{id}/comparison", .readPlan,
                .object(.object(.init("items", .list(comparedTaskShape.schema))).named("Comparison")),
                query: [.init(name: "from", schema: version), .init(name: "to", schema: version)])
        case .listTasks:
            .list(
                "/api/v1/tasks", .readPlan, taskShape.schema, query: Declaration.taskFilters, also: [.workbook]
            )
        case .showTask: .get("/api/v1/tasks/{id}", .readPlan, .object(taskDetailShape.schema))
        default:
            .create("/api/v1/tasks/{id}/comments", .commentTask, .json(newCommentSchema), .made(taskDetailShape.schema))
        }
    }
}
