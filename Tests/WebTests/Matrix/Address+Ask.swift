// SPDX-License-Identifier: Apache-2.0
import Domain

@testable import Web

extension Address {
    /// What is sent to the address about the objects of a place, so that whoever may do it succeeds.
    ///
    /// A new address needs a line here and one in `expected`: the tests don't compile without.
    func ask(_ place: MatrixPlace) -> Ask {
        switch self {
        case .leader, .rollUp, .start, .setUp, .showSignIn, .showPassword, .account, .pairings, .documents, .tasks,
            .tasksAsWorkbook, .tasksAsText, .showFeedback, .receivedFeedback, .health, .readiness, .organisations,
            .tokens, .secondFactor, .ownHistory, .reference, .people, .crosswalk, .crosswalkAsWorkbook,
            .crosswalkAsText, .organisationsAsWorkbook, .peopleAsWorkbook, .audit, .auditAsText, .auditAsLines,
            .changes, .missingDocuments, .accuracy, .examples, .ledgers, .indicators, .notices, .noticeChoices,
            .robots, .jobs, .yearPlans, .meetings, .calendar, .day:
            .get(path())
        case .startYearPlan, .yearPlan, .yearPlanAsWorkbook, .agreeYearPlan, .takeBackAgreement, .addItem, .pasteItems,
            .addSpecial, .item, .editItem, .changeItem, .removeItem, .reachMilestone, .moveLeg, .setProgress, .lights,
            .proposeLights, .moveLights, .chooseSlips, .ganttOfYearPlan, .showItemImport, .readItemImport, .exchange,
            .checkItemImport, .takeBackImport, .keepExchangePeer, .makeExchangeFile, .readExchangeFile, .exchangeFile,
            .applyExchangeFile:
            askOfWork(place)
        case .completeSetUp, .signOut, .signIn, .showInvitation, .acceptInvitation, .changePassword, .signInCode:
            askAtDoor(place)
        case .invitePerson, .person, .editPerson, .grantRole, .endRole, .movePerson, .disablePerson, .enablePerson,
            .invitePersonAgain, .showHandOver, .handOver, .resetPersonPassword, .unlockPerson:
            askOfPerson(place)
        case .orders, .newOrder, .addOrder, .order, .editOrder, .moveOrder, .moveHandling, .addAttachment, .attachment,
            .thumbnail, .removeAttachment, .beginUpload, .uploadState, .appendUpload, .endUpload:
            askOfOrder(place)
        case .requests, .newRequest, .addRequest, .request, .editRequest, .moveRequest, .moveOpinion:
            askOfRequest(place)
        case .meeting, .editMeeting, .addDecision, .moveDecision, .takeDecision, .calendarFile, .openCalendar,
            .closeCalendar:
            askOfMeeting(place)
        case .cycles, .openCycle, .keepFilingRule, .cycle, .cycleAsWorkbook, .acceptFilings, .remindFilings, .filing,
            .moveCycleDays, .rollUpRows, .saveFiling, .saveFilingFields, .moveFiling, .correctFiling, .filingAsWorkbook,
            .importFiling, .addFilingPaper, .filingPaper, .itemDifference, .moveItemDifference:
            askOfFiling(place)
        case .contacts, .contactsAsWorkbook, .leaderRows: .get(path() + "?pairing=" + place.pairing.code)
        case .addContact, .contact, .editContact, .removeContact, .revealContact: askOfContact(place)
        case .showImport, .importTemplate, .checkImport, .correctImport, .carryOutImport: askOfImport()
        case .beginSecondFactor, .renewRecoveryCodes, .endSecondFactor, .readAllNotices, .sendAllAgain: .post(path())
        case .confirm, .endSessions, .createToken, .revokeToken, .finishSecondFactor, .access, .reach, .chooseLanguage:
            askOfAccount(place)
        case .aboutLedger, .ledger, .ledgerAsText, .ledgerAsWorkbook, .ledgerTemplate, .showSheetImport,
            .beginSheetImport, .sheetImport, .decideSheetImport, .finishSheetImport, .discardSheetImport,
            .cancelSheetImport, .ledgerInClear, .newEntry, .addEntry, .checkEntry, .changeEntries, .entry, .editEntry,
            .removeEntry, .changeCells, .cell, .confirmEntry, .disputeEntry, .settleDifference, .moveEntry,
            .commentEntry, .revealEntry, .attachEntry, .detachEntry, .indicator, .figure, .periods, .period,
            .addEntryFile, .entryFile, .revealEntryFile, .removeEntryFile, .closePeriod:
            askOfLedger(place)
        case .upload, .originalFile, .document, .withholdDocument, .pageImage: askOfDocument(place)
        case .draft, .draftLabel, .showAdoption, .correctDraft, .undo, .redo, .discardDraft, .adoptDraft:
            askOfDraft(place)
        case .plan, .generations, .comparePlan, .publishedPlan, .publishPlan, .withdrawPlan, .comparePlans:
            askOfPlan(place)
        case .task, .comment, .decideFate: askOfTask(place)
        case .pairingCrosswalk, .referencePlan, .clause, .crosswalkCell, .setReference, .correctClauses, .undoClauses:
            askOfCrosswalk(place)
        case .addOrganisation, .organisation, .editOrganisation, .renameOrganisation, .mergeOrganisation,
            .splitOrganisation, .confirmOrganisation, .absorbOrganisation, .changeSpelling:
            askOfBody(place)
        case .readNotice, .chooseNotices, .addRobot, .turnRobot, .removeRobot, .sendAgain: askOfNotices(place)
        case .problem, .leaveFeedback, .asset, .addPairing, .pairing: askOfAnything(place)
        }
    }

