// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing
import UseCases

/// The table of permissions, written down a second time: a change of a right is a change of two files.
@Suite("Rule table")
struct RuleTableTests {
    /// What each subject may do, by relation: O own side, X other side, P same province, N none. Columns as `subjects`.
    private static let expected: [Action: [String]] = [
        .readDirectory: Array(repeating: "OXPN", count: 10),
        .readPlan: ["OXPN", "P", "OX", "OX", "OX", "", "", "", "", "OXPN"],
        .readPublishedPlan: ["OXPN", "P", "OXPN", "OXPN", "OX", "", "", "", "", "OXPN"],
        .publishPlan: ["OXPN", "", "O", "", "", "", "", "", "", "OXPN"],
        .readDraft: ["OXPN", "P", "OX", "", "", "", "", "", "", "OXPN"],
        .uploadDocument: ["OXPN", "", "O", "", "", "", "", "", "", "OXPN"],
        .correctDraft: ["OXPN", "", "O", "", "", "", "", "", "", ""],
        .discardDraft: ["OXPN", "", "O", "", "", "", "", "", "", ""],
        .adoptDraft: ["OXPN", "", "O", "", "", "", "", "", "", "OXPN"],
        .commentTask: ["OXPN", "P", "OX", "OX", "", "", "", "", "", ""],
        .correctCrosswalk: ["OXPN", "", "O", "", "", "", "", "", "", ""],
        .setReference: ["OXPN", "P", "", "", "", "", "", "", "", "OXPN"],
        .setPairingReference: ["OXPN", "", "O", "", "", "", "", "", "", "OXPN"],
        .readLedger: ["OXPN", "P", "OX", "OX", "OX", "", "", "", "", "OXPN"],
        .editLedger: ["", "", "O", "O", "", "", "", "", "", "OXPN"],
        .confirmLedger: ["", "", "O", "", "", "", "", "", "", ""],
        .commentLedger: ["OXPN", "P", "OX", "OX", "", "", "", "", "", ""],
        .attachEvidence: ["", "", "O", "O", "", "", "", "", "", ""],
        .closeLedgerPeriod: ["", "", "O", "", "", "", "", "", "", "OXPN"],
        .revealLedgerPerson: ["", "", "O", "O", "", "", "", "", "", ""],
        .readSupervision: ["OXPN", "P", "OX", "OX", "", "", "", "", "", ""],
        .manageSupervision: ["", "", "O", "", "", "", "", "", "", ""],
        .answerSupervision: ["", "", "", "O", "", "", "", "", "", ""],
        .readRequest: ["OXPN", "P", "OX", "OX", "", "", "", "", "", ""],
        .makeRequest: ["", "", "O", "O", "", "", "", "", "", ""],
        .decideRequest: ["", "", "O", "", "", "", "", "", "", ""],
        .answerRequest: ["", "", "", "O", "", "", "", "", "", ""],
        .verifyLedgers: ["", "", "", "", "", "", "", "", "", "OXPN"],
        .readWork: ["OXPN", "P", "OX", "OX", "OX", "", "", "", "", "OXPN"],
        .readWorkDraft: ["OXPN", "P", "OX", "", "", "", "", "", "", "OXPN"],
        .planWork: ["", "", "O", "", "", "", "", "", "", ""],
        .agreeWork: ["", "", "O", "", "", "", "", "", "", ""],
        .reportWork: ["", "", "O", "O", "", "", "", "", "", ""],
        .checkWork: ["", "", "O", "", "", "", "", "", "", ""],
        .addPairing: ["OXPN", "", "", "", "", "", "OXPN", "", "", "OXPN"],
        .addChildPairing: ["OXPN", "", "O", "", "", "", "OXPN", "", "", "OXPN"],
        .readOrganisation: Array(repeating: "OXPN", count: 10),
        .manageOrganisation: ["OXPN", "", "O", "", "", "O", "OXPN", "", "", "OXPN"],
        .readContact: ["OXPN", "P", "OX", "OX", "", "O", "", "", "", "OXPN"],
        .manageContact: ["OXPN", "", "O", "", "", "O", "", "", "", "OXPN"],
        .revealContact: ["OXPN", "P", "OX", "OX", "", "O", "", "", "", ""],
        .readUser: ["", "", "", "", "", "O", "OXPN", "OXPN", "OXPN", "OXPN"],
        .createUser: ["", "", "", "", "", "O", "OXPN", "", "", "OXPN"],
        .disableUser: ["", "", "", "", "", "O", "OXPN", "", "", "OXPN"],
        .grantRole: ["", "", "", "", "", "O", "", "OXPN", "", "OXPN"],
        .handOver: ["", "", "", "", "", "O", "OXPN", "", "", "OXPN"],
        .readAudit: ["", "", "", "", "", "", "", "", "OXPN", "OXPN"],
        .readAccessRecord: ["", "", "", "", "", "", "", "OXPN", "OXPN", "OXPN"],
        .explainAccess: ["OXPN", "", "O", "", "", "O", "", "OXPN", "OXPN", "OXPN"],
        .readFeedback: ["OXPN", "", "", "", "", "", "OXPN", "", "", "OXPN"],
        .changeOwnAccount: Array(repeating: "OXPN", count: 10),
        .keepRobots: ["", "", "O", "", "", "", "", "", "", ""],
        .readJobs: ["", "", "", "", "", "", "OXPN", "", "", "OXPN"],
        .sendAgain: ["", "", "", "", "", "", "OXPN", "", "", "OXPN"],
        .keepExchange: ["", "", "", "", "", "", "OXPN", "", "", ""],
        .carryWork: ["", "", "O", "", "", "", "", "", "", ""],
        .manageDemo: ["", "", "", "", "", "", "", "", "", "OXPN"],
        .backUp: ["", "", "", "", "", "", "", "", "", "OXPN"],
    ]
    private static let subjects: [RuleSubject] = [
        .role(.national), .role(.province), .role(.office), .role(.unit), .role(.observer), .role(.pairingAdmin),
        .role(.systemAdmin), .role(.securityAdmin), .role(.auditAdmin), .local,
    ]
    private static let letters: [(Relation, Character)] = [
        (.ownSide, "O"), (.otherSide, "X"), (.sameProvince, "P"), (.none, "N"),
    ]

