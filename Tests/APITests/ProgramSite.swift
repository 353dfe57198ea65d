// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import EngineTesting
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import SQLCore
import Storage
import UseCases

@testable import API

/// The API over a fresh database, with the token of a system administrator who has just given the password.
struct ProgramSite: Sendable {
    let client: any TestClientProtocol
    let useCases: UseCases
    let holder: Identifier<User>
    let token: String

    struct Answer: Sendable {
        let status: Int
        let headers: HTTPFields
        let json: JSON
    }

    static func open(_ body: @Sendable @escaping (ProgramSite) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "jiedui-api-" + UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await TestEngine.sqlite.withDatabase { database in
            let now = Instant(milliseconds: 1_790_000_000_000)
            var surroundings = Surroundings(now: { now }, random: random, dataFolder: folder.path())
            surroundings.presets = try PresetBook()
            surroundings.accounts.passwordCost = .lowest
            let useCases = UseCases(database: database, surroundings: surroundings)
            let user = User(
                id: Identifier(at: now, random: random()), username: "holder", displayName: "Holder",
                grants: [.systemAdmin], state: .active, mustChangePassword: false, language: .chinese)
            try await database.write { try AccountQueries($0).insert(user, passwordHash: nil, at: now) }
            let made = try await useCases.createToken(
                .local, NewToken(name: "test", scope: .write, days: 9), for: "holder")
            _ = try await database.write { try AccessTokenQueries($0).confirm(made.token.id, at: now) }
            let router = Router(context: ProgramContext.self)
            APIApplication(
                useCases: useCases, messages: try MessageCatalogue(),
                settings: APISettings(uploadFolder: folder.appending(path: "in").path(), version: "0")
            ).addRoutes(to: router)
            let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            try await Application(router: router, logger: quiet).test(.router) { client in
                try await body(
                    ProgramSite(client: client, useCases: useCases, holder: user.id, token: made.secret))
            }
        }
    }

    func get(_ path: String) async throws -> Answer { try await send(path, .get, [:], "") }

    func post(_ path: String, _ body: String, key: String) async throws -> Answer {
        try await send(path, .post, [.contentType: "application/json", .idempotencyKey: key], body)
    }

    private func send(
        _ path: String, _ method: HTTPRequest.Method, _ headers: HTTPFields, _ body: String
    ) async throws -> Answer {
        var headers = headers
        headers[.authorization] = "Bearer " + token
        let response = try await client.executeRequest(
            uri: path, method: method, headers: headers, body: ByteBuffer(string: body))
        let bytes = Array(response.body.readableBytesView)
        return Answer(
            status: response.status.code, headers: response.headers,
            json: bytes.isEmpty ? .null : try JSON(reading: bytes))
    }

    @Sendable private static func random() -> (UInt64, UInt64) {
        (.random(in: 0...UInt64.max), .random(in: 0...UInt64.max))
    }
}

/// What the router knows of a request in these tests.
private struct ProgramContext: APIContext {
    var coreContext: CoreRequestContextStorage
    var peer: String? { "127.0.0.1" }
    var requestID: String { "test" }

    init(source: ApplicationRequestContextSource) { coreContext = .init(source: source) }
}
