// SPDX-License-Identifier: Apache-2.0
import Domain
import Hummingbird
import UseCases

/// Shows what a person can see, and by which rule.
func showReach(_ visit: Visit) async throws -> Response {
    let reach = try await visit.useCases.explainReach(try visit.caller, of: try visit.value("id"))
    return try visit.show(ReachPage(reach, visit.phrases))
}

extension ReachPage {
    init(_ reach: ReachExplanation, _ phrases: Phrases) {
        self.init(
            name: reach.user.displayName,
            roles: reach.user.grants.map { phrases("role." + $0.role.rawValue) },
            barrier: reach.barrier.map { phrases($0) },
            kinds: ReachExplanation.Kind.allCases.compactMap { kind in
                let lines = reach.lines.filter { $0.kind == kind }
                return lines.isEmpty
                    ? nil
                    : Kind(title: phrases("reach." + kind.rawValue), lines: lines.map { Line($0, phrases) })
            })
    }
}

extension ReachPage.Line {
    fileprivate init(_ line: ReachExplanation.Line, _ phrases: Phrases) {
        self.init(
            count: String(line.count), pairing: line.pairing?.code,
            pairingLabel: line.pairing?.label(in: phrases.language), rule: phrases(line.rule))
    }
}