    @Test("Every action, subject and relation is as written here", arguments: Action.allCases)
    func table(action: Action) throws {
        let row = try #require(Self.expected[action])
        #expect(Self.subjects == RuleSubject.all)
        for (subject, allowed) in zip(Self.subjects, row) {
            for (relation, letter) in Self.letters {
                let isAllowed = RuleTable.verdict(action, subject, relation).isAllowed
                #expect(isAllowed == allowed.contains(letter), "\(action) \(subject) \(relation)")
            }
        }
    }

    @Test("Administrators never touch business data, and nobody else administers")
    func separation() {
        let administration: Set<Action> = [
            .readUser, .createUser, .disableUser, .grantRole, .handOver, .readAudit, .readAccessRecord, .manageDemo,
            .backUp, .verifyLedgers, .readJobs, .sendAgain, .keepExchange,
        ]
        let shared: Set<Action> = [
            .readDirectory, .changeOwnAccount, .addPairing, .addChildPairing, .readOrganisation, .manageOrganisation,
            .explainAccess, .readFeedback,
        ]
        for action in Action.allCases {
            for role in Role.allCases {
                let may = !RuleTable.relations(action, .role(role)).isEmpty
                if role.isAdministrator { #expect(!may || administration.contains(action) || shared.contains(action)) }
                if administration.contains(action) { #expect(!may || role.isAdministrator || role == .pairingAdmin) }
            }
        }
        #expect(RuleTable.relations(.createUser, .role(.securityAdmin)).isEmpty)
        #expect(RuleTable.relations(.grantRole, .role(.systemAdmin)).isEmpty)
    }

    @Test("A grant stands to an object by pairing, side and province")
    func relations() throws {
        let code = { (text: String) throws -> DivisionCode in try #require(DivisionCode(text)) }
        let id = { (number: UInt64) in
            Identifier<Pairing>(at: Instant(milliseconds: 1), random: (number, number))
        }
        let own = PairingScope(
            id: id(1), ancestors: [], oldAreaProvince: try code("430000"), easternProvince: try code("320000"))
        let child = PairingScope(
            id: id(2), ancestors: [id(1)], oldAreaProvince: try code("430000"), easternProvince: try code("320000"))
        let foreign = PairingScope(
            id: id(3), ancestors: [], oldAreaProvince: try code("610000"), easternProvince: try code("330000"))
        let body = Identifier<Organisation>(at: Instant(milliseconds: 1), random: (1, 1))
        let office = RoleGrant.office(id(1), .oldArea)
        let cases: [(RoleGrant, RuleObject, Relation)] = [
            (office, RuleObject(pairing: own), .ownSide),
            (office, RuleObject(pairing: own, side: .oldArea), .ownSide),
            (office, RuleObject(pairing: own, side: .eastern), .otherSide),
            (office, RuleObject(pairing: child), .ownSide),
            (office, RuleObject(pairing: foreign), .none),
            (.office(id(2), .oldArea), RuleObject(pairing: own), .none),
            (.unit(body, id(1), .eastern), RuleObject(pairing: own, side: .oldArea), .otherSide),
            (.province(try code("430000")), RuleObject(pairing: own), .sameProvince),
            (.province(try code("320000")), RuleObject(pairing: own, side: .oldArea), .none),
            (.province(try code("430000")), RuleObject(pairing: foreign), .none),
            (.observer(id(1)), RuleObject(pairing: foreign), .none),
            (.observer(id(1)), RuleObject(pairing: child), .ownSide),
            (.observer(nil), RuleObject(pairing: foreign), .ownSide),
            (.national, RuleObject(pairing: foreign), .ownSide),
            (.systemAdmin, RuleObject(pairing: own), .none),
            (.national, .installation, .none),
        ]
        for (grant, object, relation) in cases { #expect(grant.relation(to: object) == relation, "\(grant)") }
    }
}
