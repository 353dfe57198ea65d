// SPDX-License-Identifier: Apache-2.0
import Domain
import FormData
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import UseCases

/// What the router knows of a request.
struct Arrival: Sendable {
    let path: [(name: String, value: String)]
    let peer: String?
    let requestID: String
}

/// What stands before every operation: limits, token, form of the answer, parameters, body. One operation, one gate.
struct APIGate: Sendable {
    let site: APISite
    let operation: APIOperation
    let declaration: Declaration

    init(site: APISite, operation: APIOperation) {
        (self.site, self.operation, declaration) = (site, operation, operation.declaration)
    }

    /// Answers the request, or says why not.
    func admit(_ request: Request, _ arrival: Arrival, logger: Logger) async -> Response {
        do {
            return try await answer(request, arrival)
        } catch {
            let problem = describe(error)
            if problem.kind == .unexpected {
                logger.error("unexpected error", metadata: ["error": "\(String(reflecting: error))"])
            }
            return refuse(problem, request, site: site, requestID: arrival.requestID)
        }
    }

    private func answer(_ request: Request, _ arrival: Arrival) async throws -> Response {
        let address = visitorAddress(of: request, peer: arrival.peer, site: site)
        try site.byAddress.take(address ?? "")
        let holder = try await holder(of: request, address: address, requestID: arrival.requestID)
        let format = try choose(among: declaration.offered, accept: request.headers[.accept])
        let query = try readQuery(request.uri.query ?? "", declaration.query)
        try requireMatchField(of: request)
        let key = try idempotencyKey(of: request)
        let received = try await receiveBody(of: request, declaration, site.settings)
        defer { received.upload?.remove() }
        let call = Call(
            useCases: site.useCases, site: site, operation: operation, request: request,
            path: try pathValues(arrival), query: query, body: received.body, upload: received.upload,
            holder: holder, language: chooseLanguage(request.headers[.acceptLanguage]), format: format,
            requestID: arrival.requestID)
        do {
            return send(try await perform(key, received, call), request)
        } catch let error as UseCaseError {
            if let holder {
                // Who tries a door that is shut is in the record, as on the pages.
                try await site.useCases.recordRefusal(holder, error, object: arrival.path.first?.value)
            }
            throw error
        }
    }

    /// So often a change of whatever state there is (`If-Match: *`) is tried while others change the object too.
    private static let mostAttempts = 8

    private func perform(_ key: String?, _ received: ReceivedBody, _ call: Call) async throws -> Reply {
        let isAny = declaration.needsMatch && TagList(call.request.headers[.ifMatch] ?? "").isAny
        for _ in 1..<(isAny ? Self.mostAttempts : 1) {
            do { return try await once(key, received, call) } catch let error as UseCaseError {
                // Who named no state can't be told that it is an old one. Nothing was written.
                guard case .stale = error.cause else { throw error }
            }
        }
        return try await once(key, received, call)
    }

    private func requireMatchField(of request: Request) throws {
        guard declaration.needsMatch else { return }
        guard let field = request.headers[.ifMatch], !field.isEmpty else { throw Problem(.matchRequired) }
        let misfits = Schema.entityTag.misfits(of: .text(field), at: "If-Match")
        guard misfits.isEmpty else { throw Problem(misfits: misfits) }
    }

    /// The holder of the token; nil where the operation needs none.
    private func holder(of request: Request, address: String?, requestID: String) async throws -> Caller? {
        guard declaration.needsToken else { return nil }
        guard let token = bearer(request),
            let caller = try await findCaller(site.useCases, token: token, address: address, requestID: requestID)
        else { throw Problem.notAuthenticated }
        guard case .token(let id, let scope) = caller.door else { throw Problem.notAuthenticated }
        try site.byToken.take(id)
        if declaration.scope == .write && scope == .read {
            let error = UseCaseError("token", .forbidden(reason: "rule.tokenReadsOnly"))
            try await site.useCases.recordRefusal(caller, error, object: id)
            throw error
        }
        return caller
    }

    private func bearer(_ request: Request) -> String? {
        let parts = (request.headers[.authorization] ?? "").split(separator: " ")
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return String(parts[1])
    }

    private func pathValues(_ arrival: Arrival) throws -> [String: String] {
        try Dictionary(
            arrival.path.map { name, value in
                guard let decoded = value.percentDecoded, !decoded.contains("\0") else { throw Problem(.notFound) }
                return (name, decoded)
            }, uniquingKeysWith: { first, _ in first })
    }

    private func idempotencyKey(of request: Request) throws -> String? {
        guard declaration.isCreation, let key = request.headers[.idempotencyKey] else { return nil }
        let misfits = Schema.idempotencyKey.misfits(of: .text(key), at: "Idempotency-Key")
        guard misfits.isEmpty else { throw Problem(misfits: misfits) }
        return key
    }

    private func send(_ reply: Reply, _ request: Request) -> Response {
        var response = Response(status: reply.status)
        response.headers[.vary] = "Accept, Accept-Language, Authorization"
        response.headers[.cacheControl] = declaration.method == .get ? "private, no-cache" : "no-store"
        if reply.isRepeated { response.headers[.idempotencyReplayed] = "true" }
        if let location = reply.location { response.headers[.location] = location }
        if let name = reply.fileName { response.headers[.contentDisposition] = attachment(name) }
        var tag = reply.tag
        switch reply.body {
        case .none: break
        case .json(let json):
            let bytes = json.bytes
            if declaration.method == .get, tag == nil { tag = EntityTag(of: bytes) }
            response.headers[.contentType] = MediaType.json.rawValue
            response.body = .init(byteBuffer: ByteBuffer(bytes: bytes))
        case .bytes(let bytes, let type):
            response.headers[.contentType] = type
            response.body = .init(byteBuffer: ByteBuffer(bytes: bytes))
        case .stream(let body, let type):
            response.headers[.contentType] = type
            response.body = body
            // Or a web server in front would keep the events until there are many.
            if type.hasPrefix(MediaType.events.rawValue) { response.headers[.accelBuffering] = "no" }
        }
        if let tag { response.headers[.eTag] = tag.field }
        if declaration.method == .get, let tag, let known = request.headers[.ifNoneMatch],
            tag.isKnown(ifNoneMatch: known)
        {
            return Response(status: .notModified, headers: withoutContent(response.headers))
        }
        return response
    }

    private func withoutContent(_ headers: HTTPFields) -> HTTPFields {
        var headers = headers
        headers[.contentType] = nil
        headers[.contentDisposition] = nil
        return headers
    }
}

/// The address of the visitor; behind a trusted proxy the last one that the proxy added.
func visitorAddress(of request: Request, peer: String?, site: APISite) -> String? {
    guard site.settings.trustsForwardedAddress, let chain = request.headers[.forwardedFor] else { return peer }
    let last = chain.split(separator: ",").last.map { $0.filter { $0 != " " } } ?? ""
    return last.isEmpty ? peer : last
}

/// The answer that tells a program of a problem.
func refuse(_ problem: Problem, _ request: Request, site: APISite, requestID: String) -> Response {
    let language = chooseLanguage(request.headers[.acceptLanguage])
    var headers = problem.headers
    headers[.contentType] = "application/problem+json"
    headers[.contentLanguage] = language.rawValue
    headers[.cacheControl] = "no-store"
    headers[.vary] = "Accept, Accept-Language, Authorization"
    let body = problem.json(site.messages, language, requestID: requestID).bytes
    return Response(
        status: problem.kind.status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: body)))
}
