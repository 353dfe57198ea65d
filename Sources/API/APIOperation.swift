// SPDX-License-Identifier: Apache-2.0
package import Domain
import FormData
package import HTTPTypes
package import UseCases

/// Every operation of the API: the one list from which routes, the OpenAPI document and the tests are made.
package enum APIOperation: String, CaseIterable, Sendable {
    case openAPI
    case showAccount, changeAccount
    case listTokens, createToken, revokeToken, confirmIdentity, listSessions, endSession, changePassword
    case showOwnHistory
    case showSecondFactor, beginSecondFactor, finishSecondFactor, renewRecoveryCodes, endSecondFactor
    case listUsers, inviteUser, showUser, editUser, disableUser, enableUser, inviteAgain
    case grantRole, endRole, moveUser, showHandOver, handOver
    case resetPassword, unlockUser
    case explainReach, explainAccess
    case listOrganisations, addOrganisation, showOrganisation, editOrganisation, renameOrganisation
    case mergeOrganisation, splitOrganisation, confirmOrganisation, absorbOrganisation
    case changeSpelling
    case listContacts, addContact, showContact, editContact, removeContact, revealContact
    case listPairings, addPairing, showPairing
    case listDocuments, uploadDocument, showDocument, readDocumentText, downloadDocument, drawPage
    case showCitations, listMissingDocuments, withholdDocument, showAccuracy, exportExamples, readLabel
    case showDraft, correctDraft, undoCorrection, redoCorrection, discardDraft, adoptDraft
    case listPlans, showPlan, comparePlan
    case publishPlan, withdrawPlan, listPublishedPlans, showPublishedPlan
    case comparePlans, listLikeTasks
    case listTasks, showTask, commentTask
    case listCrosswalk, showPairingCrosswalk, listReferences, showReference, showClause, compareClause
    case setReference, showTaskClauses, correctTaskClauses, undoTaskClauses
    case listAudit
    case pairingHistory, documentHistory, draftHistory, planHistory, taskHistory
    case organisationHistory, contactHistory, userHistory
    case listChanges
    case readImportTemplate, checkImport, correctImport, carryOutImport
    case leaveFeedback, listFeedback
    case listLedgers, showLedger, listEntries, addEntry, checkEntry, changeEntries, sumEntries
    case showEntry, editEntry, removeEntry, confirmEntry, disputeEntry, moveEntry, listDifferences, settleDifference
    case commentEntry, listCellChanges, revealEntry, attachEntry, detachEntry, deliverEntries
    case listStalled, addEntryFile, downloadEntryFile, revealEntryFile, removeEntryFile
    case listOrders, addOrder, showOrder, editOrder, moveOrder, moveHandling
    case addHandlingFile, downloadHandlingFile, removeHandlingFile
    case listYearPlans, startYearPlan, showYearPlan, agreeYearPlan, takeBackAgreement, addItems
    case showItem, editItem, removeItem, reachMilestone, moveShare, setProgress
    case listCycles, openCycle, showCycle, acceptFilings, showFiling, editFiling, moveFiling
    case beginSheetImport, showSheetImport, previewSheetImport, decideSheetImport, startSheetImport
    case cancelSheetImport, discardSheetImport
    case listIndicators, showIndicator, showFigure, listPeriods, showPeriod, closePeriod

    package var method: HTTPRequest.Method { declaration.method }
    /// The path as the router reads it, with a colon before each value.
    package var pattern: String {
        declaration.path.replacing("{", with: ":").replacing("}", with: "")
    }
    package var action: Action? { declaration.action }
    package var scope: TokenScope { declaration.scope }

    /// The path with `values` in its places, in order.
    package func path(_ values: String...) -> String {
        var rest = values[...]
        let parts = declaration.path.split(separator: "/").map { part in
            part.hasPrefix("{") ? (rest.popFirst() ?? "").percentEncodedPart : String(part)
        }
        return "/" + parts.joined(separator: "/")
    }

    /// Under which heading the reference lists it.
    var feature: Feature {
        switch self {
        case .openAPI: .portal
        case .showAccount, .changeAccount, .listTokens, .createToken, .revokeToken, .confirmIdentity,
            .listSessions, .endSession, .changePassword, .showOwnHistory, .showSecondFactor, .beginSecondFactor,
            .finishSecondFactor, .renewRecoveryCodes, .endSecondFactor:
            .accounts
        case .listUsers, .inviteUser, .showUser, .editUser, .disableUser, .enableUser, .inviteAgain, .grantRole,
            .endRole, .moveUser, .showHandOver, .handOver, .resetPassword, .unlockUser, .explainReach, .explainAccess:
            .people
        case .listOrganisations, .addOrganisation, .showOrganisation, .editOrganisation, .renameOrganisation,
            .mergeOrganisation, .splitOrganisation, .confirmOrganisation, .absorbOrganisation, .changeSpelling:
            .organisations
        case .listContacts, .addContact, .showContact, .editContact, .removeContact, .revealContact: .pairings
        case .listPairings, .addPairing, .showPairing: .pairings
        case .listDocuments, .uploadDocument, .showDocument, .readDocumentText, .downloadDocument, .drawPage,
            .showCitations, .listMissingDocuments, .withholdDocument, .showAccuracy, .exportExamples, .readLabel,
            .showDraft, .correctDraft, .undoCorrection, .redoCorrection, .discardDraft, .adoptDraft:
            .documents
        case .listPlans, .showPlan, .comparePlan, .publishPlan, .withdrawPlan, .listPublishedPlans,
            .showPublishedPlan, .comparePlans, .listLikeTasks, .listTasks, .showTask, .commentTask,
            .listCrosswalk, .showPairingCrosswalk, .listReferences, .showReference, .showClause, .compareClause,
            .setReference, .showTaskClauses, .correctTaskClauses, .undoTaskClauses:
            .plans
        case .listAudit, .pairingHistory, .documentHistory, .draftHistory, .planHistory, .taskHistory,
            .organisationHistory, .contactHistory, .userHistory, .listChanges:
            .audit
        case .readImportTemplate, .checkImport, .correctImport, .carryOutImport: .imports
        case .leaveFeedback, .listFeedback: .portal
        case .listLedgers, .showLedger, .listEntries, .addEntry, .checkEntry, .changeEntries, .sumEntries, .showEntry,
            .editEntry, .removeEntry,
            .confirmEntry, .disputeEntry, .moveEntry, .listDifferences, .settleDifference, .commentEntry,
            .listCellChanges, .revealEntry,
            .attachEntry, .detachEntry, .listStalled, .addEntryFile, .downloadEntryFile, .revealEntryFile,
            .removeEntryFile, .beginSheetImport, .showSheetImport, .previewSheetImport, .decideSheetImport,
            .startSheetImport, .cancelSheetImport, .discardSheetImport,
            .deliverEntries, .listIndicators, .showIndicator, .showFigure,
            .listPeriods, .showPeriod, .closePeriod:
            .ledgers
        case .listOrders, .addOrder, .showOrder, .editOrder, .moveOrder, .moveHandling,
            .addHandlingFile, .downloadHandlingFile, .removeHandlingFile:
            .supervision
        case .listYearPlans, .startYearPlan, .showYearPlan, .agreeYearPlan, .takeBackAgreement, .addItems, .showItem,
            .editItem, .removeItem, .reachMilestone, .moveShare, .setProgress:
            .work
        case .listCycles, .openCycle, .showCycle, .acceptFilings, .showFiling, .editFiling, .moveFiling: .filings
        }
    }

    enum Feature: String, CaseIterable {
        case accounts, people, organisations, imports, audit, pairings, documents, plans, work, supervision, filings,
            ledgers, portal
    }

    package var declaration: Declaration {
        switch self {
        case .openAPI: .get("/api/openapi.json", nil, .object(Schema(.map(Schema(.any))))).open
        case .showAccount, .changeAccount, .listTokens, .createToken, .revokeToken, .confirmIdentity,
            .listSessions, .endSession, .changePassword:
            accountDeclaration
        case .listUsers, .inviteUser, .showUser, .editUser, .disableUser, .enableUser, .inviteAgain, .grantRole,
            .endRole, .moveUser, .showHandOver, .handOver, .resetPassword, .unlockUser:
            personDeclaration
        case .showSecondFactor, .beginSecondFactor, .finishSecondFactor, .renewRecoveryCodes, .endSecondFactor:
            secondFactorDeclaration
        case .showOwnHistory, .pairingHistory, .documentHistory, .draftHistory, .planHistory, .taskHistory,
            .organisationHistory, .contactHistory, .userHistory:
            historyDeclaration
        case .listChanges: changeDeclaration
        case .readImportTemplate, .checkImport, .correctImport, .carryOutImport: importDeclaration
        case .explainReach, .explainAccess: accessDeclaration
        case .listOrganisations, .addOrganisation, .showOrganisation, .editOrganisation, .renameOrganisation,
            .mergeOrganisation, .splitOrganisation, .confirmOrganisation, .absorbOrganisation:
            organisationDeclaration
        case .changeSpelling: spellingDeclaration
        case .showCitations, .listMissingDocuments, .withholdDocument: citationDeclaration
        case .showAccuracy, .exportExamples, .readLabel: accuracyDeclaration
        case .listContacts, .addContact, .showContact, .editContact, .removeContact, .revealContact:
            contactDeclaration
        case .listPairings, .addPairing, .showPairing: pairingDeclaration
        case .listDocuments, .uploadDocument, .showDocument, .readDocumentText, .downloadDocument, .drawPage:
            documentDeclaration
        case .showDraft, .correctDraft, .undoCorrection, .redoCorrection, .discardDraft, .adoptDraft:
            draftDeclaration
        case .listPlans, .showPlan, .comparePlan, .listTasks, .showTask, .commentTask: planDeclaration
        case .publishPlan, .withdrawPlan, .listPublishedPlans, .showPublishedPlan: publishingDeclaration
        case .comparePlans, .listLikeTasks: likenessDeclaration
        case .listCrosswalk, .showPairingCrosswalk, .listReferences, .showReference, .showClause, .compareClause,
            .setReference, .showTaskClauses, .correctTaskClauses, .undoTaskClauses:
            crosswalkDeclaration
        case .listAudit: auditDeclaration
        case .leaveFeedback: .create("/api/v1/feedback", nil, .json(newFeedbackSchema), .nothing)
        case .listFeedback: .list("/api/v1/feedback", .readFeedback, feedbackShape.schema)
        case .listLedgers, .showLedger: ledgerDeclaration
        case .listEntries, .addEntry, .checkEntry, .changeEntries, .sumEntries, .showEntry, .editEntry, .removeEntry,
            .confirmEntry, .disputeEntry, .moveEntry, .listDifferences, .settleDifference, .commentEntry,
            .listCellChanges, .revealEntry,
            .attachEntry, .detachEntry, .deliverEntries:
            entryDeclaration
        case .listStalled: stalledDeclaration
        case .addEntryFile, .downloadEntryFile, .revealEntryFile, .removeEntryFile: entryFileDeclaration
        case .listOrders, .addOrder, .showOrder, .editOrder, .moveOrder, .moveHandling,
            .addHandlingFile, .downloadHandlingFile, .removeHandlingFile:
            orderDeclaration
        case .listYearPlans, .startYearPlan, .showYearPlan, .agreeYearPlan, .takeBackAgreement, .addItems, .showItem,
            .editItem, .removeItem, .reachMilestone, .moveShare, .setProgress:
            workDeclaration
        case .listCycles, .openCycle, .showCycle, .acceptFilings, .showFiling, .editFiling, .moveFiling:
            filingDeclaration
        case .beginSheetImport, .showSheetImport, .previewSheetImport, .decideSheetImport, .startSheetImport,
            .cancelSheetImport, .discardSheetImport:
            sheetImportDeclaration
        case .listIndicators, .showIndicator, .showFigure: indicatorDeclaration
        case .listPeriods, .showPeriod, .closePeriod: periodDeclaration
        }
    }
}
