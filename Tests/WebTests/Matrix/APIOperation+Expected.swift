// SPDX-License-Identifier: Apache-2.0
import API

extension APIOperation {
    /// What each asker gets, as in `Address.expected`; the last columns are no token, a revoked one, one that has ended,
    /// one of a disabled person, and a national user's that only reads.
    var expected: String {
        switch self {
        case .openAPI:
            "o o o o o o o o o o o o o o"
        case .showAccount, .listPairings, .showPairing, .listDocuments, .listPlans, .listPublishedPlans, .listTasks,
            .listCrosswalk, .listReferences, .listOrganisations, .showOrganisation, .pairingHistory, .showLedger:
            "o o o o o o o o o u u u u o"
        case .changeAccount, .listTokens, .listSessions, .confirmIdentity, .beginSecondFactor,
            .showOwnHistory, .showSecondFactor:
            "o o o o o o o o o u u u u f"
        case .finishSecondFactor, .renewRecoveryCodes, .endSecondFactor:
            "c c c c c c c c c u u u u f"
        case .resetPassword:
            "n n n n n mmnn m f f u u u u f"
        case .unlockUser:
            "n n n n n ddnn d f f u u u u f"
        case .organisationHistory:
            "o f offf f f ooff o f f u u u u f"
        case .contactHistory:
            "o fnfn ofnn ffnn n oonn n n n u u u u f"
        case .readImportTemplate:
            "o f o f f o o f f u u u u f"
        case .checkImport, .correctImport, .carryOutImport:
            "c f c f f c c f f u u u u f"
        case .listAudit:
            "f f f f f f f o o u u u u f"
        case .listYearPlans:
            "o o o o o o o o o u u u u o"
        case .startYearPlan:
            "f f mmff f f f f f f u u u u f"
        case .showYearPlan, .showItem:
            "o ooon oonn oonn oonn n n n n u u u u o"
        case .agreeYearPlan:
            "f fffn oonn n n n n n n u u u u f"
        case .takeBackAgreement, .removeItem:
            "f fffn ddnn n n n n n n u u u u f"
        case .addItems:
            "f fffn mmnn ffnn ffnn n n n n u u u u f"
        case .editItem:
            "f fffn oonn ffnn ffnn n n n n u u u u f"
        case .reachMilestone:
            "f fffn oonn ofnn ffnn n n n n u u u u f"
        case .moveShare, .setProgress:
            "f fnfn ofnn ofnn ffnn n n n n u u u u f"
        case .listCycles:
            "o o o o o f f f f u u u u o"
        case .openCycle:
            "f fffn mmnn ffnn ffnn n n n n u u u u f"
        case .acceptFilings:
            "f fffn oonn ffnn ffnn n n n n u u u u f"
        case .showCycle:
            "o ooon oonn oonn oonn n n n n u u u u o"
        case .showFiling:
            "n n onnn onnn n n n n n u u u u n"
        case .editFiling:
            "n n onnn onnn n n n n n u u u u f"
        case .moveFiling:
            "n n onnn fnnn n n n n n u u u u f"
        case .listOrders:
            "o o o o f f f f f u u u u o"
        case .addOrder:
            "f fffn mfnn ffnn n n n n n u u u u f"
        case .showOrder, .downloadHandlingFile:
            "o ooon oonn onnn n n n n n u u u u o"
        case .editOrder, .moveOrder:
            "n n ofnn n n n n n n u u u u f"
        case .moveHandling:
            "f fffn ffnn onnn n n n n n u u u u f"
        case .addHandlingFile:
            "f fffn ffnn mnnn n n n n n u u u u f"
        case .removeHandlingFile:
            "f fffn ffnn dnnn n n n n n u u u u f"
        case .listContacts:
            "o ooon oonn oonn n oonn n n n u u u u o"
        case .showContact:
            "o onon oonn oonn n oonn n n n u u u u o"
        case .addContact:
            "m fnfn mfnn ffnn n mmnn n n n u u u u f"
        case .editContact:
            "o fnfn ofnn ffnn n oonn n n n u u u u f"
        case .removeContact:
            "d fnfn dfnn ffnn n ddnn n n n u u u u f"
        case .revealContact:
            "o onon oonn oonn n oonn n n n u u u u f"
        case .endSession:
            "n n n n n n n n n u u u u f"
        case .createToken:
            "m m m m m m m m m u u u u f"
        case .revokeToken:
            "d n n n n n n n n u u u u f"
        case .listUsers:
            "f f f f f o o o o u u u u f"
        case .inviteUser:
            "f f f f f mmff f f f u u u u f"
        case .showUser, .userHistory:
            "n n n n n oonn o o o u u u u n"
        case .editUser, .disableUser, .enableUser, .handOver:
            "n n n n n oonn o f f u u u u f"
        case .inviteAgain:
            "n n n n n mmnn m f f u u u u f"
        case .grantRole, .moveUser:
            "n n n n n oonn f o f u u u u f"
        case .endRole:
            "n n n n n ccnn f o f u u u u f"
        case .showHandOver:
            "n n n n n oonn o f f u u u u f"
        case .explainReach:
            "n n n n n oonn f o o u u u u n"
        case .explainAccess:
            "o fffn oonn ffnn ffnn oonn n o o u u u u o"
        case .addOrganisation:
            "m f mfff f f mmff m f f u u u u f"
        case .editOrganisation, .renameOrganisation, .mergeOrganisation, .splitOrganisation,
            .confirmOrganisation, .absorbOrganisation:
            "o f offf f f ooff o f f u u u u f"
        case .addPairing:
            "m f mmff f f f m f f u u u u f"
        case .uploadDocument:
            "m f mmff f f f f f f u u u u f"
        case .listMissingDocuments:
            "o o o o o o o o o u u u u o"
        case .showAccuracy, .exportExamples:
            "o o o f f f f f f u u u u o"
        case .withholdDocument:
            "d fffn ddnn n n n n n n u u u u f"
        case .changeSpelling:
            "n f nfff f f nnff n f f u u u u f"
        case .showDocument, .readDocumentText, .downloadDocument, .drawPage, .showDraft, .documentHistory,
            .draftHistory, .showCitations, .readLabel:
            "o ooon oonn n n n n n n u u u u o"
        case .correctDraft, .undoCorrection, .redoCorrection, .discardDraft:
            "o fffn oonn n n n n n n u u u u f"
        case .adoptDraft, .setReference:
            "m fffn mmnn n n n n n n u u u u f"
        case .showPlan, .comparePlan, .listLikeTasks, .showTask, .planHistory, .taskHistory, .listChanges,
            .showPairingCrosswalk, .compareClause, .showTaskClauses:
            "o ooon oonn oonn oonn n n n n u u u u o"
        case .showPublishedPlan, .comparePlans:
            "o ooon o o oonn n n n n u u u u o"
        case .publishPlan:
            "o fffn oonn ffnn ffnn n n n n u u u u f"
        case .withdrawPlan:
            "d fffn ddnn ffnn ffnn n n n n u u u u f"
        case .showReference, .showClause:
            "o o o o o n n n n u u u u o"
        case .correctTaskClauses, .undoTaskClauses:
            "o fffn oonn ffnn ffnn n n n n u u u u f"
        case .commentTask:
            "m mmmn mmnn mmnn ffnn n n n n u u u u f"
        case .leaveFeedback, .changePassword:
            "d d d d d d d d d u u u u f"
        case .listLedgers, .listIndicators, .listDifferences, .listStalled:
            "o o o o o f f f f u u u u o"
        case .listEntries, .sumEntries, .showEntry, .listCellChanges, .showFigure, .listPeriods,
            .showPeriod, .downloadEntryFile:
            "o ooon oonn oonn oonn n n n n u u u u o"
        case .showIndicator:
            "o ooon oonn oonn oonn f f f f u u u u o"
        case .checkEntry:
            "o ooon oonn oonn oonn n n n n u u u u f"
        case .addEntry, .beginSheetImport:
            "f fnfn mfnn mfnn ffnn n n n n u u u u f"
        case .showSheetImport, .previewSheetImport, .decideSheetImport, .startSheetImport, .cancelSheetImport,
            .discardSheetImport:
            "n n n n n n n n n u u u u f"
        case .deliverEntries:
            "f fnfn ofnn ofnn ffnn n n n n u u u u f"
        case .changeEntries, .editEntry, .moveEntry, .confirmEntry, .disputeEntry, .revealEntry,
            .revealEntryFile:
            "f fnfn ofnn ffnn ffnn n n n n u u u u f"
        case .closePeriod:
            "f fffn oonn ffnn ffnn n n n n u u u u f"
        case .settleDifference:
            "f fnfn oonn ffnn ffnn n n n n u u u u f"
        case .addEntryFile:
            "f fnfn mfnn ffnn ffnn n n n n u u u u f"
        case .removeEntry, .removeEntryFile:
            "f fnfn dfnn ffnn ffnn n n n n u u u u f"
        case .attachEntry, .detachEntry:
            "f fffn ddnn ddnn ffnn n n n n u u u u f"
        case .commentEntry:
            "d dddn ddnn ddnn ffnn n n n n u u u u f"
        case .listFeedback:
            "o f f f f f o f f u u u u o"
        }
    }

    /// The names of sessions aren't known here, nor a code of the moment, nor is there a workbook, nor an import that the
    /// asker began; the tests of their features show that they succeed.
    static let succeedElsewhere: Set<APIOperation> = [
        .endSession, .finishSecondFactor, .renewRecoveryCodes, .endSecondFactor, .checkImport, .correctImport,
        .carryOutImport, .changeSpelling, .showSheetImport, .previewSheetImport, .decideSheetImport, .startSheetImport,
        .cancelSheetImport, .discardSheetImport,
    ]
}
