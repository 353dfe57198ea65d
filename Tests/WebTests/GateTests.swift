// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import NIOCore
import Testing

@testable import Web

@Suite("The gate")
struct GateTests {
    @Test("Before set-up every page leads to set-up, and set-up says where its token is")
    func isClosedBeforeSetUp() async throws {
        try await TestSite.with { (site) async throws in
            let visitor = TestVisitor(client: site.client)
            for address in Address.allCases
            where address.method == .get && address.need != .nothing && address != .setUp {
                let answer = try await visitor.get(path(address))
                #expect(answer.status == 303 && answer.location == "/setup", "\(address)")
            }
            #expect(try await visitor.get("/setup").text.contains("name=\"token\""))
            #expect(try await visitor.get("/setup?token=wrong").status == 403)
            #expect(try await visitor.get("/healthz").text == "ok\n")
            #expect(try await visitor.get("/readyz").status == 200)
        }
    }

    @Test("After set-up the page of set-up is gone and its token opens nothing")
    func closesSetUp() async throws {
        try await TestSite.withOffice { (_, visitor) async throws in
            #expect(try await visitor.get("/setup").location == "/")
            #expect(try await visitor.post("/setup", ["token": "x"]).status == 303)
        }
    }

    @Test("Whoever is not signed in is led to sign in and back again")
    func leadsToSignIn() async throws {
        try await TestSite.withOffice { (site, _) async throws in
            let guest = TestVisitor(client: site.client)
            for address in Address.allCases where address.need == .settled || address.need == .signedIn {
                switch address.method {
                case .get:
                    let answer = try await guest.get(path(address) + "?q=1")
                    #expect(answer.location?.hasPrefix("/login") == true, "\(address)")
                default: #expect(try await guest.post(path(address)).status == 401, "\(address)")
                }
            }
            #expect(try await guest.get("/tasks?q=1").location == "/login?next=%2Ftasks%3Fq%3D1")
            let partial = try await guest.get(
                "/tasks", headers: [.htmxRequest: "true", .htmxCurrentAddress: "http://h/tasks?q=1"])
            #expect(partial.status == 401 && partial.headers[.htmxRedirect] == "/login?next=%2Ftasks%3Fq%3D1")
        }
    }

