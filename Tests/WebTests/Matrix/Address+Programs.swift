// SPDX-License-Identifier: Apache-2.0
import API

@testable import Web

/// How a program does what an address shows or does.
enum Counterpart {
    /// By these operations.
    case operations([APIOperation])
    /// Not at all, because of this.
    case none(because: String)
}

extension Address {
    /// A new address needs a line here: the tests don't compile without.
    var programs: Counterpart {
        switch self {
        case .start: by(.showAccount, .listPairings, .listDocuments, .listPlans)
        case .setUp, .completeSetUp: .none(because: "before set-up nobody has a token; the command line creates people")
        case .showSignIn, .signIn, .signInCode, .signOut:
            .none(because: "a program holds a token instead of a session; it ends one with revokeToken")
        case .showInvitation, .acceptInvitation:
            .none(because: "whoever was invited has no token yet and chooses the first password in a browser")
        case .showPassword, .changePassword: by(.changePassword)
        case .access: by(.explainAccess)
        case .reach: by(.explainReach)
        case .account: by(.showAccount, .listSessions)
        case .chooseLanguage: by(.changeAccount)
        case .confirm: by(.confirmIdentity)
        case .endSessions: by(.endSession)
        case .ownHistory: by(.showOwnHistory)
        case .tokens: by(.listTokens)
        case .createToken: by(.createToken)
        case .revokeToken: by(.revokeToken)
        case .secondFactor: by(.showSecondFactor)
        case .beginSecondFactor: by(.beginSecondFactor)
        case .finishSecondFactor: by(.finishSecondFactor)
        case .renewRecoveryCodes: by(.renewRecoveryCodes)
        case .endSecondFactor: by(.endSecondFactor)
        case .pairings: by(.listPairings)
        case .addPairing: by(.addPairing)
        case .pairing: by(.showPairing, .pairingHistory)
        case .documents: by(.listDocuments)
        case .upload: by(.uploadDocument)
        case .originalFile: by(.downloadDocument)
        case .pageImage: by(.drawPage)
        case .document: by(.showDocument, .showCitations)
        case .withholdDocument: by(.withholdDocument)
        case .missingDocuments: by(.listMissingDocuments)
        case .accuracy: by(.showAccuracy)
        case .examples: by(.exportExamples)
        case .draftLabel: by(.readLabel)
        case .changeSpelling: by(.changeSpelling)
        case .draft: by(.showDraft, .showDocument, .readDocumentText, .draftHistory, .documentHistory)
        case .correctDraft: by(.correctDraft)
        case .undo: by(.undoCorrection)
        case .redo: by(.redoCorrection)
        case .discardDraft: by(.discardDraft)
        case .showAdoption: by(.showDraft, .listPlans)
        case .adoptDraft: by(.adoptDraft)
        case .plan: by(.showPlan, .planHistory)
        case .comparePlan: by(.comparePlan)
        case .publishPlan: by(.publishPlan)
        case .withdrawPlan: by(.withdrawPlan)
        case .comparePlans: by(.comparePlans, .listLikeTasks)
        case .publishedPlan: by(.showPublishedPlan, .listPublishedPlans)
        case .tasks, .tasksAsWorkbook, .tasksAsText: by(.listTasks)
        case .task: by(.showTask, .taskHistory)
        case .comment: by(.commentTask)
        case .showFeedback, .leaveFeedback: by(.leaveFeedback)
        case .receivedFeedback: by(.listFeedback)
        case .organisations, .organisationsAsWorkbook: by(.listOrganisations)
        case .addOrganisation: by(.addOrganisation)
        case .organisation: by(.showOrganisation, .organisationHistory)
        case .editOrganisation: by(.editOrganisation)
        case .renameOrganisation: by(.renameOrganisation)
        case .mergeOrganisation: by(.mergeOrganisation)
        case .splitOrganisation: by(.splitOrganisation)
        case .confirmOrganisation: by(.confirmOrganisation)
        case .absorbOrganisation: by(.absorbOrganisation)
        case .reference, .problem: by(.openAPI)
        case .people, .peopleAsWorkbook: by(.listUsers)
        case .invitePerson: by(.inviteUser)
        case .person: by(.showUser, .userHistory)
        case .editPerson: by(.editUser)
        case .grantRole: by(.grantRole)
        case .endRole: by(.endRole)
        case .movePerson: by(.moveUser)
        case .disablePerson: by(.disableUser)
        case .enablePerson: by(.enableUser)
        case .invitePersonAgain: by(.inviteAgain)
        case .resetPersonPassword: by(.resetPassword)
        case .unlockPerson: by(.unlockUser)
        case .showHandOver: by(.showHandOver)
        case .handOver: by(.handOver)
        case .contacts, .contactsAsWorkbook: by(.listContacts)
        case .addContact: by(.addContact)
        case .contact: by(.showContact, .contactHistory)
        case .editContact: by(.editContact)
        case .removeContact: by(.removeContact)
        case .revealContact: by(.revealContact)
        case .showImport, .importTemplate: by(.readImportTemplate)
        case .checkImport: by(.checkImport)
        case .correctImport: by(.correctImport)
        case .carryOutImport: by(.carryOutImport)
        case .audit, .auditAsText, .auditAsLines: by(.listAudit)
        case .changes: by(.listChanges)
        case .health, .readiness: .none(because: "probes answer programs as they are")
        case .asset: .none(because: "style sheets and scripts belong to pages")
        }
    }

    private func by(_ operations: APIOperation...) -> Counterpart { .operations(operations) }
}
