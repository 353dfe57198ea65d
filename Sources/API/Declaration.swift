// SPDX-License-Identifier: Apache-2.0
package import Domain
package import HTTPTypes
package import UseCases

/// Everything that is to be known of one operation of the API: the route, the document and the tests are made of it.
package struct Declaration: Sendable {
    /// What a success is answered with.
    enum Answer: Sendable {
        case nothing
        case object(Schema)
        /// The object was made; where it is found stands in Location.
        case made(Schema)
        /// A page of a list, which can be had whole as a table too.
        case page(Schema, [MediaType])
        case file([MediaType])
        /// What has happened, as JSON; or what happens, as a stream of server-sent events (HTML, 9.2).
        case feed(Schema)
    }
    /// What comes in.
    enum Body: Sendable {
        case none
        case json(Schema)
        /// The same, or nothing at all.
        case optionalJSON(Schema)
        /// Lines of JSON, each of which fits the schema.
        case lines(Schema)
        /// A form with the file `file` and these fields beside it.
        case upload([Schema.Property])
    }
    /// A field behind the question mark.
    struct Parameter: Sendable {
        let name: String
        let schema: Schema
        var isRequired = false
    }
    /// An operation that can follow, with where its parameters stand in this one's answer.
    struct Link: Sendable {
        let operation: APIOperation
        let parameters: [(name: String, expression: String)]
    }

    package let method: HTTPRequest.Method
    /// The path with values in braces.
    package let path: String
    /// What the rule table is asked about; nil where the operation asks nothing.
    package let action: Action?
    /// False where anybody may ask without a token.
    package private(set) var needsToken = true
    var query: [Parameter] = []
    var body = Body.none
    var answer = Answer.nothing
    var links: [Link] = []
    /// The most bytes of a body; that of a file is what whoever runs the program allows, where this is nil.
    var bodyLimit: Int?
    /// True where the state that is changed must be named in If-Match.
    package private(set) var needsMatch = false
    /// True where it reads what only those see who change it.
    private(set) var isForManagers = false
    /// True where what was to be made may be there already: 200 then instead of 201, with the same content.
    private(set) var findsPresent = false
    /// True where the answer can be had again under the same Idempotency-Key.
    package private(set) var isCreation = false
    /// True where the answer is what is found at its Location, so that it names the state of that too.
    private(set) var showsMade = true

    init(_ method: HTTPRequest.Method, _ path: String, _ action: Action?) {
        (self.method, self.path, self.action) = (method, path, action)
    }

    /// What a token must be made for: what the rule table counts as no reading needs one that may write, also where the
    /// operation changes nothing.
    package var scope: TokenScope {
        let onlyReads = (method == .get || method == .head) && !isForManagers && action?.onlyReads ?? true
        return onlyReads ? .read : .write
    }

    /// The names of the values in the path.
    package var pathValues: [String] {
        path.split(separator: "/").filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) }
    }
}

extension Declaration {
    static func get(_ path: String, _ action: Action?, _ answer: Answer, query: [Parameter] = []) -> Declaration {
        var declaration = Declaration(.get, path, action)
        (declaration.answer, declaration.query) = (answer, query)
        return declaration
    }

    /// A list by pages.
    static func list(
        _ path: String, _ action: Action?, _ item: Schema, query: [Parameter] = [], also: [MediaType] = []
    ) -> Declaration {
        get(
            path, action, .page(item, [.json, .csv, .lines] + also),
            query: query + [
                Parameter(name: "limit", schema: .whole(1...1_000)),
                Parameter(name: "cursor", schema: Schema(.text(0...4_000, .anyLine))),
            ])
    }

    /// Something new.
    static func create(_ path: String, _ action: Action?, _ body: Body, _ answer: Answer) -> Declaration {
        var declaration = Declaration(.post, path, action)
        (declaration.body, declaration.answer, declaration.isCreation) = (body, answer, true)
        return declaration
    }

    /// A change of what is there, or an action on it.
    static func change(
        _ method: HTTPRequest.Method, _ path: String, _ action: Action?, _ answer: Answer, taking body: Body = .none
    ) -> Declaration {
        var declaration = Declaration(method, path, action)
        (declaration.body, declaration.answer, declaration.needsMatch) = (body, answer, true)
        return declaration
    }

    /// Something that is no object to be changed: nothing can be lost by doing it twice.
    static func act(
        _ method: HTTPRequest.Method, _ path: String, _ action: Action?, _ answer: Answer, taking body: Body = .none
    ) -> Declaration {
        var declaration = Declaration(method, path, action)
        (declaration.body, declaration.answer) = (body, answer)
        return declaration
    }

    /// The same for those alone who change what it reads.
    var forManagers: Declaration {
        var copy = self
        copy.isForManagers = true
        return copy
    }

    var open: Declaration {
        var copy = self
        copy.needsToken = false
        return copy
    }

    /// The same where what is to be made may be there already.
    var orFound: Declaration {
        var copy = self
        copy.findsPresent = true
        return copy
    }

    /// The same where the answer can be had again under the same Idempotency-Key.
    var once: Declaration {
        var copy = self
        copy.isCreation = true
        return copy
    }

    /// The same where what is answered is shown this once, and Location names only where it belongs.
    var handsOut: Declaration {
        var copy = self
        copy.showsMade = false
        return copy
    }

    func links(_ links: Link...) -> Declaration {
        var copy = self
        copy.links = links
        return copy
    }

    /// The forms in which the answer can be had, the usual one first.
    var offered: [MediaType] {
        switch answer {
        case .page(_, let types), .file(let types): types
        case .nothing, .object, .made: [.json]
        case .feed: [.json, .events]
        }
    }

    /// The status of a success.
    var success: HTTPResponse.Status {
        switch answer {
        case .nothing: .noContent
        case .made: .created
        case .object, .page, .file, .feed: .ok
        }
    }

    /// The errors that can be met, each status once or more.
    var problems: [ProblemKind] {
        var kinds: [ProblemKind] = [.malformed, .notAcceptable, .invalid, .tooManyRequests, .unexpected, .busy]
        if needsToken { kinds += [.notAuthenticated, .forbidden, .notFound] }
        if case .none = body {} else { kinds += [.tooLarge, .tooSlow, .unsupportedMediaType] }
        if scope == .write { kinds += [.conflict, .refused] }
        if case .file = answer { kinds.append(.conflict) }
        if needsMatch { kinds += [.stale, .matchRequired] }
        if isCreation { kinds += [.keyInUse, .keyReused] }
        return kinds
    }
}
