// SPDX-License-Identifier: Apache-2.0
import Domain

/// The ways in which a row can have come to a stage.
struct StagePaths {
    /// The stages from the first to each one: by the shortest and by the longest way.
    private var ways: [String: [[String]]] = [:]

    init(_ plan: StagePlan) {
        guard let first = plan.moves.first?.from else { return }
        let next = Dictionary(plan.moves.map { ($0.from, $0.to) }, uniquingKeysWith: { $0 + $1 })
        walk([first], next)
    }

    private mutating func walk(_ way: [String], _ next: [String: [String]]) {
        guard let last = way.last, way.count < 20 else { return }
        if let known = ways[last] {
            if way.count < known[0].count { ways[last]?[0] = way }
            if way.count > known[1].count { ways[last]?[1] = way }
        } else {
            ways[last] = [way, way]
        }
        for stage in next[last] ?? [] where !way.contains(stage) { walk(way + [stage], next) }
    }

    /// A way to the stage, the stage itself last.
    func way(to stage: String, _ numbers: inout SeededNumbers) -> [String] {
        numbers.pick(ways[stage] ?? []) ?? [stage]
    }
}
