// SPDX-License-Identifier: Apache-2.0
import Hummingbird

/// What answers an address.
typealias Answer = @Sendable (Visit) async throws -> Response

extension Address {
    /// The function that answers this address: the table of contents of the web.
    var answer: Answer {
        switch self {
        case .start: showStart
        case .setUp: showSetUp
        case .completeSetUp: Web.completeSetUp
        case .showSignIn: Web.showSignIn
        case .signIn: Web.signIn
        case .signOut: Web.signOut
        case .showInvitation: Web.showInvitation
        case .acceptInvitation: Web.acceptInvitation
        case .showPassword: Web.showPassword
        case .changePassword: Web.changePassword
        case .access: showAccess
        case .reach: showReach
        case .account: showAccount
        case .chooseLanguage: Web.chooseLanguage
        case .signInCode: Web.signInWithCode
        case .confirm: Web.confirmIdentity
        case .endSessions: Web.endSessions
        case .ownHistory: showOwnHistory
        case .tokens: showTokens
        case .createToken: Web.createToken
        case .revokeToken: Web.revokeToken
        case .secondFactor: showSecondFactor
        case .beginSecondFactor: Web.beginSecondFactor
        case .finishSecondFactor: Web.finishSecondFactor
        case .renewRecoveryCodes: Web.renewRecoveryCodes
        case .endSecondFactor: Web.endSecondFactor
        case .pairings: showPairings
        case .addPairing: Web.addPairing
        case .pairing: showPairing
        case .documents: showDocuments
        case .upload: Web.upload
        case .originalFile: sendOriginalFile
        case .pageImage: sendPageImage
        case .draft: showDraft
        case .correctDraft: Web.correctDraft
        case .undo: undoCorrection
        case .redo: redoCorrection
        case .discardDraft: Web.discardDraft
        case .showAdoption: Web.showAdoption
        case .adoptDraft: Web.adoptDraft
        case .plan: showPlan
        case .comparePlan: Web.comparePlan
        case .tasks: showTasks
        case .tasksAsWorkbook: sendTasksAsWorkbook
        case .tasksAsText: sendTasksAsText
        case .task: showTask
        case .comment: Web.comment
        case .showFeedback: Web.showFeedback
        case .leaveFeedback: Web.leaveFeedback
        case .receivedFeedback: showReceivedFeedback
        case .organisations: showOrganisations
        case .addOrganisation: Web.addOrganisation
        case .organisation: showOrganisation
        case .editOrganisation: Web.editOrganisation
        case .renameOrganisation: Web.renameOrganisation
        case .mergeOrganisation: Web.mergeOrganisation
        case .splitOrganisation: Web.splitOrganisation
        case .confirmOrganisation: Web.confirmOrganisation
        case .absorbOrganisation: Web.absorbOrganisation
        case .reference: showReference
        case .problem: showProblem
        case .people: showPeople
        case .invitePerson: Web.invitePerson
        case .person: showPerson
        case .editPerson: Web.editPerson
        case .grantRole: Web.grantRole
        case .endRole: Web.endRole
        case .movePerson: Web.movePerson
        case .disablePerson: Web.disablePerson
        case .enablePerson: Web.enablePerson
        case .invitePersonAgain: Web.invitePersonAgain
        case .resetPersonPassword: Web.resetPersonPassword
        case .unlockPerson: Web.unlockPerson
        case .showHandOver: Web.showHandOver
        case .handOver: Web.handOver
        case .contacts: showContacts
        case .addContact: Web.addContact
        case .contact: showContact
        case .editContact: Web.editContact
        case .removeContact: Web.removeContact
        case .revealContact: Web.revealContact
        case .organisationsAsWorkbook: sendOrganisations
        case .peopleAsWorkbook: sendPeople
        case .contactsAsWorkbook: sendContacts
        case .showImport: Web.showImport
        case .importTemplate: sendImportTemplate
        case .checkImport: Web.checkImport
        case .carryOutImport: Web.carryOutImport
        case .audit: showAudit
        case .auditAsText: sendAuditAsText
        case .auditAsLines: sendAuditAsLines
        case .changes: streamChanges
        case .health: answerHealth
        case .readiness: answerReadiness
        case .asset: sendAsset
        }
    }
}
