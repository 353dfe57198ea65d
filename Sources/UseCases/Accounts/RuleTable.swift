// SPDX-License-Identifier: Apache-2.0
package import Domain

/// Who asks, as the rule table sees it: the holder of a role, or whoever owns the machine.
package enum RuleSubject: Hashable, Sendable {
    case role(Role)
    case local

    package static let all: [RuleSubject] = Role.allCases.map { .role($0) } + [.local]
}

/// What the rule table answers.
package enum Verdict: Hashable, Sendable {
    case allowed
    /// The key of the sentence that says why not.
    case refused(reason: String)
}

/// The one table of permissions: action × subject × relation to the object. What is not written is refused.
package enum RuleTable {
    package static func verdict(_ action: Action, _ subject: RuleSubject, _ relation: Relation) -> Verdict {
        if relations(action, subject).contains(relation) { return .allowed }
        return .refused(reason: reason(action, subject, relation))
    }

    /// The relations in which `subject` may do `action`; empty where never.
    package static func relations(_ action: Action, _ subject: RuleSubject) -> Set<Relation> {
        rules[action]?[subject] ?? []
    }

    private static let anywhere = Set(Relation.allCases)
    /// Both sides of a pairing see and do the same; the other side's own matters are for reading.
    private static let pairing: Set<Relation> = [.ownSide, .otherSide]
    private static let everybody = Dictionary(uniqueKeysWithValues: RuleSubject.all.map { ($0, anywhere) })

    private static let rules: [Action: [RuleSubject: Set<Relation>]] = [
        .readDirectory: everybody,
        .readPlan: [
            .role(.national): anywhere, .role(.province): [.sameProvince], .role(.office): pairing,
            .role(.unit): pairing, .role(.observer): pairing, .local: anywhere,
        ],
        .readDraft: [
            .role(.national): anywhere, .role(.province): [.sameProvince], .role(.office): pairing,
            .role(.observer): pairing, .local: anywhere,
        ],
        .uploadDocument: [.role(.national): anywhere, .role(.office): [.ownSide], .local: anywhere],
        .correctDraft: [.role(.national): anywhere, .role(.office): [.ownSide]],
        .discardDraft: [.role(.national): anywhere, .role(.office): [.ownSide]],
        .adoptDraft: [.role(.national): anywhere, .role(.office): [.ownSide], .local: anywhere],
        .commentTask: [
            .role(.national): anywhere, .role(.province): [.sameProvince], .role(.office): pairing,
            .role(.unit): pairing,
        ],
        .addPairing: [.role(.national): anywhere, .role(.systemAdmin): anywhere, .local: anywhere],
        .addChildPairing: [
            .role(.national): anywhere, .role(.systemAdmin): anywhere, .role(.office): [.ownSide], .local: anywhere,
        ],
        .readOrganisation: everybody,
        .manageOrganisation: [
            .role(.national): anywhere, .role(.office): [.ownSide], .role(.pairingAdmin): [.ownSide],
            .role(.systemAdmin): anywhere, .local: anywhere,
        ],
        .readContact: [
            .role(.national): anywhere, .role(.province): [.sameProvince], .role(.office): pairing,
            .role(.unit): pairing, .role(.pairingAdmin): [.ownSide], .local: anywhere,
        ],
        .manageContact: [
            .role(.national): anywhere, .role(.office): [.ownSide], .role(.pairingAdmin): [.ownSide],
            .local: anywhere,
        ],
        .revealContact: [
            .role(.national): anywhere, .role(.province): [.sameProvince], .role(.office): pairing,
            .role(.unit): pairing, .role(.pairingAdmin): [.ownSide],
        ],
        .readUser: [
            .role(.systemAdmin): anywhere, .role(.securityAdmin): anywhere, .role(.auditAdmin): anywhere,
            .role(.pairingAdmin): [.ownSide], .local: anywhere,
        ],
        .createUser: [.role(.systemAdmin): anywhere, .role(.pairingAdmin): [.ownSide], .local: anywhere],
        .disableUser: [.role(.systemAdmin): anywhere, .role(.pairingAdmin): [.ownSide], .local: anywhere],
        .grantRole: [.role(.securityAdmin): anywhere, .role(.pairingAdmin): [.ownSide], .local: anywhere],
        .handOver: [.role(.systemAdmin): anywhere, .role(.pairingAdmin): [.ownSide], .local: anywhere],
        .readAudit: [.role(.auditAdmin): anywhere, .local: anywhere],
        .explainAccess: [
            .role(.national): anywhere, .role(.office): [.ownSide], .role(.pairingAdmin): [.ownSide],
            .role(.securityAdmin): anywhere, .role(.auditAdmin): anywhere, .local: anywhere,
        ],
        .readFeedback: [.role(.national): anywhere, .role(.systemAdmin): anywhere, .local: anywhere],
        .changeOwnAccount: everybody,
        .manageDemo: [.local: anywhere],
        .backUp: [.local: anywhere],
    ]

    /// Why not, said so that the person knows whom to ask.
    private static func reason(_ action: Action, _ subject: RuleSubject, _ relation: Relation) -> String {
        if case .role(let role) = subject, role.isAdministrator {
            return action.isAdministration ? "rule.otherAdministrator" : "rule.administratorsWithoutBusiness"
        }
        if action.isAdministration { return "rule.administratorsOnly" }
        let elsewhere = relations(action, subject)
        if !elsewhere.isEmpty { return relation == .otherSide ? "rule.otherSide" : "rule.foreignPairing" }
        switch action {
        case .addPairing: return "rule.pairingsByNation"
        case .commentTask: return "rule.readersOnly"
        default: return "rule.officesOnly"
        }
    }
}
