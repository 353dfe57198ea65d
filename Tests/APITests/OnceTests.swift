// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import SQLCore
import Storage
import Testing
import UseCases

@testable import API

@Suite("What is done once under its key")
struct OnceTests {
    private static let invitation =
        #"{"username":"new","displayName":"New"}"#
    private static let token = #"{"name":"second","scope":"read","days":1}"#

    @Test(
        "The first answer shows the secret, the second does not",
        arguments: [
            ("/api/v1/users", invitation, "path"), ("/api/v1/account/tokens", token, "secret"),
        ])
    func showsSecretsOnce(path: String, body: String, member: String) async throws {
        try await ProgramSite.open { site in
            let first = try await site.post(path, body, key: "one")
            let second = try await site.post(path, body, key: "one")
            #expect(first.status == 201 && first.json[member]?.text?.isEmpty == false, "\(first.json.printed)")
            #expect(second.status == 201 && second.json[member] == .null, "\(second.json.printed)")
            #expect(first.headers[.idempotencyReplayed] == nil && second.headers[.idempotencyReplayed] == "true")
            #expect(first.headers[.location] != nil && first.headers[.location] == second.headers[.location])
            #expect(first.json.without(member) == second.json.without(member))
        }
    }

    @Test("The answer is not given again to who may no longer see what was made")
    func asksAgain() async throws {
        try await ProgramSite.open { site in
            let first = try await site.post("/api/v1/users", Self.invitation, key: "one")
            #expect(first.status == 201)
            try await site.useCases.database.write { connection in
                try connection.run("DELETE FROM account_grant WHERE account_id = ?", [.id(site.holder)])
            }
            let second = try await site.post("/api/v1/users", Self.invitation, key: "one")
            #expect([403, 404].contains(second.status) && second.headers[.location] == nil)
            #expect(second.json["username"] == nil, "\(second.json.printed)")
        }
    }

    @Test("Every place that an answer names is one that an operation shows")
    func readsLocations() throws {
        let id = "019c0de0-0000-7000-8000-000000000000"
        for operation in [APIOperation.showUser, .showPairing, .showDraft, .showTask, .showContact, .showOrganisation] {
            let found = try #require(APIOperation.reading(operation.path(id)), "\(operation)")
            #expect(found.operation == operation && Array(found.values.values) == [id])
        }
        #expect(APIOperation.reading(APIOperation.listTokens.path())?.operation == .listTokens)
        #expect(APIOperation.reading("/elsewhere") == nil)
    }

    @Test(
        "A made-up cursor and an unknown value are invalid, and the answer names the field",
        arguments: [
            ("/api/v1/pairings?cursor=forged", "cursor", "field.cursor"),
            ("/api/v1/users?cursor=forged", "cursor", "field.cursor"),
            ("/api/v1/account/tokens?cursor=forged", "cursor", "field.cursor"),
            ("/api/v1/users?role=king", "role", "field.choice"),
            ("/api/v1/pairings?limit=0", "limit", "field.range"),
            ("/api/v1/pairings?nonsense=1", "nonsense", "field.unknown"),
        ])
    func refusesValues(path: String, field: String, code: String) async throws {
        try await ProgramSite.open { site in
            let answer = try await site.get(path)
            #expect(answer.status == 422 && answer.json["type"] == .text("/problems/invalid"), "\(answer.json.printed)")
            guard case .list(let errors)? = answer.json["errors"] else {
                Issue.record("no list of errors")
                return
            }
            #expect(errors.map { $0["pointer"]?.text } == [field] && errors.map { $0["code"]?.text } == [code])
            #expect(errors.first?["detail"]?.text?.contains("field.") == false)
        }
    }

    @Test("A cursor of one list is none of another")
    func refusesForeignCursors() async throws {
        try await ProgramSite.open { site in
            _ = try await site.post("/api/v1/users", Self.invitation, key: "one")
            let page = try await site.get("/api/v1/users?limit=1")
            let cursor = try #require(page.json["next"]?.text)
            #expect(try await site.get("/api/v1/users?cursor=" + cursor).status == 200)
            #expect(try await site.get("/api/v1/pairings?cursor=" + cursor).status == 422)
        }
    }
}
