// SPDX-License-Identifier: Apache-2.0
import API
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

@testable import Web

/// Who asks: a cookie with the token of its forms, or the secret of an access token.
struct MatrixVisitor: Sendable {
    let name: String
    var cookie: String?
    var formToken = ""
    var token: String?
}

/// Pages and API over one installation with four places and a person of each role, all of it put back at will.
struct MatrixWorld: Sendable {
    let database: SwitchedDatabase
    let useCases: UseCases
    let folder: URL
    let pages: any TestClientProtocol
    let programs: any TestClientProtocol
    let places: [MatrixPlace]
    /// In the order of `Role.allCases`.
    let people: [MatrixVisitor]
    /// Nobody, an expired session, a disabled person.
    let strangers: [MatrixVisitor]
    /// Of the same people; and a token that only reads, a revoked one, an expired one, one of a disabled person.
    let tokens: [MatrixVisitor]
    let strangeTokens: [MatrixVisitor]
    /// The contents of every table before anybody asked.
    let before: [String: String]

    static let password = "Correct-Horse-7"
    static let sheet = """
        方向,层级,带队领导,起止时间,人数
        老区到东部,县级,王某某（县长）,2026-02-03,5
        """
    /// The public key of an installation that nobody runs.
    static let exchangeKey =
        "jiedui-1-A6EHv_POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg1gHLWNliA0a7qMprfkSE4OFHtIaKOO3XpZdDSzRZiVA"
    static let taskSheet = """
        重点任务,牵头单位,完成时限
        共建园区,市发展改革委,12月底前
        """
    static let plan = """
        甲山市乙江市对口合作实施方案（2023—2027年）
        一、总体要求
        坚持优势互补。
        二、重点任务
        （一）共同传承红色文化
        1.建设研学基地。联合编制线路。（责任单位：甲山市文化旅游局）
        2.保护革命旧址。开展旧址调查。（责任单位：甲山市文化旅游局）
        """

    /// Opens the world once and hands it to `body`.
    static func open(_ body: @Sendable @escaping (MatrixWorld) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "jiedui-matrix-" + UUID().uuidString)
        let data = folder.appending(path: "data")
        try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await TestEngine.sqlite.withPlace { place in
            guard case .sqlite(let file) = place.address else { return }
            let database = try SwitchedDatabase(from: file)
            var surroundings = Surroundings(
                now: { Instant(milliseconds: 1_790_000_000_000) }, random: random, dataFolder: data.path())
            surroundings.presets = try PresetBook()
            surroundings.accounts.passwordCost = .lowest
            surroundings.ledgers = try LedgerBook()
            surroundings.forms = try FormBook(ledgers: surroundings.ledgers)
            let useCases = UseCases(database: database, surroundings: surroundings)
            let messages = try MessageCatalogue()
            let router = Router(context: MatrixContext.self)
            var settings = APISettings(uploadFolder: folder.appending(path: "in").path(), version: "0")
            (settings.requestsPerToken, settings.requestsPerAddress) = (1_000_000, 1_000_000)
            let program = APIApplication(useCases: useCases, messages: messages, settings: settings)
            program.addRoutes(to: router)
            let documents = Dictionary(uniqueKeysWithValues: Language.allCases.map { ($0, program.document($0)) })
            var webSettings = WebSettings(
                isSecure: false, uploadLimit: 1_000_000, formLimit: 100_000,
                uploadFolder: folder.appending(path: "in").path(), version: "0")
            webSettings.doorRequestsPerAddress = 1_000_000
            let web = try WebApplication(
                useCases: useCases, messages: messages, settings: webSettings, reference: documents,
                logger: quiet)
            let api = Application(router: router, logger: quiet)
            try await Application(router: web.router(), logger: quiet).test(.router) { pages in
                try await api.test(.router) { programs in
                    let builder = MatrixBuilder(useCases: useCases, pages: pages)
                    let world = try await builder.build()
                    await database.keep()
                    try await body(
                        MatrixWorld(
                            database: database, useCases: useCases, folder: folder, pages: pages, programs: programs,
                            places: world.places, people: world.people, strangers: world.strangers,
                            tokens: world.tokens, strangeTokens: world.strangeTokens,
                            before: try await database.contents()))
                }
            }
            await database.close()
        }
    }

    /// Repeated refusals are told apart for a minute and up to a thousand of them; the minute never ends here.
    func forgetRefusals() async throws {
        try await useCases.recordRepeatedRefusals(all: true)
        if database.takeWrites() > 0 { try await database.putBack() }
    }

    /// Sends one request as `visitor` and says what came of it.
    func send(_ ask: Ask, as visitor: MatrixVisitor) async throws -> (outcome: Outcome, status: Int) {
        let response = try await answer(ask, to: visitor)
        let status = response.status.code
        return (Outcome(ask.method, status: status, location: response.headers[.location]), status)
    }

    /// The answer to one request of `visitor`.
    func answer(_ ask: Ask, to visitor: MatrixVisitor) async throws -> TestResponse {
        var headers = HTTPFields()
        for (name, value) in ask.headers { headers[HTTPField.Name(name)!] = value }
        if let cookie = visitor.cookie { headers[.cookie] = cookie }
        if let token = visitor.token { headers[.authorization] = "Bearer " + token }
        var body = ByteBuffer()
        if let json = ask.json {
            headers[.contentType] = headers[.contentType] ?? "application/json"
            body = ByteBuffer(string: json)
        } else if let file = ask.file {
            headers[.contentType] = "multipart/form-data; boundary=b"
            for (name, value) in ask.fields.merging([formTokenField: visitor.formToken], uniquingKeysWith: { $1 })
                .sorted(by: { $0.key < $1.key })
            where visitor.token == nil || name != formTokenField {
                body.writeString("--b\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n")
            }
            body.writeString("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"plan.txt\"\r\n\r\n")
            body.writeString(file + "\r\n--b--\r\n")
        } else if ask.method == "POST" {
            headers[.contentType] = "application/x-www-form-urlencoded"
            var form = FormFields()
            for (name, value) in ask.fields { form.set(name, value) }
            form.set(formTokenField, visitor.formToken)
            body = ByteBuffer(string: form.encoded)
        }
        let client = visitor.token == nil && !ask.path.hasPrefix("/api/") ? pages : programs
        return try await client.executeRequest(
            uri: ask.path, method: HTTPRequest.Method(ask.method)!, headers: headers, body: body)
    }

    static let quiet = Logger(label: "matrix") { _ in SwiftLogNoOpLogHandler() }

    @Sendable static func random() -> (UInt64, UInt64) {
        (.random(in: 0...UInt64.max), .random(in: 0...UInt64.max))
    }
}

/// What the router of the API knows of a request in these tests.
struct MatrixContext: APIContext {
    var coreContext: CoreRequestContextStorage
    var peer: String? { "127.0.0.1" }
    var requestID: String { "matrix" }

    init(source: ApplicationRequestContextSource) { coreContext = .init(source: source) }
}
