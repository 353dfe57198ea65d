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
        case .showDraft: API.showDraft
        case .correctDraft: API.correctDraft
        case .undoCorrection: API.undoCorrection
        case .redoCorrection: API.redoCorrection
        case .discardDraft: API.discardDraft
        case .adoptDraft: API.adoptDraft
        case .listPlans: API.listPlans
        case .showPlan: API.showPlan
        case .comparePlan: API.comparePlan
        case .listTasks: API.listTasks
        case .showTask: API.showTask
        case .commentTask: API.commentTask
        case .leaveFeedback: API.leaveFeedback
        }
    }
}
