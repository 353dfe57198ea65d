// SPDX-License-Identifier: Apache-2.0
import Domain

/// How the object of a request stands to whoever asks: everybody who is bound to something is bound to the first
/// pairing, and to its old-area side where the role has one.
enum MatrixRelation: Int, CaseIterable, Sendable {
    case ownSide, otherSide, sameProvince, foreign

    var letter: String { ["own", "other side", "same province", "foreign"][rawValue] }
}

/// One object of each kind in one place; of the own pairing there are two places, one for each side.
struct MatrixPlace: Sendable {
    let relation: MatrixRelation
    let pairing: Pairing
    let side: Side
    var plan = ""
    var task = ""
    /// The nation's reference plan, of which the task's links were corrected once.
    var reference = ""
    /// A document of which the plan was made, with its draft.
    var document = ""
    var adopted = ""
    /// A document and a draft that nobody has adopted.
    var openDocument = ""
    var draft = ""
    var revision = 0
    var body = ""
    /// Another body of the same place.
    var otherBody = ""
    /// A body that nobody has confirmed.
    var newBody = ""
    var contact = ""
    /// A document of pages; and the path of a file that every page refers to.
    var paged = ""
    var asset = ""
    /// The token of an open invitation.
    var invitation = ""
    /// The log-in name of a clerk of the office of this side, and the identity.
    var clerk = ""
    var user = ""
    /// Others of that office: one to whom matters are handed, one who was disabled, one who was invited.
    var receiver = ""
    var disabled = ""
    var invited = ""
    /// A row that this side entered, and one that it has to confirm.
    var entry = ""
    var theirEntry = ""
    /// A project that this side entered, and a person's placement.
    var project = ""
    var placement = ""
    /// The hash of a file of the project.
    var entryFile = ""
    /// A secondment of this side, with the hash of its file.
    var secondment = ""
    /// A ticket about a row of this side.
    var difference = ""
    /// An import of a spreadsheet that a clerk of this side began, who is none of the askers.
    var sheetImport = ""
    /// A notice of the national user, and one that could not be mailed.
    var notice = ""
    var delivery = ""
    /// A robot of the office of this side.
    var robot = ""
    /// An order of this side's office that is handled by `body`, the handling and a file of it; and a draft.
    var order = ""
    var handling = ""
    var handlingFile = ""
    var orderDraft = ""
    /// A request of this side's office about which `body` is asked, its opinion; and a draft of `body`.
    var request = ""
    var opinion = ""
    var requestDraft = ""
    /// What `entry`, a visit, decided for `body`.
    var decision = ""
    /// The secret of a calendar of this pairing.
    var calendar = ""
    /// A cycle of the place's pairing, with what the body of this side has to hand in and a paper of it.
    var cycle = ""
    var filing = ""
    var filingPaper = ""
    /// What both cities reported differently in the cycle.
    var itemDifference = ""
    /// A token of the national user.
    var token = ""
    /// A yearly list that both cities agreed to, with an item of this side's body that has a milestone, and the share of
    /// that body in another item.
    var yearPlan = ""
    var item = ""
    var milestone = ""
    var leg = ""
    /// A yearly list that nobody has agreed to.
    var draftPlan = ""
    var draftItem = ""
    /// One to which the city of the old area has agreed.
    var halfPlan = ""
}

/// One request, as a browser or a program sends it.
struct Ask: Sendable {
    var method = "GET"
    var path: String
    var fields: [String: String] = [:]
    /// A file beside the fields, as a form with parts.
    var file: String?
    var json: String?
    var headers: [String: String] = [:]

    static func get(_ path: String) -> Ask { Ask(path: path) }
    static func post(_ path: String, _ fields: [String: String] = [:]) -> Ask {
        Ask(method: "POST", path: path, fields: fields)
    }
}

/// What came of a request, as the tables write it.
enum Outcome: Character, CaseIterable {
    case shown = "o"
    case accepted = "s"
    case toSignIn = "l"
    case unknown = "u"
    case forbidden = "f"
    case notFound = "n"
    case conflict = "c"
    case invalid = "v"
    case created = "m"
    case done = "d"
    case other = "?"

    /// Whether it let the person through.
    var isSuccess: Bool { self == .shown || self == .accepted || self == .created || self == .done }

    init(_ method: String, status: Int, location: String?) {
        switch status {
        case 200: self = .shown
        case 201: self = .created
        case 204: self = .done
        case 303: self = method == "GET" && location?.hasPrefix("/login") == true ? .toSignIn : .accepted
        case 401: self = .unknown
        case 403: self = .forbidden
        case 404: self = .notFound
        case 409: self = .conflict
        case 422: self = .invalid
        default: self = .other
        }
    }
}
