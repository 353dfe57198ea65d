// SPDX-License-Identifier: Apache-2.0
import Domain
import FormData
import HTTPTypes
import Hummingbird
import NIOCore
import UseCases

extension Visit {
    /// The page as an answer.
    func show(_ page: some PageModel, status: HTTPResponse.Status = .ok) throws -> Response {
        var chrome = Chrome(
            of: Visitor(session: session, secret: secret, language: language), request: request, context: context,
            site: site)
        chrome.notice = query.optional("notice").flatMap {
            phrases.find("notice." + $0)
        }
        return .html(try site.templates.render(page, in: chrome), status: status)
    }

    /// Sends the browser on to `path`, where the sentence `notice.<notice>` confirms what was done.
    func goOn(to path: String, notice: String? = nil) -> Response {
        guard let notice else { return .seeOther(path) }
        let halves = path.split(separator: "#", maxSplits: 1)
        let mark = halves[0].contains("?") ? "&" : "?"
        return .seeOther(halves[0] + mark + "notice=" + notice + (halves.count == 2 ? "#" + halves[1] : ""))
    }
}

extension Chrome {
    init(of visitor: Visitor, request: Request, context: WebContext, site: Site) {
        let user = visitor.session?.user
        // Where the rule table allows an action anywhere; on which objects is asked by the page itself.
        func leads(_ action: Action) -> Bool {
            user?.grants.contains { !RuleTable.relations(action, .role($0.role)).isEmpty } ?? false
        }
        var here = FormFields(encoded: request.uri.query ?? "")
        here.set("notice", nil)
        let query = here.encoded
        self.init(
            language: visitor.language, person: user?.displayName,
            showsBusiness: user?.grants.contains { !$0.role.isAdministrator } ?? false,
            showsOrders: leads(.readSupervision), showsRequests: leads(.readRequest),
            showsUsers: leads(.readUser), showsAudit: leads(.readAccessRecord),
            answersFeedback: leads(.readFeedback),
            showsJobs: leads(.readJobs), unread: visitor.session.flatMap { $0.unread > 0 ? String($0.unread) : nil },
            formToken: visitor.session?.formToken ?? "",
            here: request.method == .get ? request.uri.path + (query.isEmpty ? "" : "?" + query) : "/",
            isAnswer: request.method != .get && request.method != .head, notice: nil, section: nil,
            version: site.settings.version, requestID: context.requestID)
    }
}

extension Response {
    static func html(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }

    /// Sends the browser to another page after a form was accepted.
    static func seeOther(_ path: String) -> Response {
        Response(status: .seeOther, headers: [.location: path, .cacheControl: "no-store"])
    }

    /// Bytes that the browser is to keep as a file of this name.
    static func download(_ bytes: [UInt8], name: String, type: String) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: type, .cacheControl: "no-store", .contentDisposition: attachment(name),
            ],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// RFC 6266 with RFC 8187: the name in ASCII for old programs and in UTF-8 for all others.
    static func attachment(_ name: String) -> String {
        let plain = name.unicodeScalars.map { scalar -> Character in
            scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
                || scalar == "." || scalar == "-" ? Character(scalar) : "_"
        }
        return "attachment; filename=\"" + String(plain) + "\"; filename*=UTF-8''" + name.percentEncodedPart
    }
}

/// A path of our own to go on to, or nil where `path` could lead to another site.
func ownPath(_ path: String?) -> String? {
    guard let path, path.hasPrefix("/"), !path.hasPrefix("//"), !path.contains("\\"),
        path.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value < 0x7F })
    else { return nil }
    return path
}
