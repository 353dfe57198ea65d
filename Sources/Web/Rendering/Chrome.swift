// SPDX-License-Identifier: Apache-2.0
import Domain
import Mustache
import UseCases

/// What stands around every page: the header, the navigation, the banner and the footer.
struct Chrome: Sendable, MustacheParent {
    var language: Language
    /// The name of the signed-in person; nil where nobody is.
    var person: String?
    /// True where the person may see business pages: the three administrators may not.
    var showsBusiness: Bool
    /// True where the person reads supervision orders.
    var showsOrders = false
    /// True where the person reads special requests.
    var showsRequests = false
    /// True where the person sees to people: the administrators, also of one pairing.
    var showsUsers = false
    /// True where the person may read the record.
    var showsAudit = false
    /// True where the person answers complaints and suggestions.
    var answersFeedback = false
    /// True where the person sees to what starts by the clock.
    var showsJobs = false
    /// How many notices the person has not read; nil where none.
    var unread: String?
    var formToken: String
    /// Where to come back to after choosing a language.
    var here: String
    /// True where the page answers a form: it has no address from which it could be fetched again.
    var isAnswer = false
    /// A sentence that confirms what was just done.
    var notice: String?
    var section: Section?
    var version: String
    var requestID: String

    func child(named name: String) -> Any? {
        switch name {
        case "language": language.rawValue
        case "isChinese": language == .chinese
        case "person": person
        case "showsBusiness": showsBusiness
        case "showsOrders": showsOrders
        case "showsRequests": showsRequests
        case "showsUsers": showsUsers
        case "showsAudit": showsAudit
        case "answersFeedback": answersFeedback
        case "showsJobs": showsJobs
        case "unread": unread
        case "formToken": formToken
        case "here": here
        case "isAnswer": isAnswer
        case "notice": notice
        case "version": version
        case "requestID": requestID
        case "inDay": section == .day
        case "inStart": section == .start
        case "inPairings": section == .pairings
        case "inDocuments": section == .documents
        case "inTasks": section == .tasks
        case "inWork": section == .work
        case "inFilings": section == .filings
        case "inOrders": section == .orders
        case "inRequests": section == .requests
        case "inMeetings": section == .meetings
        case "inLedgers": section == .ledgers
        case "inCrosswalk": section == .crosswalk
        case "inOrganisations": section == .organisations
        case "inContacts": section == .contacts
        case "inUsers": section == .users
        case "inAudit": section == .audit
        default: nil
        }
    }

    static func sample(_ language: Language) -> Chrome {
        Chrome(
            language: language, person: "Sample", showsBusiness: true, showsOrders: true, showsRequests: true,
            showsUsers: true, showsAudit: true, answersFeedback: true, showsJobs: true, unread: "3",
            formToken: "token", here: "/",
            notice: "Done", section: .tasks, version: "0", requestID: "0")
    }
}

/// A page inside its chrome: the root of what a template sees.
struct Screen: MustacheParent {
    let chrome: Chrome
    let page: any PageModel

    func child(named name: String) -> Any? {
        switch name {
        case "chrome": chrome
        case "page": page
        default: nil
        }
    }
}
