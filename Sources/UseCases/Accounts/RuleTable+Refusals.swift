// SPDX-License-Identifier: Apache-2.0
import Domain

extension RuleTable {
    /// Why not, said so that the person knows whom to ask.
    static func refusal(of action: Action, _ subject: RuleSubject, _ relation: Relation) -> String {
        switch subject {
        case .local: "rule.nobodyAtTheMachine"
        case .role(let role): refusal(of: action, role, relation)
        }
    }

    private static func refusal(of action: Action, _ role: Role, _ relation: Relation) -> String {
        if action.isOfTheMachine { return "rule.machineOnly" }
        if role.isAdministrator {
            return action.isAdministration ? "rule.otherAdministrator" : "rule.administratorsWithoutBusiness"
        }
        if !relations(action, .role(role)).isEmpty {
            return relation == .otherSide ? "rule.otherSide" : "rule.foreignPairing"
        }
        if action.isAdministration {
            return action == .readAudit || action == .readAccessRecord
                ? "rule.auditAdminOnly" : "rule.administratorsOnly"
        }
        if role == .pairingAdmin { return "rule.pairingAdminWithoutBusiness" }
        return refusalOfBusiness(action)
    }

    /// What somebody with a business role may never do.
    private static func refusalOfBusiness(_ action: Action) -> String {
        switch action {
        case .addPairing: "rule.pairingsByNation"
        case .setReference: "rule.referencesByReviewers"
        case .commentTask, .commentLedger: "rule.readersOnly"
        case .editLedger, .attachEvidence, .reportWork, .makeRequest: "rule.sidesOnly"
        case .readWorkDraft: "rule.draftsForOffices"
        case .revealLedgerPerson: "rule.ownSideOnly"
        case .readDraft: "rule.draftsForOffices"
        case .readContact, .revealContact: "rule.contactsForWork"
        case .readSupervision: "rule.supervisionForWork"
        case .answerSupervision: "rule.answeredByBodies"
        case .readRequest: "rule.requestsForWork"
        case .answerRequest: "rule.answeredByDepartments"
        case .readFeedback: "rule.feedbackForNation"
        case .explainAccess: "rule.explainedToFew"
        default: "rule.officesOnly"
        }
    }

    /// The keys of all sentences that say a refusal, with those that no role decides; for the catalogues' test and the
    /// page about the table.
    package static let refusals: [String] = {
        var keys: Set<String> = [
            "rule.notActive", "rule.changePasswordFirst", "rule.tokenReadsOnly", "rule.noRole", "rule.ownRowsOnly",
            "rule.loopOthers", "rule.loopSecondPerson",
            "rule.ownOrdersOnly", "rule.ownRequestsOnly", "rule.programOnly",
        ]
        for action in Action.allCases {
            for subject in RuleSubject.all {
                for relation in Relation.allCases {
                    if case .refused(let rule) = verdict(action, subject, relation) { keys.insert(rule) }
                }
            }
        }
        return keys.sorted()
    }()
}

extension Action {
    /// True for what only whoever owns the machine does.
    fileprivate var isOfTheMachine: Bool { self == .manageDemo || self == .backUp || self == .verifyLedgers }
}
