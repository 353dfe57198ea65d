// SPDX-License-Identifier: Apache-2.0
import FormData
package import HTTPTypes

/// Every address of the program: the one list from which routes are made and links are written.
package enum Address: String, CaseIterable, Sendable {
    case start
    case setUp, completeSetUp
    case showSignIn, signIn, signOut
    case showInvitation, acceptInvitation
    case showPassword, changePassword
    case access, reach
    case account, chooseLanguage
    case signInCode, confirm, endSessions, ownHistory
    case tokens, createToken, revokeToken
    case secondFactor, beginSecondFactor, finishSecondFactor, renewRecoveryCodes, endSecondFactor
    case pairings, addPairing, pairing
    case documents, upload, document, originalFile, pageImage, withholdDocument, missingDocuments
    case accuracy, examples
    case draft, draftLabel, correctDraft, undo, redo, discardDraft, showAdoption, adoptDraft
    case generations, decideFate
    case plan, comparePlan, publishPlan, withdrawPlan, publishedPlan, comparePlans
    case tasks, tasksAsWorkbook, tasksAsText, task, comment
    case crosswalk, crosswalkAsWorkbook, crosswalkAsText, pairingCrosswalk, referencePlan, clause, crosswalkCell
    case setReference, correctClauses, undoClauses
    case ledgers, aboutLedger, ledger, ledgerAsText, ledgerAsWorkbook, ledgerTemplate
    case showSheetImport, beginSheetImport, sheetImport, decideSheetImport, finishSheetImport, discardSheetImport
    case cancelSheetImport, ledgerInClear
    case newEntry, addEntry, checkEntry, changeEntries
    case entry, editEntry, removeEntry, changeCells, cell
    case confirmEntry, disputeEntry, settleDifference, moveEntry, commentEntry, revealEntry, attachEntry, detachEntry
    case addEntryFile, entryFile, revealEntryFile, removeEntryFile
    case yearPlans, startYearPlan, yearPlan, yearPlanAsWorkbook, agreeYearPlan, takeBackAgreement
    case addItem, pasteItems, addSpecial, item, editItem, changeItem, removeItem, reachMilestone
    case moveLeg, setProgress
    case ganttOfYearPlan, showItemImport, readItemImport, checkItemImport, takeBackImport
    case lights, proposeLights, moveLights, chooseSlips
    case exchange, keepExchangePeer, makeExchangeFile, readExchangeFile, exchangeFile, applyExchangeFile
    case indicators, indicator, figure, periods, period, closePeriod
    case cycles, openCycle, keepFilingRule, cycle, cycleAsWorkbook, acceptFilings, remindFilings, moveCycleDays, filing,
        saveFiling,
        saveFilingFields, moveFiling, correctFiling, filingAsWorkbook, importFiling, addFilingPaper, filingPaper,
        itemDifference, moveItemDifference
    case orders, newOrder, addOrder, order, editOrder, moveOrder, moveHandling
    case addAttachment, attachment, thumbnail, removeAttachment, beginUpload, uploadState, appendUpload, endUpload
    case rollUp, rollUpRows
    case day, leader, leaderRows
    case requests, newRequest, addRequest, request, editRequest, moveRequest, moveOpinion
    case meetings, meeting, editMeeting, addDecision, moveDecision, takeDecision
    case calendar, openCalendar, closeCalendar, calendarFile
    case showFeedback, leaveFeedback, receivedFeedback
    case organisations, addOrganisation, organisation, editOrganisation, renameOrganisation, mergeOrganisation
    case splitOrganisation, confirmOrganisation, absorbOrganisation
    case changeSpelling
    case reference, problem
    case people, invitePerson, person, editPerson, grantRole, endRole, movePerson, disablePerson, enablePerson
    case invitePersonAgain, showHandOver, handOver, resetPersonPassword, unlockPerson
    case organisationsAsWorkbook, peopleAsWorkbook, contactsAsWorkbook
    case showImport, importTemplate, checkImport, correctImport, carryOutImport
    case contacts, addContact, contact, editContact, removeContact, revealContact
    case notices, readNotice, readAllNotices, noticeChoices, chooseNotices
    case robots, addRobot, turnRobot, removeRobot
    case jobs, sendAgain, sendAllAgain
    case audit, auditAsText, auditAsLines, changes
    case health, readiness, asset
}

extension Address {
    /// Who may ask for an address at all. What a signed-in person may do there is decided by the use case.
    package enum Need: Sendable {
        /// Answers always, even before set-up: the probes and the assets.
        case nothing
        /// Answers only until set-up is done.
        case setUp
        /// Answers anybody once set-up is done.
        case anyone
        /// Answers a signed-in person, also one who must choose a new password first.
        case signedIn
        /// Answers a signed-in person with a password of their own.
        case settled
    }

