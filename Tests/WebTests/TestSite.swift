// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import EngineTesting
import Foundation
import Hummingbird
import HummingbirdTesting
import HTTPTypes
import Logging
import SQLCore
import Storage
import UseCases

@testable import Web

/// The web of a fresh installation in the test's own process.
struct TestSite: Sendable {
    let client: any TestClientProtocol
    let useCases: UseCases

    static let password = "Correct-Horse-7"

    /// Gives `body` the site of a fresh database with the twenty national pairings, not yet set up.
    static func with(
        uploadLimit: Int = 1_000_000, formLimit: Int = 100_000, isSecure: Bool = false,
        settings: @Sendable (inout AccountSettings) -> Void = { _ in },
        _ body: @Sendable @escaping (TestSite) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "jiedui-web-" + UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await TestEngine.sqlite.withDatabase { database in
            let directory = try NationalDirectory()
            let pairings = directory.pairings(at: Instant(milliseconds: 1_700_000_000_000), random: random)
            _ = try await database.write { try seedPairings($0, divisions: directory.divisions, pairings: pairings) }
            var surroundings = Surroundings(
                now: { Instant(milliseconds: 1_790_000_000_000) }, random: random, dataFolder: folder.path())
            surroundings.presets = try PresetBook()
            surroundings.accounts.passwordCost = .lowest
            surroundings.accounts.commonPasswords = try CommonPasswords()
            settings(&surroundings.accounts)
            let useCases = UseCases(database: database, surroundings: surroundings)
            let settings = WebSettings(
                isSecure: isSecure, uploadLimit: uploadLimit, formLimit: formLimit,
                uploadFolder: folder.appending(path: "uploads").path(), version: "0")
            let web = try WebApplication(
                useCases: useCases, messages: try MessageCatalogue(), settings: settings, logger: quiet)
            try await Application(router: web.router(), logger: quiet).test(.router) { client in
                try await body(TestSite(client: client, useCases: useCases))
            }
        }
    }

    /// The same with set-up done: gives `body` a signed-in person of the old area's office of the first pairing too.
    static func withOffice(
        uploadLimit: Int = 1_000_000, formLimit: Int = 100_000,
        _ body: @Sendable @escaping (TestSite, TestVisitor) async throws -> Void
    ) async throws {
        try await with(uploadLimit: uploadLimit, formLimit: formLimit) { site in
            try await body(site, try await site.setUp())
        }
    }

    /// Does set-up through its page, accepts the invitation and signs in.
    func setUp() async throws -> TestVisitor {
        let visitor = TestVisitor(client: client)
        guard let token = try await useCases.issueSetUpToken() else { throw Missing("set-up token") }
        var fields = ["token": token, "officePairing": "yanan-wuxi", "officeSide": "oldArea"]
        for administrator in SetUpPage.administrators {
            fields[administrator + ".username"] = administrator.lowercased()
            fields[administrator + ".displayName"] = "Holder of " + administrator
            fields[administrator + ".password"] = Self.password
            fields[administrator + ".repeatedPassword"] = Self.password
        }
        fields["office.username"] = "clerk"
        fields["office.displayName"] = "Chen Qing"
        let done = try await visitor.post("/setup", fields)
        guard let link = done.text.firstMatch(of: #/\/invitations\/[^"<\s]+/#) else { throw Missing("invitation") }
        _ = try await visitor.post(String(link.0), ["password": Self.password, "repeatedPassword": Self.password])
        return try await signIn("clerk")
    }

    func signIn(_ username: String) async throws -> TestVisitor {
        let visitor = TestVisitor(client: client)
        _ = try await visitor.post("/login", ["username": username, "password": Self.password])
        guard await visitor.cookie("jiedui_session") != nil else { throw Missing("session of \(username)") }
        _ = try await visitor.get("/account")
        return visitor
    }

    struct Missing: Error, CustomStringConvertible {
        let description: String
        init(_ what: String) { description = "no " + what }
    }

    private static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    @Sendable private static func random() -> (UInt64, UInt64) {
        (.random(in: 0...UInt64.max), .random(in: 0...UInt64.max))
    }
}
