// SPDX-License-Identifier: Apache-2.0
import Hummingbird
import HummingbirdTesting
import HTTPTypes
import NIOCore

@testable import Web

/// A browser without scripts: keeps cookies and the token of its forms, follows no redirect by itself.
actor TestVisitor {
    private let client: any TestClientProtocol
    private var cookies: [String: String] = [:]
    private(set) var formToken = ""

    init(client: any TestClientProtocol) { self.client = client }

    struct Answer: Sendable {
        let status: Int
        let headers: HTTPFields
        let text: String
        var location: String? { headers[.location] }
    }

    func cookie(_ name: String) -> String? { cookies[name] }

    func get(_ path: String, headers: HTTPFields = [:]) async throws -> Answer {
        try await send(path, .get, headers, ByteBuffer())
    }

    /// Sends a form with the token of this session, unless `fields` say otherwise.
    func post(_ path: String, _ fields: [String: String] = [:], headers: HTTPFields = [:]) async throws -> Answer {
        var form = FormFields()
        for (name, value) in fields { form.set(name, value) }
        if fields[formTokenField] == nil { form.set(formTokenField, formToken) }
        var headers = headers
        headers[.contentType] = "application/x-www-form-urlencoded"
        return try await send(path, .post, headers, ByteBuffer(string: form.encoded))
    }

    /// Sends a file as a browser does.
    func upload(_ bytes: [UInt8], named name: String, pairing: String, token: String? = nil) async throws -> Answer {
        var body = ByteBuffer()
        for (field, value) in [(formTokenField, token ?? formToken), ("pairing", pairing)] {
            body.writeString("--b\r\nContent-Disposition: form-data; name=\"\(field)\"\r\n\r\n\(value)\r\n")
        }
        body.writeString("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\n\r\n")
        body.writeBytes(bytes)
        body.writeString("\r\n--b--\r\n")
        return try await send("/documents", .post, [.contentType: "multipart/form-data; boundary=b"], body)
    }

    func send(
        _ path: String, _ method: HTTPRequest.Method, _ headers: HTTPFields, _ body: ByteBuffer
    ) async throws -> Answer {
        var headers = headers
        if !cookies.isEmpty { headers[.cookie] = cookies.map { $0.key + "=" + $0.value }.joined(separator: "; ") }
        let response = try await client.executeRequest(uri: path, method: method, headers: headers, body: body)
        let text = String(buffer: response.body)
        for cookie in response.headers[values: .setCookie] { keep(cookie) }
        if let token = text.firstMatch(of: #/name="form_token" value="([^"]+)"/#) { formToken = String(token.1) }
        return Answer(status: response.status.code, headers: response.headers, text: text)
    }

    private func keep(_ cookie: String) {
        let pair = cookie.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        cookies[String(pair[0])] = pair.count == 2 && !pair[1].isEmpty ? String(pair[1]) : nil
    }
}