    private func askOfAnything(_ place: MatrixPlace) -> Ask {
        switch self {
        case .addPairing, .pairing: askOfPairing(place)
        case .problem: .get(path("rule.officesOnly"))
        case .leaveFeedback: .post(path(), ["text": "Good"])
        default: .get(place.asset)
        }
    }

    private func askOfDocument(_ place: MatrixPlace) -> Ask {
        switch self {
        case .upload:
            Ask(
                method: "POST", path: path(), fields: ["pairing": place.pairing.code],
                file: MatrixWorld.plan.replacing("坚持", with: "突出"))
        case .withholdDocument: .post(path(place.openDocument), ["withheld": "1"])
        case .pageImage: .get(path(place.paged, "1.png"))
        default: .get(path(place.openDocument))
        }
    }

    private func askOfMeeting(_ place: MatrixPlace) -> Ask {
        switch self {
        case .editMeeting: .post(path(place.entry), ["revision": "0", "agenda": "One"])
        case .addDecision:
            .post(
                path(place.entry),
                ["matter": "New", "side": place.side.rawValue, "unit": "None", "deadline": "2029-12-01"])
        case .moveDecision: .post(path(place.entry, place.decision), ["step": "report", "note": "Done"])
        case .takeDecision: .post(path(place.entry, place.decision))
        case .calendarFile: .get(path(place.calendar + ".ics"))
        case .openCalendar, .closeCalendar: .post(path())
        default: .get(path(place.entry))
        }
    }

    private func askOfTask(_ place: MatrixPlace) -> Ask {
        switch self {
        case .task: .get(path(place.task))
        case .decideFate: .post(path(place.task), ["do": "propose", "kind": "closed", "reason": "Done"])
        default: .post(path(place.task), ["text": "Noted"])
        }
    }

    private func askOfPairing(_ place: MatrixPlace) -> Ask {
        self == .pairing ? .get(path(place.pairing.code)) : .post(path(), newPairing(in: place))
    }

    private func askOfFiling(_ place: MatrixPlace) -> Ask {
        switch self {
        case .openCycle:
            .post(
                path(),
                [
                    "pairing": place.pairing.code, "form": "progress", "due": "2026-11-02", "closes": "2026-11-20",
                    "period": "\(2025 + place.relation.rawValue)Q2",
                ])
        case .keepFilingRule:
            .post(
                path(),
                [
                    "pairing": place.pairing.code, "revision": "0", "dueAfter": "9", "closesAfter": "20",
                    "remindBefore": "3", "remindEvery": "2",
                ])
        case .rollUpRows:
            .get(path() + "?form=progress&period=\(2025 + place.relation.rawValue)Q1&pairing=" + place.pairing.code)
        case .cycle, .cycleAsWorkbook: .get(path(place.cycle))
        case .acceptFilings: .post(path(place.cycle), ["filing": place.filing])
        case .remindFilings: .post(path(place.cycle))
        case .moveCycleDays:
            .post(
                path(place.cycle),
                ["due": "2027-12-01", "closes": "2027-12-20", "reason": "A holiday", "revision": "1"])
        case .filing, .filingAsWorkbook: .get(path(place.filing))
        case .saveFiling, .saveFilingFields: .post(path(place.filing), ["revision": "1", "body.remarks": "Well"])
        case .moveFiling: .post(path(place.filing), ["step": "excuse", "note": "Nothing happened"])
        case .correctFiling: .post(path(place.filing), ["place": "body.remarks", "value": "Well", "note": "So"])
        case .importFiling, .addFilingPaper: Ask(method: "POST", path: path(place.filing), file: "More")
        case .filingPaper: .get(path(place.filing, place.filingPaper))
        case .itemDifference: .get(path(place.itemDifference))
        case .moveItemDifference:
            .post(path(place.itemDifference), ["step": "propose", "value": "50", "note": "Counted anew"])
        default: .get(path())
        }
    }

