// SPDX-License-Identifier: Apache-2.0
import Domain

/// The one table of permissions: action × subject × relation to the object. What is not written is refused.
///
/// docs/permissions.md is made of it; `Tests/UseCaseTests/Accounts/RuleTableTests.swift` says it a second time.
package enum RuleTable {
    package static func verdict(_ action: Action, _ subject: RuleSubject, _ relation: Relation) -> Verdict {
        if let rule = names[action]?[subject]?[relation] { return .allowed(rule: rule) }
        return .refused(rule: refusal(of: action, subject, relation))
    }

    /// The relations in which `subject` may do `action`; empty where never.
    package static func relations(_ action: Action, _ subject: RuleSubject) -> Set<Relation> {
        Set((names[action]?[subject] ?? [:]).keys)
    }

    private static let anywhere = Set(Relation.allCases)
    /// Both sides of a pairing see the same; the other side's own matters are for reading.
    private static let pairing: Set<Relation> = [.ownSide, .otherSide]
    private static let own: Set<Relation> = [.ownSide]
    private static let province: Set<Relation> = [.sameProvince]

    /// Every permission there is.
    package static let rules: [Rule] =
        business + ledgers + work + supervision + requests + contacts + administration + machine + everybody

    private static let everybody = [
        Rule("everybodyReadsDirectory", anywhere, RuleSubject.all, [.readDirectory, .readOrganisation]),
        Rule("everybodyOwnsAccount", anywhere, RuleSubject.all, [.changeOwnAccount]),
    ]

    private static let business = [
        Rule("nationReads", anywhere, [.role(.national)], [.readPlan, .readPublishedPlan, .readDraft, .readFeedback]),
        Rule(
            "nationWorks", anywhere, [.role(.national)],
            [
                .uploadDocument, .correctDraft, .discardDraft, .adoptDraft, .publishPlan, .commentTask, .addPairing,
                .addChildPairing, .manageOrganisation, .correctCrosswalk, .setPairingReference,
            ]),
        Rule("nationSetsReference", anywhere, [.role(.national)], [.setReference]),
        Rule("provinceReads", province, [.role(.province)], [.readPlan, .readPublishedPlan, .readDraft]),
        Rule("provinceComments", province, [.role(.province)], [.commentTask]),
        Rule("provinceSetsReference", province, [.role(.province)], [.setReference]),
        Rule("officeReads", pairing, [.role(.office)], [.readPlan, .readDraft]),
        Rule(
            "officeWorks", own, [.role(.office)],
            [
                .uploadDocument, .correctDraft, .discardDraft, .adoptDraft, .publishPlan, .addChildPairing,
                .manageOrganisation, .correctCrosswalk, .setPairingReference,
            ]),
        Rule("unitReads", pairing, [.role(.unit)], [.readPlan]),
        Rule("officesKeepRobots", own, [.role(.office)], [.keepRobots]),
        Rule("pairingComments", pairing, [.role(.office), .role(.unit)], [.commentTask]),
        Rule("observerReads", pairing, [.role(.observer)], [.readPlan, .readPublishedPlan]),
        Rule("publishedIsRead", anywhere, [.role(.office), .role(.unit)], [.readPublishedPlan]),
    ]

    private static let ledgers = [
        Rule("ledgersAreRead", anywhere, [.role(.national)], [.readLedger]),
        Rule("ledgersAreRead", province, [.role(.province)], [.readLedger]),
        Rule("ledgersAreRead", pairing, [.role(.office), .role(.unit), .role(.observer)], [.readLedger]),
        Rule("sidesKeepLedgers", own, [.role(.office), .role(.unit)], [.editLedger]),
        Rule("otherSideConfirms", own, [.role(.office)], [.confirmLedger]),
        Rule("ledgersAreDiscussed", anywhere, [.role(.national)], [.commentLedger]),
        Rule("ledgersAreDiscussed", province, [.role(.province)], [.commentLedger]),
        Rule("ledgersAreDiscussed", pairing, [.role(.office), .role(.unit)], [.commentLedger]),
        Rule("evidenceIsNamed", own, [.role(.office), .role(.unit)], [.attachEvidence]),
        Rule("officesClosePeriods", own, [.role(.office)], [.closeLedgerPeriod]),
        Rule("ownSideReveals", own, [.role(.office), .role(.unit)], [.revealLedgerPerson]),
    ]

    private static let work = [
        Rule("workIsRead", anywhere, [.role(.national)], [.readWork, .readWorkDraft]),
        Rule("workIsRead", province, [.role(.province)], [.readWork, .readWorkDraft]),
        Rule("workIsRead", pairing, [.role(.office)], [.readWork, .readWorkDraft]),
        Rule("workIsRead", pairing, [.role(.unit), .role(.observer)], [.readWork]),
        Rule("officesPlanWork", own, [.role(.office)], [.planWork, .agreeWork]),
        Rule("sidesReportWork", own, [.role(.office), .role(.unit)], [.reportWork]),
        Rule("officesCheckWork", own, [.role(.office)], [.checkWork]),
        Rule("officesCarryWork", own, [.role(.office)], [.carryWork]),
    ]

    private static let supervision = [
        Rule("supervisionIsRead", anywhere, [.role(.national)], [.readSupervision]),
        Rule("supervisionIsRead", province, [.role(.province)], [.readSupervision]),
        Rule("supervisionIsRead", pairing, [.role(.office), .role(.unit)], [.readSupervision]),
        Rule("officesSupervise", own, [.role(.office)], [.manageSupervision]),
        Rule("bodiesAnswerOrders", own, [.role(.unit)], [.answerSupervision]),
    ]

    private static let requests = [
        Rule("requestsAreRead", anywhere, [.role(.national)], [.readRequest]),
        Rule("requestsAreRead", province, [.role(.province)], [.readRequest]),
        Rule("requestsAreRead", pairing, [.role(.office), .role(.unit)], [.readRequest]),
        Rule("sidesMakeRequests", own, [.role(.office), .role(.unit)], [.makeRequest]),
        Rule("officesDecideRequests", own, [.role(.office)], [.decideRequest]),
        Rule("departmentsAnswerRequests", own, [.role(.unit)], [.answerRequest]),
    ]

    private static let contacts = [
        Rule("contactsAreShared", anywhere, [.role(.national)], [.readContact]),
        Rule("contactsAreShared", province, [.role(.province)], [.readContact]),
        Rule("contactsAreShared", pairing, [.role(.office), .role(.unit)], [.readContact]),
        Rule("contactsAreRevealed", anywhere, [.role(.national)], [.revealContact]),
        Rule("contactsAreRevealed", province, [.role(.province)], [.revealContact]),
        Rule("contactsAreRevealed", pairing, [.role(.office), .role(.unit)], [.revealContact]),
        Rule("contactsAreKept", anywhere, [.role(.national)], [.manageContact]),
        Rule("contactsAreKept", own, [.role(.office)], [.manageContact]),
    ]

    private static let administration = [
        Rule(
            "pairingAdminSeesToPeople", own, [.role(.pairingAdmin)],
            [.readUser, .createUser, .disableUser, .grantRole, .handOver]),
        Rule(
            "pairingAdminSeesToBodies", own, [.role(.pairingAdmin)],
            [.manageOrganisation, .readContact, .revealContact, .manageContact]),
        Rule(
            "systemAdminCreates", anywhere, [.role(.systemAdmin)],
            [.readUser, .createUser, .disableUser, .handOver]),
        Rule(
            "systemAdminKeepsDirectory", anywhere, [.role(.systemAdmin)],
            [.addPairing, .addChildPairing, .manageOrganisation]),
        Rule("systemAdminReadsFeedback", anywhere, [.role(.systemAdmin)], [.readFeedback]),
        Rule("systemAdminKeepsExchange", anywhere, [.role(.systemAdmin)], [.keepExchange]),
        Rule("systemAdminSeesToJobs", anywhere, [.role(.systemAdmin)], [.readJobs, .sendAgain]),
        Rule("securityAdminGrants", anywhere, [.role(.securityAdmin)], [.readUser, .grantRole]),
        Rule("securityAdminReadsAccess", anywhere, [.role(.securityAdmin)], [.readAccessRecord]),
        Rule("auditAdminReads", anywhere, [.role(.auditAdmin)], [.readUser, .readAudit, .readAccessRecord]),
        Rule("accessIsExplained", own, [.role(.office), .role(.pairingAdmin)], [.explainAccess]),
        Rule(
            "accessIsExplained", anywhere, [.role(.national), .role(.securityAdmin), .role(.auditAdmin)],
            [.explainAccess]),
    ]

    /// The command line stands for the system, the security and the audit administrator, and fills in what comes as
    /// files. It corrects nothing and says nothing, because nobody could tell who it was.
    private static let machine = [
        Rule(
            "machineIsTheirs", anywhere, [.local],
            [
                .readPlan, .readPublishedPlan, .readDraft, .uploadDocument, .adoptDraft, .publishPlan, .setReference,
                .setPairingReference, .addPairing,
                .addChildPairing, .manageOrganisation, .readContact, .manageContact, .readUser, .createUser,
                .disableUser, .grantRole,
                .handOver, .readAudit, .readAccessRecord, .explainAccess, .readFeedback, .manageDemo, .backUp,
                .readLedger, .editLedger, .closeLedgerPeriod, .verifyLedgers, .readWork, .readWorkDraft, .readJobs,
                .sendAgain,
            ])
    ]

    private static let names: [Action: [RuleSubject: [Relation: String]]] = {
        var names: [Action: [RuleSubject: [Relation: String]]] = [:]
        for rule in rules {
            for action in rule.actions {
                for subject in rule.subjects {
                    for relation in rule.relations {
                        names[action, default: [:]][subject, default: [:]][relation] = rule.name
                    }
                }
            }
        }
        return names
    }()
}
