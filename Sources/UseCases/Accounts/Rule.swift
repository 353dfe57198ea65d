// SPDX-License-Identifier: Apache-2.0
package import Domain

/// One line of the rule table: who may do what to objects that stand to them in which relation.
package struct Rule: Sendable {
    /// The key of the sentence that says the rule, such as `rule.provinceReads`. Lines of one rule share it.
    package let name: String
    package let actions: [Action]
    package let subjects: [RuleSubject]
    package let relations: Set<Relation>

    init(_ name: String, _ relations: Set<Relation>, _ subjects: [RuleSubject], _ actions: [Action]) {
        self.name = "rule." + name
        (self.relations, self.subjects, self.actions) = (relations, subjects, actions)
    }
}

/// Who asks, as the rule table sees it: the holder of a role, or whoever owns the machine.
package enum RuleSubject: Hashable, Sendable {
    case role(Role)
    case local

    package static let all: [RuleSubject] = Role.allCases.map { .role($0) } + [.local]
}

/// What the rule table answers, with the key of the sentence that says which rule it was.
package enum Verdict: Hashable, Sendable {
    case allowed(rule: String)
    case refused(rule: String)

    package var isAllowed: Bool {
        switch self {
        case .allowed: true
        case .refused: false
        }
    }
}