    @Test("A form without the session's token, or from another site, changes nothing")
    func refusesForgedForms() async throws {
        try await TestSite.withOffice { (_, visitor) async throws in
            let language = ["language": "en", formTokenField: "wrong"]
            #expect(try await visitor.post("/language", language).status == 403)
            #expect(
                try await visitor.post("/language", ["language": "en"], headers: [.fetchSite: "cross-site"]).status
                    == 403)
            #expect(
                try await visitor.post("/language", ["language": "en"], headers: [.origin: "https://evil.example"])
                    .status == 403)
            #expect(try await visitor.post("/language", ["language": "en"], headers: [.origin: "null"]).status == 403)
            #expect(try await visitor.upload([65], named: "a.txt", pairing: "yanan-wuxi", token: "wrong").status == 403)
            let unread = try await visitor.send(
                "/logout", .post, [.contentType: "multipart/form-data; boundary=b"], ByteBuffer())
            #expect(unread.status == 403)
            #expect(try await visitor.get("/account").text.contains("lang=\"zh-Hans\""))
            #expect(try await visitor.post("/language", ["language": "en"]).status == 303)
            #expect(try await visitor.get("/account").text.contains("<html lang=\"en\">"))
        }
    }

    @Test(
        "Every answer carries the headers that bind the browser",
        arguments: ["/healthz", "/login", "/nowhere", "/setup", "/tasks"])
    func bindsTheBrowser(path: String) async throws {
        try await TestSite.with(isSecure: true) { (site) async throws in
            let answer = try await TestVisitor(client: site.client).get(path)
            #expect(answer.headers[.contentSecurityPolicy]?.contains("script-src 'self';") == true)
            #expect(answer.headers[.contentSecurityPolicy]?.contains("unsafe") == false)
            #expect(answer.headers[.xContentTypeOptions] == "nosniff")
            #expect(answer.headers[.strictTransportSecurity] != nil && answer.headers[.requestIdentity] != nil)
        }
    }

    @Test("The cookie of a session is out of reach for scripts and other sites, and stays on TLS")
    func guardsTheCookie() async throws {
        try await TestSite.with(isSecure: true) { (site) async throws in
            _ = try await site.setUp()
            let answer = try await TestVisitor(client: site.client)
                .post("/login", ["username": "clerk", "password": TestSite.password])
            let cookie = try #require(answer.headers[.setCookie])
            for part in ["HttpOnly", "SameSite=Lax", "Secure", "Path=/"] { #expect(cookie.contains(part), "\(part)") }
        }
    }

    @Test("A wrong password and an unknown name get the same answer")
    func tellsNoNames() async throws {
        try await TestSite.withOffice { (site, _) async throws in
            let guest = TestVisitor(client: site.client)
            let wrong = try await guest.post("/login", ["username": "clerk", "password": "wrong"])
            let unknown = try await guest.post("/login", ["username": "nobody", "password": "wrong"])
            #expect(wrong.status == 403 && unknown.status == 403)
            #expect(body(wrong, without: "clerk") == body(unknown, without: "nobody"))
            #expect(await guest.cookie("jiedui_session") == nil)
        }
    }

    @Test("Signing out ends the session")
    func signsOut() async throws {
        try await TestSite.withOffice { (_, visitor) async throws in
            #expect(try await visitor.post("/logout").status == 303)
            #expect(await visitor.cookie("jiedui_session") == nil)
            #expect(try await visitor.get("/tasks").location?.hasPrefix("/login") == true)
        }
    }

    @Test("Unknown addresses, wrong methods and forms that are too long get a page that says so")
    func answersNonsense() async throws {
        try await TestSite.withOffice(formLimit: 1000) { (_, visitor) async throws in
            let unknown = try await visitor.get("/nowhere")
            #expect(unknown.status == 404 && unknown.text.contains("<h1>"))
            let wrong = try await visitor.send("/tasks", .delete, [:], ByteBuffer())
            #expect(wrong.status == 405 && wrong.headers[.allow] == "GET")
            let long = try await visitor.post("/feedback", ["text": String(repeating: "x", count: 2000)])
            #expect(long.status == 413 && long.text.contains("<h1>"))
        }
    }

    @Test("The doors answer an address so many times a minute, and say then how long to wait")
    func countsDoors() async throws {
        try await TestSite.withOffice { (site, visitor) async throws in
            let guest = TestVisitor(client: site.client)
            var answer = try await guest.get("/invitations/x")
            for _ in 0..<120 where answer.status != 429 { answer = try await guest.get("/invitations/x") }
            #expect(answer.status == 429 && answer.text.contains("<h1>"))
            #expect(answer.headers[.retryAfter] == "1")
            for address in Address.allCases where address.isDoor {
                let path = path(address)
                let again = address.method == .get ? try await guest.get(path) : try await guest.post(path)
                #expect(again.status == 429, "\(address)")
            }
            // Whoever is in goes on working.
            #expect(try await visitor.get("/tasks").status == 200)
            #expect(try await guest.get("/login").status == 200)
        }
    }

    @Test("No address fails for a signed-in person, whatever its values")
    func neverFails() async throws {
        try await TestSite.withOffice { (site, visitor) async throws in
            for address in Address.allCases where address != .signOut {
                for value in ["x", "..%2F..%2Fetc", "%00", "0198c0de-0000-7000-8000-000000000000", "%E4%B8"] {
                    let path =
                        "/"
                        + address.pattern.split(separator: "/").map { $0.hasPrefix(":") ? value : String($0) }.joined(
                            separator: "/")
                    let answer = address.method == .get ? try await visitor.get(path) : try await visitor.post(path)
                    #expect(answer.status < 500, "\(address) with \(value)")
                }
            }
        }
    }

    private func path(_ address: Address) -> String {
        address.path(Array(repeating: "x", count: address.valueCount))
    }

    private func body(_ answer: TestVisitor.Answer, without name: String) -> String {
        answer.text.replacing(name, with: "").replacing(#/[0-9a-f]{24,}/#, with: "")
    }
}