    private func askOfAccount(_ place: MatrixPlace) -> Ask {
        switch self {
        case .confirm: .post(path(), ["password": MatrixWorld.password, "carried": ""])
        case .endSessions: .post(path(), ["what": "others"])
        case .createToken: .post(path(), ["name": "new", "scope": "read", "days": "1"])
        case .revokeToken: .post(path(place.token))
        case .access: .get(path("plan", place.plan))
        case .reach: .get(path(place.user))
        case .chooseLanguage: .post(path(), ["language": "en"])
        default: .post(path(), ["code": "123456"])
        }
    }

    private func askAtDoor(_ place: MatrixPlace) -> Ask {
        switch self {
        case .signIn: .post(path(), ["username": place.clerk, "password": MatrixWorld.password])
        case .showInvitation: .get(path(place.invitation))
        case .acceptInvitation:
            .post(path(place.invitation), ["password": "Another-Horse-8", "repeatedPassword": "Another-Horse-8"])
        case .changePassword:
            .post(
                path(),
                ["old": MatrixWorld.password, "new": "Another-Horse-8", "repeatedPassword": "Another-Horse-8"])
        case .signInCode: .post(path(), ["ticket": "none", "code": "123456"])
        default: .post(path())
        }
    }

    private func askOfLedger(_ place: MatrixPlace) -> Ask {
        let visit = [
            "pairing": place.pairing.code, "side": place.side.rawValue, "v.direction": "toEastern", "v.level": "county",
            "v.leader": "N", "v.start": "2026-02-03", "v.end": "2026-02-04", "v.people": "3",
        ]
        return switch self {
        case .beginSheetImport:
            Ask(
                method: "POST", path: path("visit"),
                fields: ["pairing": place.pairing.code, "side": place.side.rawValue], file: MatrixWorld.sheet)
        case .ledgerInClear: .post(path("placement"), ["pairing": place.pairing.code, "reason": "R"])
        case .sheetImport: .get(path(place.sheetImport))
        case .decideSheetImport, .finishSheetImport, .discardSheetImport, .cancelSheetImport:
            .post(path(place.sheetImport))
        case .ledgerTemplate: .get(path("visit"))
        case .aboutLedger, .ledger, .ledgerAsText, .ledgerAsWorkbook, .showSheetImport, .newEntry:
            .get(path("visit") + (self == .aboutLedger ? "" : "?pairing=" + place.pairing.code))
        case .addEntry, .checkEntry: .post(path("visit"), visit)
        case .changeEntries: .post(path("visit"), ["entry": place.entry + ":1", "field": "topics", "value": "T"])
        case .entry: .get(path(place.entry))
        case .cell: .get(path(place.entry, "people"))
        case .editEntry, .changeCells: .post(path(place.entry), ["version": "1", "v.topics": "T", "s.topics": ""])
        case .removeEntry: .post(path(place.project), ["version": "2", "reason": "R"])
        case .confirmEntry: .post(path(place.theirEntry), ["version": "1"])
        case .disputeEntry: .post(path(place.theirEntry), ["version": "1", "v.people": "7"])
        case .settleDifference: .post(path(place.difference), ["version": "2", "value": "12"])
        case .moveEntry: .post(path(place.project), ["version": "2", "stage": "talks"])
        case .commentEntry: .post(path(place.entry), ["text": "Noted"])
        case .revealEntry: .post(path(place.placement), ["reason": "R"])
        case .attachEntry: .post(path(place.entry), ["task": place.task])
        case .detachEntry: .post(path(place.entry, place.task))
        case .figure: .get(path("V02", place.pairing.code, "2026Q1"))
        case .addEntryFile: Ask(method: "POST", path: path(place.project), file: "More")
        case .entryFile: .get(path(place.project, place.entryFile))
        case .revealEntryFile: .post(path(place.secondment, place.entryFile), ["reason": "R"])
        case .removeEntryFile: .post(path(place.project, place.entryFile))
        case .periods: .get(path(place.pairing.code))
        case .period: .get(path(place.pairing.code, "2026Q1"))
        case .closePeriod: .post(path(place.pairing.code, "2026Q1"))
        default: .get(path("V02") + "?pairing=" + place.pairing.code)
        }
    }

