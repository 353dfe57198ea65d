// SPDX-License-Identifier: Apache-2.0

@testable import Web

extension Address {
    /// What each asker gets, a column for each: the nine roles in the order of `Role.allCases` (nation, province,
    /// office, unit, observer, administrator of the pairing, system, security, audit), then nobody, an expired
    /// session, a disabled person. A column has a letter for each relation (own side, other side of the pairing, same
    /// province, foreign) or one where all four are alike. The letters are those of `Outcome`: o shown, s accepted,
    /// l to the sign-in, u unknown, f forbidden, n not found, c conflict, v invalid, m made, d done.
    var expected: String {
        switch self {
        case .start, .showPassword, .account, .ownHistory, .tokens, .secondFactor, .pairings, .pairing,
            .organisationsAsWorkbook,
            .documents, .missingDocuments, .tasks, .tasksAsWorkbook, .tasksAsText, .crosswalk, .crosswalkAsWorkbook,
            .crosswalkAsText, .day,
            .organisations, .organisation, .aboutLedger, .notices, .noticeChoices, .yearPlans, .meetings, .calendar:
            "o o o o o o o o o l l l"
        case .setUp, .completeSetUp, .signIn, .signInCode, .chooseLanguage, .acceptInvitation, .leaveFeedback:
            "s s s s s s s s s s s s"
        case .openCalendar:
            "o o o o o o o o o u u u"
        case .closeCalendar:
            "s n n n n n n n n u u u"
        case .showInvitation, .calendarFile, .showFeedback, .health, .readiness, .asset, .reference, .problem:
            "o o o o o o o o o o o o"
        case .showSignIn:
            "s s s s s s s s s o o o"
        case .startYearPlan:
            "f f ssff f f f f f f u u u"
        case .yearPlan, .yearPlanAsWorkbook, .item, .ganttOfYearPlan:
            "o ooon oonn oonn oonn n n n n l l l"
        case .agreeYearPlan, .takeBackAgreement, .removeItem:
            "f fffn ssnn n n n n n n u u u"
        case .addItem, .pasteItems, .addSpecial, .editItem:
            "f fffn ssnn ffnn ffnn n n n n u u u"
        case .showItemImport:
            "f fffn oonn n n n n n n l l l"
        case .readItemImport:
            "f fffn oonn n n n n n n u u u"
        case .decideFate:
            "f fffn ssnn ffnn ffnn n n n n u u u"
        case .checkItemImport, .takeBackImport:
            "f fffn ssnn n n n n n n u u u"
        case .changeItem:
            "f fffn oonn ffnn ffnn n n n n u u u"
        case .reachMilestone:
            "f fffn ssnn sfnn ffnn n n n n u u u"
        case .moveLeg, .setProgress:
            "f fnfn sfnn sfnn ffnn n n n n u u u"
        case .signOut, .changePassword, .endSessions, .beginSecondFactor:
            "s s s s s s s s s u u u"
        case .readAllNotices, .chooseNotices:
            "s s s s s s s s s u u u"
        case .readNotice:
            "s n n n n n n n n u u u"
        case .robots:
            "f f o f f f f f f l l l"
        case .addRobot, .turnRobot, .removeRobot:
            "f fnfn sfnn ffnn ffnn n n n n u u u"
        case .jobs:
            "f f f f f f o f f l l l"
        case .sendAgain, .sendAllAgain:
            "f f f f f f s f f u u u"
        case .people, .peopleAsWorkbook:
            "f f f f f o o o o l l l"
        case .invitePerson:
            "f f f f f ooff f f f u u u"
        case .person:
            "n n n n n oonn o o o l l l"
        case .editPerson, .disablePerson, .enablePerson, .handOver, .unlockPerson:
            "n n n n n ssnn s f f u u u"
        case .invitePersonAgain, .resetPersonPassword:
            "n n n n n oonn o f f u u u"
        case .grantRole, .movePerson:
            "n n n n n ssnn f s f u u u"
        case .endRole:
            "n n n n n vvnn f s f u u u"
        case .showHandOver:
            "n n n n n oonn o f f l l l"
        case .meeting:
            "o ooon oonn oonn oonn n n n n l l l"
        case .editMeeting, .addDecision, .takeDecision:
            "f fffn ssnn ffnn ffnn n n n n u u u"
        case .moveDecision:
            "f fffn sfnn snnn n n n n n u u u"
        case .lights:
            "o ooon oonn oonn oonn n n n n l l l"
        case .proposeLights:
            "f fffn ssnn ffnn ffnn n n n n u u u"
        case .moveLights:
            "f fffn vvnn ffnn ffnn n n n n u u u"
        case .chooseSlips:
            "f fnfn sfnn ffnn ffnn n n n n u u u"
        case .exchange:
            "f f ooff f f f o f f l l l"
        case .keepExchangePeer:
            "f f f f f f s f f u u u"
        case .makeExchangeFile, .readExchangeFile:
            "f f vvff f f f f f f u u u"
        case .applyExchangeFile:
            "f f ccff f f f f f f u u u"
        case .exchangeFile:
            "f f ssff f f f f f f l l l"
        case .leader, .rollUp:
            "o o o o o f f f f l l l"
        case .leaderRows, .rollUpRows:
            "o ooon oonn oonn oonn f f f f l l l"
        case .cycles:
            "o o o o o f f f f l l l"
        case .openCycle, .keepFilingRule, .acceptFilings, .remindFilings, .moveCycleDays, .moveItemDifference:
            "f fffn ssnn ffnn ffnn n n n n u u u"
        case .cycle, .cycleAsWorkbook, .itemDifference:
            "o ooon oonn oonn oonn n n n n l l l"
        case .filing, .filingAsWorkbook, .filingPaper:
            "n n onnn onnn n n n n n l l l"
        case .saveFiling:
            "n n snnn snnn n n n n n u u u"
        case .addFilingPaper:
            "n n snnn fnnn n n n n n u u u"
        case .saveFilingFields:
            "n n onnn onnn n n n n n u u u"
        case .moveFiling:
            "n n snnn fnnn n n n n n u u u"
        case .correctFiling:
            "n n vnnn fnnn n n n n n u u u"
        case .importFiling:
            "n n vnnn vnnn n n n n n u u u"
        case .orders:
            "o o o o f f f f f l l l"
        case .newOrder:
            "f f o f f f f f f l l l"
        case .addOrder:
            "f fffn sfnn ffnn n n n n n u u u"
        case .order, .attachment:
            "o ooon oonn onnn n n n n n l l l"
        case .editOrder, .moveOrder:
            "n n sfnn n n n n n n u u u"
        case .moveHandling, .addAttachment, .removeAttachment:
            "f fffn ffnn snnn n n n n n u u u"
        case .beginUpload:
            "f fffn ffnn mnnn n n n n n u u u"
        case .thumbnail, .uploadState:
            "n n n n n n n n n l l l"
        case .appendUpload, .endUpload:
            "n n n n n n n n n u u u"
        case .requests:
            "o o o o f f f f f l l l"
        case .newRequest:
            "f f o o f f f f f l l l"
        case .addRequest:
            "f fffn sfnn ffnn n n n n n u u u"
        case .request:
            "o ooon onnn onnn n n n n n l l l"
        case .editRequest, .moveRequest:
            "n n n snnn n n n n n u u u"
        case .moveOpinion:
            "f fffn fnnn snnn n n n n n u u u"
        case .contacts, .contactsAsWorkbook:
            "o ooon oonn oonn n oonn n n n l l l"
        case .addContact, .editContact, .removeContact:
            "s fnfn sfnn ffnn n ssnn n n n u u u"
        case .contact:
            "o fnfn ofnn ffnn n oonn n n n l l l"
        case .revealContact:
            "o onon oonn oonn n oonn n n n u u u"
        case .showImport, .importTemplate:
            "o f o f f o o f f l l l"
        case .checkImport, .correctImport, .carryOutImport:
            "v f v f f v v f f u u u"
        case .audit, .auditAsText, .auditAsLines:
            "f f f f f f f o o l l l"
        case .changes:
            "v v v v v v v v v l l l"
        case .createToken:
            "o o o o o o o o o u u u"
        case .revokeToken:
            "s n n n n n n n n u u u"
        case .confirm:
            "f f f f f f f f f u u u"
        case .finishSecondFactor, .endSecondFactor:
            "v v v v v v v v v u u u"
        case .renewRecoveryCodes:
            "c c c c c c c c c u u u"
        case .access:
            "o fffn oonn ffnn ffnn oonn n o o l l l"
        case .reach:
            "n n n n n oonn f o o l l l"
        case .addPairing:
            "s f ssff f f f s f f u u u"
        case .upload:
            "s f ssff f f f f f f u u u"
        case .accuracy, .examples:
            "o o o f f f f f f l l l"
        case .changeSpelling:
            "n f nfff f f nnff n f f u u u"
        case .originalFile, .pageImage, .draft, .document, .draftLabel:
            "o ooon oonn n n n n n n l l l"
        case .correctDraft, .undo, .redo, .discardDraft, .adoptDraft, .withholdDocument, .setReference:
            "s fffn ssnn n n n n n n u u u"
        case .showAdoption:
            "o n oonn n n n n n n l l l"
        case .plan, .comparePlan, .comparePlans, .task, .generations, .pairingCrosswalk, .crosswalkCell:
            "o ooon oonn oonn oonn n n n n l l l"
        case .publishedPlan:
            "o ooon o o oonn n n n n l l l"
        case .referencePlan, .clause:
            "o o o o o n n n n l l l"
        case .correctClauses, .undoClauses, .publishPlan, .withdrawPlan:
            "s fffn ssnn ffnn ffnn n n n n u u u"
        case .comment:
            "s sssn ssnn ssnn ffnn n n n n u u u"
        case .ledgers, .indicators, .newEntry, .showSheetImport, .ledgerTemplate:
            "o o o o o f f f f l l l"
        case .ledger, .ledgerAsText, .ledgerAsWorkbook, .indicator:
            "o ooon oonn oonn oonn f f f f l l l"
        case .entry, .cell, .figure, .periods, .period, .entryFile:
            "o ooon oonn oonn oonn n n n n l l l"
        case .sheetImport:
            "n n n n n n n n n l l l"
        case .decideSheetImport, .finishSheetImport, .discardSheetImport, .cancelSheetImport:
            "n n n n n n n n n u u u"
        case .addEntry, .beginSheetImport:
            "n n sfnn sfnn n f f f f u u u"
        case .checkEntry:
            "n n oonn oonn n f f f f u u u"
        case .changeEntries:
            "f fnfn sfnn ffnn ffnn f f f f u u u"
        case .editEntry, .removeEntry, .moveEntry, .addEntryFile, .removeEntryFile, .confirmEntry, .disputeEntry:
            "f fnfn sfnn ffnn ffnn n n n n u u u"
        case .ledgerInClear:
            "f fffn oonn oonn ffnn f f f f u u u"
        case .changeCells, .revealEntry, .revealEntryFile:
            "f fnfn ofnn ffnn ffnn n n n n u u u"
        case .settleDifference:
            "f fnfn ssnn ffnn ffnn n n n n u u u"
        case .attachEntry, .detachEntry:
            "f fffn ssnn ssnn ffnn n n n n u u u"
        case .closePeriod:
            "f fffn ssnn ffnn ffnn n n n n u u u"
        case .commentEntry:
            "s sssn ssnn ssnn ffnn n n n n u u u"
        case .receivedFeedback:
            "o f f f f f o f f l l l"
        case .addOrganisation, .editOrganisation, .renameOrganisation, .mergeOrganisation,
            .splitOrganisation, .confirmOrganisation, .absorbOrganisation:
            "s f sfff f f ssff s f f u u u"
        }
    }

    /// What these need for a success can't be had by asking once: a request that was held back, a code of the moment, a
    /// workbook, an import that the asker began; or a stream of changes never ends.
    /// The tests of their features show it.
    static let succeedElsewhere: Set<Address> = [
        .confirm, .finishSecondFactor, .endSecondFactor, .renewRecoveryCodes, .checkImport, .correctImport,
        .carryOutImport, .changes, .changeSpelling, .sheetImport, .decideSheetImport, .finishSheetImport,
        .discardSheetImport, .cancelSheetImport, .correctFiling, .importFiling, .thumbnail, .uploadState,
        .appendUpload, .endUpload, .moveLights, .makeExchangeFile, .readExchangeFile, .applyExchangeFile,
    ]
}
