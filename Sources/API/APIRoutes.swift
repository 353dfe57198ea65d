// SPDX-License-Identifier: Apache-2.0

/// What answers an operation.
typealias Answering = @Sendable (Call) async throws -> Reply

extension APIOperation {
    /// The function that answers this operation: the table of contents of the API.
    var answer: Answering {
        switch self {
        case .openAPI: sendDocument
        case .showAccount: API.showAccount
        case .changeAccount: API.changeAccount
        case .listPairings: API.listPairings
        case .addPairing: API.addPairing
        case .showPairing: API.showPairing
        case .listDocuments: API.listDocuments
        case .uploadDocument: API.uploadDocument
        case .showDocument: API.showDocument
        case .readDocumentText: API.readDocumentText
        case .downloadDocument: API.downloadDocument
        case .drawPage: API.drawPage
        case .showCitations: API.showCitations
        case .listMissingDocuments: API.listMissingDocuments
        case .withholdDocument: API.withholdDocument
        case .showAccuracy: API.showAccuracy
        case .exportExamples: API.exportExamples
        case .readLabel: API.readLabel
        case .changeSpelling: API.changeSpelling
        case .showDraft: API.showDraft
        case .correctDraft: API.correctDraft
        case .undoCorrection: API.undoCorrection
        case .redoCorrection: API.redoCorrection
        case .discardDraft: API.discardDraft
        case .adoptDraft: API.adoptDraft
        case .listPlans: API.listPlans
        case .showPlan: API.showPlan
        case .comparePlan: API.comparePlan
        case .publishPlan: API.publishPlan
        case .withdrawPlan: API.withdrawPlan
        case .listPublishedPlans: API.listPublishedPlans
        case .showPublishedPlan: API.showPublishedPlan
        case .comparePlans: API.comparePlans
        case .listLikeTasks: API.listLikeTasks
        case .listTasks: API.listTasks
        case .showTask: API.showTask
        case .commentTask: API.commentTask
        case .listCrosswalk: API.listCrosswalk
        case .showPairingCrosswalk: API.showPairingCrosswalk
        case .listReferences: API.listReferences
        case .showReference: API.showReference
        case .showClause: API.showClause
        case .compareClause: API.compareClause
        case .setReference: API.setReference
        case .showTaskClauses: API.showTaskClauses
        case .correctTaskClauses: API.correctTaskClauses
        case .undoTaskClauses: API.undoTaskClauses
        case .listContacts: API.listContacts
        case .addContact: API.addContact
        case .showContact: API.showContact
        case .editContact: API.editContact
        case .removeContact: API.removeContact
        case .revealContact: API.revealContact
        case .listAudit: API.listAudit
        case .leaveFeedback: API.leaveFeedback
        case .listTokens: API.listTokens
        case .createToken: API.createToken
        case .revokeToken: API.revokeToken
        case .confirmIdentity: API.confirmIdentity
        case .listSessions: API.listSessions
        case .endSession: API.endSession
        case .changePassword: API.changePassword
        case .listUsers: API.listUsers
        case .inviteUser: API.inviteUser
        case .showUser: API.showUser
        case .editUser: API.editUser
        case .disableUser: API.disableUser
        case .enableUser: API.enableUser
        case .inviteAgain: API.inviteAgain
        case .grantRole: API.grantRole
        case .endRole: API.endRole
        case .moveUser: API.moveUser
        case .showHandOver: API.showHandOver
        case .handOver: API.handOver
        case .explainReach: API.explainReach
        case .explainAccess: API.explainAccess
        case .listOrganisations: API.listOrganisations
        case .addOrganisation: API.addOrganisation
        case .showOrganisation: API.showOrganisation
        case .editOrganisation: API.editOrganisation
        case .renameOrganisation: API.renameOrganisation
        case .mergeOrganisation: API.mergeOrganisation
        case .splitOrganisation: API.splitOrganisation
        case .confirmOrganisation: API.confirmOrganisation
        case .absorbOrganisation: API.absorbOrganisation
        case .resetPassword: API.resetPassword
        case .unlockUser: API.unlockUser
        case .showOwnHistory: API.showOwnHistory
        case .showSecondFactor: API.showSecondFactor
        case .beginSecondFactor: API.beginSecondFactor
        case .finishSecondFactor: API.finishSecondFactor
        case .renewRecoveryCodes: API.renewRecoveryCodes
        case .endSecondFactor: API.endSecondFactor
        case .pairingHistory, .documentHistory, .draftHistory, .planHistory, .taskHistory, .organisationHistory,
            .contactHistory, .userHistory:
            API.showHistory
        case .listChanges: API.listChanges
        case .readImportTemplate: API.readImportTemplate
        case .checkImport: API.checkImport
        case .correctImport: API.correctImport
        case .carryOutImport: API.carryOutImport
        case .listFeedback: API.listFeedback
        }
    }
}