    private func askOfNotices(_ place: MatrixPlace) -> Ask {
        switch self {
        case .readNotice: .post(path(place.notice))
        case .chooseNotices: .post(path(), ["address": "clerk@office.test", "when": "digest"])
        case .addRobot:
            .post(
                path(),
                [
                    "office": "\(place.pairing.code) \(place.side.rawValue)", "channel": "wecom", "name": "Group",
                    "address": "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1",
                ])
        case .turnRobot: .post(path(place.robot), ["on": "1"])
        case .removeRobot: .post(path(place.robot))
        case .sendAgain: .post(path(place.delivery))
        default: .post(path())
        }
    }

    private func askOfPlan(_ place: MatrixPlace) -> Ask {
        switch self {
        case .publishPlan: .post(path(place.plan), ["version": "2", "confirm": "yes"])
        case .withdrawPlan: .post(path(place.plan))
        case .comparePlans: .get(path() + "?task=" + place.task)
        default: .get(path(place.plan))
        }
    }

    private func askOfDraft(_ place: MatrixPlace) -> Ask {
        switch self {
        case .draft, .draftLabel, .showAdoption: .get(path(place.draft))
        case .correctDraft:
            .post(path(place.draft), revised(place, ["kind": "retitle", "place": "t0-0", "value": "Three"]))
        case .adoptDraft: .post(path(place.draft), revised(place, ["target": "new"]))
        default: .post(path(place.draft), revised(place))
        }
    }

    private func askOfBody(_ place: MatrixPlace) -> Ask {
        let dated = ["revision": "1", "day": "2026-01-05"]
        let division = place.pairing.party(place.side).division.text
        return switch self {
        case .addOrganisation: .post(path(), ["name": "Added", "kind": "department", "place": division])
        case .organisation: .get(path(place.body))
        case .changeSpelling: .post(path(place.body, place.body), ["removed": "1"])
        case .editOrganisation:
            .post(
                path(place.body),
                ["revision": "1", "kind": "party"])
        case .renameOrganisation: .post(path(place.body), dated.merging(["name": "Renamed"]) { $1 })
        case .mergeOrganisation: .post(path(place.body), dated.merging(["heir": place.otherBody]) { $1 })
        case .splitOrganisation: .post(path(place.body), dated.merging(["names": "Part one\nPart two"]) { $1 })
        case .absorbOrganisation: .post(path(place.newBody), ["revision": "1", "heir": place.otherBody])
        default: .post(path(place.newBody), ["revision": "1"])
        }
    }

    private func askOfCrosswalk(_ place: MatrixPlace) -> Ask {
        switch self {
        case .pairingCrosswalk: .get(path(place.pairing.code))
        case .referencePlan: .get(path(place.reference))
        case .clause: .get(path(place.reference, "1"))
        case .crosswalkCell: .get(path(place.reference, "1", place.pairing.code))
        case .setReference: .post(path(place.draft), revised(place, ["reach": "pairing"]))
        default: .post(path(place.task), ["reference": place.reference, "revision": "1", "clause": "1"])
        }
    }

    private func askOfPerson(_ place: MatrixPlace) -> Ask {
        let role = ["role": "observer", "pairing": place.pairing.code, "revision": "2"]
        return switch self {
        case .invitePerson:
            .post(
                path(),
                [
                    "username": "new", "displayName": "N", "role": "office", "pairing": place.pairing.code,
                    "side": place.side.rawValue,
                ])
        case .person, .showHandOver: .get(path(place.user))
        case .editPerson: .post(path(place.user), ["revision": "2", "displayName": "Other"])
        case .resetPersonPassword, .unlockPerson: .post(path(place.user))
        case .grantRole: .post(path(place.user), role)
        case .endRole: .post(path(place.user, "0"), ["revision": "2"])
        case .movePerson: .post(path(place.user), role.merging(["position": "0", "day": "2026-01-05"]) { $1 })
        case .disablePerson: .post(path(place.user), ["revision": "2", "reason": "Left"])
        case .enablePerson: .post(path(place.disabled), ["revision": "2", "reason": "Back"])
        case .invitePersonAgain: .post(path(place.invited), ["revision": "1"])
        default: .post(path(place.user), ["revision": "2", "receiver": place.receiver])
        }
    }

