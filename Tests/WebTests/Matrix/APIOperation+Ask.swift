// SPDX-License-Identifier: Apache-2.0
import API
import Domain
import HTTPTypes

extension APIOperation {
    /// What is sent to the operation about the objects of a place, so that whoever may do it succeeds.
    ///
    /// A new operation needs a line here and one in `expected`: the tests don't compile without.
    func ask(_ place: MatrixPlace) -> Ask {
        switch self {
        case .openAPI, .showAccount, .listPairings, .listDocuments, .listPlans, .listPublishedPlans, .listTasks,
            .listTokens, .listUsers, .listOrganisations, .listFeedback, .listSessions, .listAudit, .showOwnHistory,
            .showSecondFactor, .listCrosswalk, .listReferences, .listLedgers, .listIndicators, .listOrders, .listCycles,
            .listYearPlans:
            get(path())
        case .showLedger, .listEntries, .addEntry, .checkEntry, .changeEntries, .sumEntries, .showEntry, .editEntry,
            .removeEntry, .confirmEntry, .disputeEntry, .moveEntry, .listDifferences, .settleDifference, .commentEntry,
            .listCellChanges, .revealEntry, .attachEntry, .detachEntry, .deliverEntries, .showIndicator, .showFigure,
            .listStalled, .addEntryFile, .downloadEntryFile, .revealEntryFile, .removeEntryFile, .listPeriods,
            .showPeriod, .closePeriod:
            askOfLedger(place)
        case .beginSheetImport, .showSheetImport, .previewSheetImport, .decideSheetImport, .startSheetImport,
            .cancelSheetImport, .discardSheetImport:
            askOfImport(place)
        case .createToken, .revokeToken, .endSession, .changePassword, .confirmIdentity, .beginSecondFactor,
            .renewRecoveryCodes, .endSecondFactor, .finishSecondFactor, .changeAccount:
            askOfAccount(place)
        case .addOrder, .showOrder, .editOrder, .moveOrder, .moveHandling, .addHandlingFile, .downloadHandlingFile,
            .removeHandlingFile, .startYearPlan, .showYearPlan, .agreeYearPlan, .takeBackAgreement, .addItems,
            .showItem, .editItem, .removeItem, .reachMilestone, .moveShare, .setProgress, .openCycle, .showCycle,
            .acceptFilings, .showFiling, .editFiling, .moveFiling:
            askOfLoop(place)
        case .listContacts, .addContact, .showContact, .editContact, .removeContact, .revealContact:
            askOfContact(place)
        case .pairingHistory, .documentHistory, .draftHistory, .planHistory, .taskHistory, .organisationHistory,
            .contactHistory, .userHistory:
            askOfHistory(place)
        case .listChanges: get(path() + "?after=0&watch=plan:" + place.plan)
        case .readImportTemplate: get(path("organisations"))
        case .checkImport, .correctImport, .carryOutImport:
            Ask(method: method.rawValue, path: path("organisations"), file: "none")
        case .inviteUser, .showUser, .editUser, .disableUser, .enableUser, .inviteAgain, .grantRole, .endRole,
            .moveUser, .showHandOver, .handOver, .explainReach, .resetPassword, .unlockUser:
            askOfPerson(place)
        case .explainAccess: get(path("plan", place.plan))
        case .addOrganisation, .showOrganisation, .editOrganisation, .renameOrganisation, .mergeOrganisation,
            .splitOrganisation, .confirmOrganisation, .absorbOrganisation:
            askOfBody(place)
        case .addPairing: send(path(), newPairing(in: place))
        case .showPairing: get(path(place.pairing.code))
        case .uploadDocument:
            askOfUpload(place)
        case .showDocument, .readDocumentText, .downloadDocument: get(path(place.openDocument))
        case .drawPage: get(path(place.paged, "1"))
        case .showCitations, .listMissingDocuments, .showAccuracy, .exportExamples, .withholdDocument, .changeSpelling:
            askOfExamples(place)
        case .showDraft, .readLabel, .correctDraft, .undoCorrection, .redoCorrection, .discardDraft, .adoptDraft:
            askOfDraft(place)
        case .showPlan, .showPublishedPlan, .publishPlan, .withdrawPlan, .comparePlans, .listLikeTasks, .comparePlan,
            .showTask, .commentTask:
            askOfPlan(place)
        case .showPairingCrosswalk, .showReference, .showClause, .compareClause, .setReference, .showTaskClauses,
            .correctTaskClauses, .undoTaskClauses:
            askOfCrosswalk(place)
        case .leaveFeedback: send(path(), #"{"text":"Good"}"#)
        }
    }

    private func askOfLedger(_ place: MatrixPlace) -> Ask {
        let values =
            #""values":{"direction":"toEastern","level":"county","leader":"N","start":"2026-02-03","#
            + #""end":"2026-02-04","people":3}"#
        let visit = #"{"pairing":"\#(place.pairing.code)","side":"\#(place.side.rawValue)",\#(values)}"#
        let inPairing = "?pairing=" + place.pairing.code
        return switch self {
        case .showLedger: get(path("visit"))
        case .listEntries, .sumEntries: get(path("visit") + inPairing)
        case .addEntry, .checkEntry: send(path("visit"), visit)
        case .deliverEntries:
            Ask(
                method: method.rawValue,
                path: path("visit") + inPairing + "&side=" + place.side.rawValue, json: "{" + values + "}",
                headers: ["Content-Type": "application/x-ndjson"])
        case .changeEntries:
            send(path("visit"), #"{"entries":[{"id":"\#(place.entry)","version":1}],"values":{"topics":"T"}}"#)
        case .showEntry: get(path(place.entry))
        case .editEntry: send(path(place.entry), #"{"values":{"topics":"T"}}"#, matching: true)
        case .removeEntry: send(path(place.project), #"{"reason":"R"}"#, matching: true)
        case .confirmEntry: send(path(place.theirEntry), nil, matching: true)
        case .disputeEntry: send(path(place.theirEntry), #"{"values":{"people":7}}"#, matching: true)
        case .moveEntry: send(path(place.project), #"{"stage":"talks"}"#, matching: true)
        case .listDifferences: get(path() + inPairing)
        case .settleDifference: send(path(place.difference), #"{"version":2,"value":"12"}"#)
        case .commentEntry: send(path(place.entry), #"{"text":"Noted"}"#)
        case .listCellChanges: get(path(place.entry, "people"))
        case .revealEntry: send(path(place.placement), #"{"reason":"R"}"#)
        case .attachEntry, .detachEntry: send(path(place.entry, place.task), nil)
        case .showFigure: get(path("V02", place.pairing.code, "2026Q1"))
        case .listStalled: get(path("project"))
        case .addEntryFile: Ask(method: method.rawValue, path: path(place.project), file: "More")
        case .downloadEntryFile: get(path(place.project, place.entryFile))
        case .revealEntryFile: send(path(place.secondment, place.entryFile), #"{"reason":"R"}"#)
        case .removeEntryFile: send(path(place.project, place.entryFile), nil)
        case .listPeriods: get(path(place.pairing.code))
        case .showPeriod: get(path(place.pairing.code, "2026Q1"))
        case .closePeriod: send(path(place.pairing.code, "2026Q1"), nil)
        default: get(path("V02") + inPairing)
        }
    }

    private func askOfImport(_ place: MatrixPlace) -> Ask {
        switch self {
        case .beginSheetImport:
            Ask(
                method: method.rawValue, path: path("visit"),
                fields: ["pairing": place.pairing.code, "side": place.side.rawValue], file: MatrixWorld.sheet)
        case .showSheetImport, .previewSheetImport: get(path(place.sheetImport))
        case .decideSheetImport:
            send(path(place.sheetImport), #"{"kind":"doubts","rows":[],"others":"leave"}"#)
        case .startSheetImport: send(path(place.sheetImport), #"{"rows":"all"}"#)
        default: send(path(place.sheetImport), nil)
        }
    }

    private func askOfAccount(_ place: MatrixPlace) -> Ask {
        switch self {
        case .createToken: send(path(), #"{"name":"new","scope":"read","days":1}"#)
        case .revokeToken: send(path(place.token), nil)
        case .endSession: send(path(place.user), nil)
        case .changePassword: send(path(), #"{"old":"\#(MatrixWorld.password)","new":"Another-Horse-8"}"#)
        case .confirmIdentity: send(path(), #"{"password":"\#(MatrixWorld.password)"}"#)
        case .finishSecondFactor: send(path(), #"{"code":"123456"}"#)
        case .changeAccount: send(path(), #"{"language":"en"}"#, matching: true)
        default: send(path(), nil)
        }
    }

    private func askOfContact(_ place: MatrixPlace) -> Ask {
        switch self {
        case .listContacts: get(path(place.pairing.code))
        case .addContact:
            send(
                path(place.pairing.code),
                #"{"side":"\#(place.side.rawValue)","kind":"office","post":"Chief","name":"M"}"#)
        case .showContact: get(path(place.contact))
        case .editContact: send(path(place.contact), #"{"post":"Chief"}"#, matching: true)
        default: send(path(place.contact), nil, matching: self == .removeContact)
        }
    }

    private func askOfDraft(_ place: MatrixPlace) -> Ask {
        switch self {
        case .showDraft, .readLabel: get(path(place.draft))
        case .correctDraft:
            send(path(place.draft), #"{"kind":"setDocumentField","field":"title","value":"Three"}"#, matching: true)
        case .adoptDraft: send(path(place.draft), "{}", matching: true)
        default: send(path(place.draft), nil, matching: true)
        }
    }

    private func askOfPlan(_ place: MatrixPlace) -> Ask {
        switch self {
        case .publishPlan: send(path(place.plan), #"{"version":2,"confirm":true}"#)
        case .withdrawPlan: send(path(place.plan), nil)
        case .comparePlans: get(path(place.plan, place.plan))
        case .listLikeTasks, .showTask: get(path(place.task))
        case .commentTask: send(path(place.task), #"{"text":"Noted"}"#)
        case .comparePlan: get(path(place.plan) + "?from=1&to=2")
        default: get(path(place.plan))
        }
    }

    private func askOfExamples(_ place: MatrixPlace) -> Ask {
        switch self {
        case .showCitations: get(path(place.openDocument))
        case .withholdDocument: send(path(place.openDocument), #"{"isWithheld":true}"#)
        case .changeSpelling: send(path(place.body, place.body), #"{"isRemoved":true}"#)
        default: get(path())
        }
    }

    private func askOfCrosswalk(_ place: MatrixPlace) -> Ask {
        switch self {
        case .showPairingCrosswalk: get(path(place.pairing.code))
        case .showReference: get(path(place.reference))
        case .showClause: get(path(place.reference, "1"))
        case .compareClause: get(path(place.reference, "1", place.pairing.code))
        case .setReference: send(path(place.draft), #"{"reach":"pairing"}"#, matching: true)
        case .showTaskClauses: get(path(place.task, place.reference))
        case .correctTaskClauses: send(path(place.task, place.reference), #"{"clauses":[1]}"#, matching: true)
        default: send(path(place.task, place.reference), nil, matching: true)
        }
    }

    private func askOfHistory(_ place: MatrixPlace) -> Ask {
        switch self {
        case .pairingHistory: get(path(place.pairing.code))
        case .documentHistory: get(path(place.openDocument))
        case .draftHistory: get(path(place.draft))
        case .planHistory: get(path(place.plan))
        case .taskHistory: get(path(place.task))
        case .organisationHistory: get(path(place.body))
        case .contactHistory: get(path(place.contact))
        default: get(path(place.user))
        }
    }

    private func askOfPerson(_ place: MatrixPlace) -> Ask {
        let (code, side) = (place.pairing.code, place.side.rawValue)
        let office = #"{"role":"office","pairing":"\#(code)","side":"\#(side)"}"#
        let observer = #"{"role":"observer","pairing":"\#(code)"}"#
        return switch self {
        case .resetPassword: send(path(place.user), "{}")
        case .unlockUser: send(path(place.user), nil)
        case .inviteUser: send(path(), #"{"username":"new","displayName":"N","role":\#(office)}"#)
        case .showUser, .explainReach: get(path(place.user))
        case .editUser: send(path(place.user), #"{"displayName":"Other"}"#, matching: true)
        case .disableUser: send(path(place.user), #"{"reason":"Left"}"#, matching: true)
        case .enableUser: send(path(place.disabled), #"{"reason":"Back"}"#, matching: true)
        case .inviteAgain: send(path(place.invited), nil, matching: true)
        case .grantRole: send(path(place.user), observer, matching: true)
        case .endRole: send(path(place.user, "0"), nil, matching: true)
        case .moveUser:
            send(path(place.user), #"{"position":0,"role":\#(observer),"day":"2026-01-05"}"#, matching: true)
        case .showHandOver: get(path(place.user) + "?receiver=" + place.receiver)
        default: send(path(place.user), #"{"receiver":"\#(place.receiver)"}"#, matching: true)
        }
    }

    private func askOfBody(_ place: MatrixPlace) -> Ask {
        let division = place.pairing.party(place.side).division.text
        let day = #""day":"2026-01-05""#
        return switch self {
        case .addOrganisation: send(path(), #"{"name":"Added","kind":"department","place":"\#(division)"}"#)
        case .showOrganisation: get(path(place.body))
        case .editOrganisation: send(path(place.body), #"{"kind":"party"}"#, matching: true)
        case .renameOrganisation: send(path(place.body), #"{"name":"Renamed",\#(day)}"#, matching: true)
        case .mergeOrganisation: send(path(place.body), #"{"heir":"\#(place.otherBody)",\#(day)}"#, matching: true)
        case .splitOrganisation:
            send(path(place.body), #"{"names":["Part one","Part two"],"goesOn":false,\#(day)}"#, matching: true)
        case .absorbOrganisation: send(path(place.newBody), #"{"heir":"\#(place.otherBody)"}"#, matching: true)
        default: send(path(place.newBody), nil, matching: true)
        }
    }

    private func askOfUpload(_ place: MatrixPlace) -> Ask {
        Ask(
            method: method.rawValue, path: path(), fields: ["pairing": place.pairing.code],
            file: MatrixWorld.plan.replacing("坚持", with: "突出"))
    }

    func get(_ path: String) -> Ask { Ask(path: path) }

    func send(_ path: String, _ json: String?, matching: Bool = false) -> Ask {
        Ask(
            method: method.rawValue, path: path, json: json,
            headers: matching ? ["If-Match": "*"] : [:])
    }

    private func newPairing(in place: MatrixPlace) -> String {
        func party(_ name: String, _ side: Side) -> String {
            #"{"name":"\#(name)","romanised":"\#(name)","division":"\#(place.pairing.party(side).division.text)"}"#
        }
        return #"{"code":"x-y","kind":"school","parent":"\#(place.pairing.code)","term":{"from":2022,"to":2030},"#
            + #""oldArea":\#(party("X", .oldArea)),"eastern":\#(party("Y", .eastern))}"#
    }
}