    /// What an address consists of. In the pattern a part that begins with a colon stands for a value.
    package struct Shape: Sendable {
        package let method: HTTPRequest.Method
        package let pattern: String
        package let need: Need
    }

    package var method: HTTPRequest.Method { shape.method }
    package var pattern: String { shape.pattern }
    package var need: Need { shape.need }

    /// The path with `values` in the places of the pattern, in order.
    package func path(_ values: String...) -> String { path(values) }

    package func path(_ values: [String]) -> String {
        var rest = values[...]
        let parts = pattern.split(separator: "/").map { part in
            part.hasPrefix(":") ? (rest.popFirst() ?? "").percentEncodedPart : String(part)
        }
        return "/" + parts.joined(separator: "/")
    }

    /// Whether it takes a password, a code or a link that stands for one, so that its requests are counted by address.
    var isDoor: Bool {
        switch self {
        case .signIn, .signInCode, .completeSetUp, .showInvitation, .acceptInvitation, .changePassword, .confirm,
            .beginSecondFactor, .finishSecondFactor, .renewRecoveryCodes, .endSecondFactor, .calendarFile:
            true
        default: false
        }
    }

    /// How many values the pattern takes.
    var valueCount: Int { pattern.split(separator: "/").count { $0.hasPrefix(":") } }