    private func askOfOrder(_ place: MatrixPlace) -> Ask {
        switch self {
        case .addOrder:
            .post(
                path(),
                [
                    "place": place.pairing.code + ":" + place.side.rawValue, "matter": "New", "deadline": "2026-12-01",
                ])
        case .orders, .newOrder: .get(path())
        case .order: .get(path(place.order))
        case .editOrder: .post(path(place.orderDraft), ["revision": "1", "matter": "Changed"])
        case .moveOrder: .post(path(place.orderDraft), ["revision": "1", "step": "propose"])
        case .moveHandling: .post(path(place.order, place.handling), ["step": "work", "note": "Begun"])
        case .addAttachment: Ask(method: "POST", path: path("handling", place.handling), file: "More")
        case .attachment, .thumbnail: .get(path("handling", place.handling, place.handlingFile))
        case .beginUpload:
            Ask(
                method: "POST", path: path("handling", place.handling),
                headers: ["Upload-Length": "4", "Upload-Metadata": "filename YS50eHQ="])
        case .uploadState: .get(path(place.handling))
        case .appendUpload, .endUpload: .post(path(place.handling))
        default: .post(path("handling", place.handling, place.handlingFile))
        }
    }

    private func askOfContact(_ place: MatrixPlace) -> Ask {
        let fields = [
            "pairing": place.pairing.code, "side": place.side.rawValue, "kind": "office", "post": "Chief", "name": "M",
            "revision": "1",
        ]
        return switch self {
        case .addContact: .post(path(), fields)
        case .contact: .get(path(place.contact))
        default: .post(path(place.contact), fields)
        }
    }

    private func revised(_ place: MatrixPlace, _ fields: [String: String] = [:]) -> [String: String] {
        fields.merging(["revision": String(place.revision)]) { $1 }
    }

    private func newPairing(in place: MatrixPlace) -> [String: String] {
        [
            "parent": place.pairing.code, "kind": "school", "code": "x-y", "termFrom": "2022", "termTo": "2030",
            "oldArea.name": "X", "oldArea.division": place.pairing.oldArea.division.text, "eastern.name": "Y",
            "eastern.division": place.pairing.eastern.division.text,
        ]
    }
}

extension Address {
    /// What is sent about yearly lists.
    fileprivate func askOfWork(_ place: MatrixPlace) -> Ask {
        switch self {
        case .startYearPlan: .post(path(), ["pairing": place.pairing.code, "year": "2030"])
        case .agreeYearPlan: .post(path(place.draftPlan), ["revision": "3"])
        case .takeBackAgreement: .post(path(place.halfPlan))
        case .addItem: .post(path(place.yearPlan), ["title": "New"])
        case .pasteItems: .post(path(place.yearPlan), ["rows": "\t\tNew"])
        case .addSpecial: .post(path(place.yearPlan), ["title": "New", "steering": ""])
        case .item: .get(path(place.item))
        case .editItem: .post(path(place.item), ["revision": "1", "title": "New"])
        case .changeItem: .post(path(place.item), ["version": "1", "v.title": "New", "s.title": "One"])
        case .removeItem: .post(path(place.draftItem), ["revision": "1"])
        case .reachMilestone: .post(path(place.item), ["milestone": place.milestone, "day": "2026-01-06"])
        case .moveLeg: .post(path(place.leg), ["step": "finish", "note": "Done", "evidence": "Report"])
        case .setProgress: .post(path(place.leg), ["progress": "50"])
        case .showItemImport: .get(path(place.draftPlan))
        case .readItemImport:
            Ask(method: "POST", path: path(place.draftPlan), fields: [:], file: MatrixWorld.taskSheet)
        case .checkItemImport:
            .post(path(place.draftPlan), ["do": "add", "rows": "1", "r0.title": "New", "r0.take": "1"])
        case .takeBackImport: .post(path(place.draftPlan), ["revision": "3"])
        case .exchange, .keepExchangePeer, .makeExchangeFile, .readExchangeFile, .exchangeFile, .applyExchangeFile:
            askOfExchange(place)
        case .lights: .get(path(place.pairing.code))
        case .proposeLights: .post(path(place.pairing.code), ["preset": "blueYellowRed"])
        case .moveLights: .post(path(place.pairing.code), ["number": "1", "step": "drop"])
        case .chooseSlips:
            .post(path(place.pairing.code), ["side": place.side.rawValue, "slips": "blueYellowRedSlips"])
        default: .get(path(place.yearPlan))
        }
    }
}