    package var shape: Shape {
        switch self {
        case .start: get("/", .settled)
        case .setUp: get("/setup", .setUp)
        case .completeSetUp: post("/setup", .setUp)
        case .showSignIn: get("/login", .anyone)
        case .signIn: post("/login", .anyone)
        case .signOut: post("/logout", .signedIn)
        case .showInvitation: get("/invitations/:token", .anyone)
        case .acceptInvitation: post("/invitations/:token", .anyone)
        case .showPassword: get("/password", .signedIn)
        case .changePassword: post("/password", .signedIn)
        case .access: get("/access/:kind/:id", .settled)
        case .reach: get("/users/:id/reach", .settled)
        case .account: get("/account", .settled)
        case .chooseLanguage: post("/language", .nothing)
        case .signInCode: post("/login/code", .anyone)
        case .confirm: post("/confirm", .signedIn)
        case .endSessions: post("/account/sessions", .settled)
        case .ownHistory: get("/account/history", .settled)
        case .tokens: get("/account/tokens", .settled)
        case .createToken: post("/account/tokens", .settled)
        case .revokeToken: post("/account/tokens/:id/revoke", .settled)
        case .secondFactor: get("/account/second-factor", .signedIn)
        case .beginSecondFactor: post("/account/second-factor", .signedIn)
        case .finishSecondFactor: post("/account/second-factor/code", .signedIn)
        case .renewRecoveryCodes: post("/account/second-factor/recovery-codes", .settled)
        case .endSecondFactor: post("/account/second-factor/off", .settled)
        case .pairings: get("/pairings", .settled)
        case .addPairing: post("/pairings", .settled)
        case .pairing: get("/pairings/:code", .settled)
        case .documents: get("/documents", .settled)
        case .upload: post("/documents", .settled)
        case .document: get("/documents/:id", .settled)
        case .withholdDocument: post("/documents/:id/withholding", .settled)
        case .missingDocuments: get("/missing-documents", .settled)
        case .accuracy: get("/accuracy", .settled)
        case .examples: get("/accuracy/examples.zip", .settled)
        case .originalFile: get("/documents/:id/file", .settled)
        case .pageImage: get("/documents/:id/pages/:page", .settled)
        case .draft: get("/drafts/:id", .settled)
        case .draftLabel: get("/drafts/:id/label.json", .settled)
        case .correctDraft: post("/drafts/:id/corrections", .settled)
        case .undo: post("/drafts/:id/undo", .settled)
        case .redo: post("/drafts/:id/redo", .settled)
        case .discardDraft: post("/drafts/:id/discard", .settled)
        case .showAdoption: get("/drafts/:id/adoption", .settled)
        case .adoptDraft: post("/drafts/:id/adoption", .settled)
        case .plan: get("/plans/:id", .settled)
        case .comparePlan: get("/plans/:id/compare", .settled)
        case .publishPlan: post("/plans/:id/publish", .settled)
        case .withdrawPlan: post("/plans/:id/withdraw", .settled)
        case .publishedPlan: get("/plans/:id/published", .settled)
        case .comparePlans: get("/compare", .settled)
        case .tasks: get("/tasks", .settled)
        case .tasksAsWorkbook: get("/tasks.xlsx", .settled)
        case .tasksAsText: get("/tasks.csv", .settled)
        case .task: get("/tasks/:id", .settled)
        case .comment: post("/tasks/:id/comments", .settled)
        case .crosswalk: get("/crosswalk", .settled)
        case .crosswalkAsWorkbook: get("/crosswalk.xlsx", .settled)
        case .crosswalkAsText: get("/crosswalk.csv", .settled)
        case .pairingCrosswalk: get("/crosswalk/pairings/:code", .settled)
        case .referencePlan: get("/crosswalk/references/:id", .settled)
        case .clause: get("/crosswalk/references/:id/clauses/:number", .settled)
        case .crosswalkCell: get("/crosswalk/references/:id/clauses/:number/:code", .settled)
        case .setReference: post("/drafts/:id/reference", .settled)
        case .correctClauses: post("/tasks/:id/clauses", .settled)
        case .undoClauses: post("/tasks/:id/clauses/undo", .settled)
        case .ledgers: get("/ledgers", .settled)
        case .aboutLedger: get("/ledgers/:key/about", .settled)
        case .ledger: get("/ledgers/:key", .settled)
        case .ledgerAsText: get("/ledgers/:key/entries.csv", .settled)
        case .ledgerAsWorkbook: get("/ledgers/:key/entries.xlsx", .settled)
        case .ledgerTemplate: get("/ledgers/:key/template.xlsx", .settled)
        case .showSheetImport: get("/ledgers/:key/import", .settled)
        case .beginSheetImport: post("/ledgers/:key/import", .settled)
        case .sheetImport: get("/ledgers/imports/:id", .settled)
        case .decideSheetImport: post("/ledgers/imports/:id", .settled)
        case .finishSheetImport: post("/ledgers/imports/:id/rows", .settled)
        case .discardSheetImport: post("/ledgers/imports/:id/discard", .settled)
        case .ledgerInClear: post("/ledgers/:key/entries.xlsx", .settled)
        case .cancelSheetImport: post("/ledgers/imports/:id/cancel", .settled)
        case .newEntry: get("/ledgers/:key/new", .settled)
        case .addEntry: post("/ledgers/:key/new", .settled)
        case .checkEntry: post("/ledgers/:key/check", .settled)
        case .changeEntries: post("/ledgers/:key/bulk", .settled)
        case .entry: get("/entries/:id", .settled)
        case .editEntry: post("/entries/:id", .settled)
        case .removeEntry: post("/entries/:id/remove", .settled)
        case .changeCells: post("/entries/:id/cells", .settled)
        case .cell: get("/entries/:id/cells/:field", .settled)
        case .confirmEntry: post("/entries/:id/confirm", .settled)
        case .disputeEntry: post("/entries/:id/dispute", .settled)
        case .settleDifference: post("/differences/:id", .settled)
        case .moveEntry: post("/entries/:id/stage", .settled)
        case .commentEntry: post("/entries/:id/comments", .settled)
        case .revealEntry: post("/entries/:id/reveal", .settled)
        case .attachEntry: post("/entries/:id/tasks", .settled)
        case .detachEntry: post("/entries/:id/tasks/:task/remove", .settled)
        case .addEntryFile: post("/entries/:id/files", .settled)
        case .entryFile: get("/entries/:id/files/:hash", .settled)
        case .revealEntryFile: post("/entries/:id/files/:hash", .settled)
        case .removeEntryFile: post("/entries/:id/files/:hash/remove", .settled)
        case .generations: get("/plans/:id/generations", .settled)
        case .decideFate: post("/tasks/:id/fate", .settled)
        case .yearPlans: get("/work", .settled)
        case .startYearPlan: post("/work", .settled)
        case .yearPlan: get("/work/:id", .settled)
        case .yearPlanAsWorkbook: get("/work/:id/list.xlsx", .settled)
        case .agreeYearPlan: post("/work/:id/agreement", .settled)
        case .takeBackAgreement: post("/work/:id/agreement/back", .settled)
        case .addItem: post("/work/:id/items", .settled)
        case .pasteItems: post("/work/:id/rows", .settled)
        case .addSpecial: post("/work/:id/specials", .settled)
        case .ganttOfYearPlan: get("/work/:id/gantt", .settled)
        case .showItemImport: get("/work/:id/import", .settled)
        case .readItemImport: post("/work/:id/import", .settled)
        case .checkItemImport: post("/work/:id/import/rows", .settled)
        case .takeBackImport: post("/work/:id/import/back", .settled)
        case .item: get("/items/:id", .settled)
        case .editItem: post("/items/:id", .settled)
        case .changeItem: post("/items/:id/cells", .settled)
        case .removeItem: post("/items/:id/remove", .settled)
        case .reachMilestone: post("/items/:id/milestones", .settled)
        case .moveLeg: post("/legs/:id/steps", .settled)
        case .setProgress: post("/legs/:id/progress", .settled)
        case .indicators: get("/indicators", .settled)
        case .indicator: get("/indicators/:key", .settled)
        case .figure: get("/indicators/:key/:code/:period", .settled)
        case .periods: get("/pairings/:code/periods", .settled)
        case .period: get("/pairings/:code/periods/:period", .settled)
        case .closePeriod: post("/pairings/:code/periods/:period", .settled)
        case .lights: get("/lights/:code", .settled)
        case .proposeLights: post("/lights/:code", .settled)
        case .moveLights: post("/lights/:code/agreement", .settled)
        case .chooseSlips: post("/lights/:code/slips", .settled)
        case .exchange: get("/exchange/:code", .settled)
        case .keepExchangePeer: post("/exchange/:code/peer", .settled)
        case .makeExchangeFile: post("/exchange/:code/files", .settled)
        case .readExchangeFile: post("/exchange/:code/received", .settled)
        case .exchangeFile: get("/exchange/:code/received/:id", .settled)
        case .applyExchangeFile: post("/exchange/:code/received/:id", .settled)
        case .cycles: get("/cycles", .settled)
        case .openCycle: post("/cycles", .settled)
        case .keepFilingRule: post("/cycles/rules", .settled)
        case .cycle: get("/cycles/:id", .settled)
        case .cycleAsWorkbook: get("/cycles/:id/summary.xlsx", .settled)
        case .acceptFilings: post("/cycles/:id/acceptance", .settled)
        case .remindFilings: post("/cycles/:id/reminders", .settled)
        case .moveCycleDays: post("/cycles/:id/days", .settled)
        case .itemDifference: get("/item-differences/:id", .settled)
        case .moveItemDifference: post("/item-differences/:id/steps", .settled)
        case .filing: get("/filings/:id", .settled)
        case .saveFiling: post("/filings/:id", .settled)
        case .saveFilingFields: post("/filings/:id/fields", .settled)
        case .moveFiling: post("/filings/:id/steps", .settled)
        case .correctFiling: post("/filings/:id/corrections", .settled)
        case .filingAsWorkbook: get("/filings/:id/form.xlsx", .settled)
        case .importFiling: post("/filings/:id/form.xlsx", .settled)
        case .addFilingPaper: post("/filings/:id/papers", .settled)
        case .filingPaper: get("/filings/:id/papers/:hash", .settled)
        case .orders: get("/orders", .settled)
        case .newOrder: get("/orders/new", .settled)
        case .addOrder: post("/orders", .settled)
        case .order: get("/orders/:id", .settled)
        case .editOrder: post("/orders/:id", .settled)
        case .moveOrder: post("/orders/:id/steps", .settled)
        case .moveHandling: post("/orders/:id/legs/:leg/steps", .settled)
        case .addAttachment: post("/attachments/:kind/:id", .settled)
        case .attachment: get("/attachments/:kind/:id/:hash", .settled)
        case .thumbnail: get("/attachments/:kind/:id/:hash/small.png", .settled)
        case .removeAttachment: post("/attachments/:kind/:id/:hash/remove", .settled)
        case .beginUpload: post("/attachments/:kind/:id/uploads", .settled)
        case .uploadState: get("/uploads/:id", .settled)
        case .appendUpload: post("/uploads/:id", .settled)
        case .endUpload: post("/uploads/:id/end", .settled)
        case .rollUp: get("/rollup", .settled)
        case .rollUpRows: get("/rollup/filings", .settled)
        case .day: get("/day", .settled)
        case .leader: get("/leader", .settled)
        case .leaderRows: get("/leader/rows", .settled)
        case .requests: get("/requests", .settled)
        case .newRequest: get("/requests/new", .settled)
        case .addRequest: post("/requests", .settled)
        case .request: get("/requests/:id", .settled)
        case .editRequest: post("/requests/:id", .settled)
        case .moveRequest: post("/requests/:id/steps", .settled)
        case .moveOpinion: post("/requests/:id/opinions/:opinion/steps", .settled)
        case .meetings: get("/meetings", .settled)
        case .meeting: get("/meetings/:id", .settled)
        case .editMeeting: post("/meetings/:id", .settled)
        case .addDecision: post("/meetings/:id/decisions", .settled)
        case .moveDecision: post("/meetings/:id/decisions/:decision/steps", .settled)
        case .takeDecision: post("/meetings/:id/decisions/:decision/item", .settled)
        case .calendar: get("/calendar", .settled)
        case .openCalendar: post("/calendar/feeds", .settled)
        case .closeCalendar: post("/calendar/feeds/end", .settled)
        case .calendarFile: get("/calendar/:file", .anyone)
        case .showFeedback: get("/feedback", .anyone)
        case .leaveFeedback: post("/feedback", .anyone)
        case .receivedFeedback: get("/feedback/received", .settled)
        case .organisations: get("/organisations", .settled)
        case .addOrganisation: post("/organisations", .settled)
        case .organisation: get("/organisations/:id", .settled)
        case .editOrganisation: post("/organisations/:id", .settled)
        case .renameOrganisation: post("/organisations/:id/rename", .settled)
        case .mergeOrganisation: post("/organisations/:id/merge", .settled)
        case .splitOrganisation: post("/organisations/:id/split", .settled)
        case .confirmOrganisation: post("/organisations/:id/confirm", .settled)
        case .absorbOrganisation: post("/organisations/:id/absorb", .settled)
        case .changeSpelling: post("/organisations/:id/spellings/:spelling", .settled)
        case .reference: get("/api", .anyone)
        case .problem: get("/problems/:name", .anyone)
        case .people: get("/users", .settled)
        case .invitePerson: post("/users", .settled)
        case .person: get("/users/:id", .settled)
        case .editPerson: post("/users/:id", .settled)
        case .grantRole: post("/users/:id/roles", .settled)
        case .endRole: post("/users/:id/roles/:position/end", .settled)
        case .movePerson: post("/users/:id/move", .settled)
        case .disablePerson: post("/users/:id/disable", .settled)
        case .enablePerson: post("/users/:id/enable", .settled)
        case .invitePersonAgain: post("/users/:id/invitation", .settled)
        case .resetPersonPassword: post("/users/:id/password", .settled)
        case .unlockPerson: post("/users/:id/unlock", .settled)
        case .showHandOver: get("/users/:id/handover", .settled)
        case .handOver: post("/users/:id/handover", .settled)
        case .contacts: get("/contacts", .settled)
        case .addContact: post("/contacts", .settled)
        case .contact: get("/contacts/:id", .settled)
        case .editContact: post("/contacts/:id", .settled)
        case .removeContact: post("/contacts/:id/remove", .settled)
        case .revealContact: post("/contacts/:id/reveal", .settled)
        case .organisationsAsWorkbook: get("/organisations.xlsx", .settled)
        case .peopleAsWorkbook: get("/users.xlsx", .settled)
        case .contactsAsWorkbook: get("/contacts.xlsx", .settled)
        case .showImport: get("/import/:list", .settled)
        case .importTemplate: get("/import/:list/template.xlsx", .settled)
        case .checkImport: post("/import/:list", .settled)
        case .correctImport: post("/import/:list/corrections", .settled)
        case .carryOutImport: post("/import/:list/confirmation", .settled)
        case .notices: get("/notices", .settled)
        case .readNotice: post("/notices/:id/read", .settled)
        case .readAllNotices: post("/notices/read", .settled)
        case .noticeChoices: get("/notices/choices", .settled)
        case .chooseNotices: post("/notices/choices", .settled)
        case .robots: get("/notices/robots", .settled)
        case .addRobot: post("/notices/robots", .settled)
        case .turnRobot: post("/notices/robots/:id", .settled)
        case .removeRobot: post("/notices/robots/:id/remove", .settled)
        case .jobs: get("/jobs", .settled)
        case .sendAgain: post("/jobs/deliveries/:id", .settled)
        case .sendAllAgain: post("/jobs/deliveries", .settled)
        case .audit: get("/audit", .settled)
        case .auditAsText: get("/audit.csv", .settled)
        case .auditAsLines: get("/audit.ndjson", .settled)
        case .changes: get("/changes", .settled)
        case .health: get("/healthz", .nothing)
        case .readiness: get("/readyz", .nothing)
        case .asset: get("/assets/:hash/:name", .nothing)
        }
    }

    private func get(_ pattern: String, _ need: Need) -> Shape { Shape(method: .get, pattern: pattern, need: need) }
    private func post(_ pattern: String, _ need: Need) -> Shape { Shape(method: .post, pattern: pattern, need: need) }
}
