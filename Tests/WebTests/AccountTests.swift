// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import SQLCore
import Storage
import Testing

@testable import UseCases
@testable import Web

@Suite("The own account")
struct AccountTests {
    /// Makes the visitor's last proof of the password older than ten minutes.
    private func forget(_ site: TestSite) async throws {
        try await site.useCases.database.write { try $0.run("UPDATE session SET confirmed_at = 0") }
    }

    private func carried(_ answer: TestVisitor.Answer) throws -> String {
        String(try #require(answer.text.firstMatch(of: #/name="carried" value="([^"]+)"/#)).1)
    }

    /// The code that the phone of the only person with a second factor shows, so many steps from now.
    private func code(_ site: TestSite, later steps: Int64 = 0) async throws -> String {
        let clerk = try await site.useCases.database.read { try AccountQueries($0).find(username: "clerk") }
        let id = try #require(clerk).user.id
        let factor = try await site.useCases.database.read { try SecondFactorQueries($0).find(id) }
        let stored = try #require(factor)
        let codes = try #require(site.useCases.codes(of: stored))
        return codes.code(at: TimedCode.step(at: site.useCases.surroundings.now()) + steps)
    }

    @Test("A token is shown once, opens, is listed without its secret and can be revoked")
    func tokens() async throws {
        try await TestSite.withOffice { (site, visitor) async throws in
            let made = try await visitor.post(
                "/account/tokens", ["name": "Exchange <1>", "scope": "read", "days": "30"])
            #expect(made.status == 200)
            let secret = String(try #require(made.text.firstMatch(of: #/jd_[A-Za-z0-9_-]{43}/#)).0)
            let caller = try await site.useCases.callerOfToken(secret: secret, address: nil, requestID: nil)
            #expect(caller?.door != nil)
            let list = try await visitor.get("/account/tokens")
            #expect(!list.text.contains(secret) && list.text.contains("Exchange &lt;1&gt;"))
            let path = try #require(list.text.firstMatch(of: #/action="(/account/tokens/[^"]+/revoke)"/#)).1
            #expect(try await visitor.post(String(path)).location == "/account/tokens?notice=tokenRevoked")
            #expect(try await site.useCases.callerOfToken(secret: secret, address: nil, requestID: nil) == nil)
            #expect(try await visitor.post(String(path)).status == 404)
        }
    }

    @Test("A language chosen before signing in is the person's from then on, and nobody else's")
    func languageBeforeSignIn() async throws {
        try await TestSite.withOffice { (site, _) async throws in
            let visitor = TestVisitor(client: site.client)
            _ = try await visitor.post("/language", ["language": "en", "next": "/login"])
            _ = try await visitor.post("/login", ["username": "clerk", "password": TestSite.password])
            #expect(try await visitor.get("/").text.contains("<html lang=\"en\""))
            #expect(try await site.signIn("clerk").get("/").text.contains("<html lang=\"en\""))
            _ = try await visitor.post("/login", ["username": "systemadmin", "password": TestSite.password])
            #expect(try await visitor.get("/").text.contains("<html lang=\"zh-Hans\""))
        }
    }

    @Test("Switching the language during set-up keeps what was typed, but no password")
    func languageDuringSetUp() async throws {
        try await TestSite.with { (site) async throws in
            let visitor = TestVisitor(client: site.client)
            let token = try #require(try await site.useCases.issueSetUpToken())
            let page = try await visitor.post(
                "/setup",
                [
                    "token": token, "language": "en", "systemAdmin.displayName": "Chen Qing",
                    "systemAdmin.password": "Correct-Horse-7", "officePairing": "yanan-wuxi",
                ])
            #expect(page.status == 200 && page.text.contains("<html lang=\"en\""))
            #expect(page.text.contains("value=\"Chen Qing\"") && page.text.contains("value=\"yanan-wuxi\" selected"))
            #expect(!page.text.contains("Correct-Horse-7"))
            let again = try await visitor.get("/setup?token=" + token)
            #expect(again.text.contains("<html lang=\"en\"") && !again.text.contains("action=\"/language\""))
        }
    }

    @Test("A used, an expired and a wrong link get the same sentence, which says whom to ask")
    func deadLinks() async throws {
        try await TestSite.withOffice { (site, _) async throws in
            let clerk = try await site.useCases.database.read { try AccountQueries($0).find(username: "clerk") }
            let id = try #require(clerk).user.id.text
            let visitor = TestVisitor(client: site.client)
            let password = ["password": "Other-Horse-77", "repeatedPassword": "Other-Horse-77"]
            let used = try await site.useCases.resetPassword(.local, user: id).token
            #expect(try await visitor.get("/invitations/" + used).status == 200)
            #expect(try await visitor.post("/invitations/" + used, password).status == 303)
            let expired = try await site.useCases.resetPassword(.local, user: id).token
            try await site.useCases.database.write {
                try $0.run("UPDATE invitation SET expires_at = 1 WHERE used_at IS NULL")
            }
            for token in [used, expired, "nothing"] {
                let page = try await visitor.get("/invitations/" + token)
                #expect(page.status == 404 && page.text.contains("这个链接打不开") && page.text.contains("系统管理员"))
                let sent = try await visitor.post("/invitations/" + token, password)
                #expect(sent.status == 404 && sent.text.contains("这个链接打不开"))
            }
            #expect(try await visitor.get("/nowhere").text.contains("没有找到"))
        }
    }

    @Test(
        "A token without a name or with wrong days gets a sentence beside the field",
        arguments: [("", "30", "name"), ("n", "367", "days"), ("n", "soon", "days")])
    func refusesTokens(name: String, days: String, field: String) async throws {
        try await TestSite.withOffice { (_, visitor) async throws in
            let answer = try await visitor.post("/account/tokens", ["name": name, "days": days, "scope": "write"])
            #expect(answer.status == 422 && answer.text.contains("id=\"\(field)-failure\""))
            #expect(answer.text.contains("value=\"write\" selected"))
            #expect(!answer.text.contains("id=\"made\""))
        }
    }

    @Test("What is dangerous asks for the password and then does what was sent")
    func carriesOn() async throws {
        try await TestSite.withOffice { (site, visitor) async throws in
            try await forget(site)
            let fields = ["name": "n&=\u{4E00}", "scope": "write", "days": "9"]
            let asked = try await visitor.post("/account/tokens", fields)
            #expect(asked.status == 403 && asked.text.contains("action=\"/confirm\""))
            #expect(!asked.text.contains("n&amp;=\u{4E00}"))
            let carried = try carried(asked)
            let wrong = try await visitor.post("/confirm", ["carried": carried, "password": "Wrong-horse7"])
            #expect(wrong.status == 422 && wrong.text.contains("id=\"password-failure\""))
            #expect(try self.carried(wrong) == carried)
            #expect(try await !visitor.get("/account/tokens").text.contains("/revoke"))
            let done = try await visitor.post("/confirm", ["carried": carried, "password": TestSite.password])
            #expect(done.status == 200 && done.text.contains("id=\"made\""))
            #expect(done.text.contains("n&amp;=\u{4E00}"))
            // For ten minutes it is not asked again.
            #expect(try await visitor.post("/account/tokens", fields).status == 200)
        }
    }

    @Test("What waits can be neither changed nor carried into another session")
    func carriesOnlyItsOwn() async throws {
        try await TestSite.withOffice { (site, visitor) async throws in
            try await forget(site)
            let carried = try carried(try await visitor.post("/account/tokens", ["name": "n", "days": "9"]))
            let other = try await site.signIn("systemadmin")
            for (person, text) in [(visitor, carried + "x"), (visitor, ""), (other, carried)] {
                let answer = try await person.post("/confirm", ["carried": text, "password": TestSite.password])
                #expect(answer.status == 403)
            }
            #expect(try await !visitor.get("/account/tokens").text.contains("/revoke"))
        }
    }

    @Test("Other sessions are listed and end; everywhere ends the present one too")
    func sessions() async throws {
        try await TestSite.withOffice { (site, visitor) async throws in
            let other = try await site.signIn("clerk")
            let page = try await visitor.get("/account").text
            let id = String(try #require(page.firstMatch(of: #/name="what" value="([0-9a-f]{64})"/#)).1)
            #expect(try await visitor.post("/account/sessions", ["what": id]).status == 303)
            #expect(try await other.get("/account").location?.hasPrefix("/login") == true)
            #expect(try await visitor.get("/account").status == 200)
            #expect(try await visitor.post("/account/sessions", ["what": id]).status == 404)
            let last = try await site.signIn("clerk")
            #expect(try await visitor.post("/account/sessions", ["what": "all"]).location == "/login?notice=signedOut")
            for visitor in [visitor, last] {
                #expect(try await visitor.get("/account").location?.hasPrefix("/login") == true)
            }
        }
    }

    @Test("Signing in anew ends the session that the browser had")
    func rotates() async throws {
        try await TestSite.withOffice { (site, visitor) async throws in
            let former = try #require(await visitor.cookie("jiedui_session"))
            _ = try await visitor.post("/login", ["username": "clerk", "password": TestSite.password])
            let present = try #require(await visitor.cookie("jiedui_session"))
            #expect(present != former)
            #expect(try await site.useCases.session(secret: former) == nil)
            #expect(try await site.useCases.session(secret: present) != nil)
        }
    }

    @Test("The second factor is set up with a picture and a code, and signing in asks for a code then")
    func secondFactor() async throws {
        try await TestSite.withOffice { (site, visitor) async throws in
            #expect(try await visitor.post("/account/second-factor").location == "/account/second-factor")
            let offer = try await visitor.get("/account/second-factor").text
            #expect(offer.contains("<svg class=\"qr\"") && offer.contains("id=\"secret\""))
            let wrong = try await visitor.post("/account/second-factor/code", ["code": "000000"])
            #expect(wrong.status == 422 && wrong.text.contains("id=\"code-failure\""))
            let codes = try await visitor.post("/account/second-factor/code", ["code": try await code(site)]).text
            let recovery = codes.matches(of: #/<code>([a-z0-9]{5}-[a-z0-9]{5})<\/code>/#).map { String($0.1) }
            #expect(recovery.count == 10)
            let guest = TestVisitor(client: site.client)
            let asked = try await guest.post(
                "/login", ["username": "clerk", "password": TestSite.password, "next": "/tasks"])
            #expect(asked.status == 200)
            #expect(await guest.cookie("jiedui_session") == nil)
            let ticket = String(try #require(asked.text.firstMatch(of: #/name="ticket" value="([^"]+)"/#)).1)
            /// What another browser gets for a code, and whether it is signed in then.
            func send(_ code: String, _ ticket: String) async throws -> (TestVisitor.Answer, isSignedIn: Bool) {
                let browser = TestVisitor(client: site.client)
                let answer = try await browser.post(
                    "/login/code", ["ticket": ticket, "code": code, "next": "/tasks"])
                return (answer, await browser.cookie("jiedui_session") != nil)
            }
            let right = try await code(site, later: 1)
            let cases = [("000000", 403), (right, 303), (right, 403), (recovery[0], 303), (recovery[0], 403)]
            for (code, status) in cases {
                let (answer, isSignedIn) = try await send(code, ticket)
                #expect(answer.status == status && isSignedIn == (status == 303), "\(code)")
                if status == 303 { #expect(answer.location == "/tasks") }
            }
            let late = try await send(recovery[1], "x")
            #expect(late.0.location == "/login?next=%2Ftasks&notice=signInAgain" && !late.isSignedIn)
        }
    }

    @Test("Who must have a second factor is led to it from every page, and comes out with one")
    func demanded() async throws {
        try await TestSite.with(settings: { $0.secondFactorRoles = [.office] }) { (site) async throws in
            let visitor = try await site.setUp()
            for path in ["/", "/tasks", "/account", "/account/tokens"] {
                #expect(try await visitor.get(path).location == "/account/second-factor", "\(path)")
            }
            _ = try await visitor.get("/account/second-factor")
            _ = try await visitor.post("/account/second-factor")
            _ = try await visitor.post("/account/second-factor/code", ["code": try await code(site)])
            #expect(try await visitor.get("/tasks").status == 200)
            #expect(try await visitor.post("/account/second-factor/off").status == 422)
            let admin = try await site.signIn("systemadmin")
            #expect(try await admin.get("/account").status == 200)
        }
    }

    @Test(
        "A browser is named by what it is",
        arguments: [
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36",
                "Chrome · Windows"
            ),
            ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/120.0", "Edge · Windows"),
            ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1", "Safari · iPhone"),
            ("Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0", "Firefox · Linux"),
            ("curl/8.0", "curl/8.0"), ("", nil), (nil, nil),
        ])
    func devices(userAgent: String?, expected: String?) { #expect(deviceName(userAgent) == expected) }

    @Test("The picture for the phone has its three corner squares and a white margin")
    func picture() throws {
        let code = try #require(QRCode("otpauth://totp/Jiedui:clerk?secret=ABC"))
        for (row, column) in [(0, 0), (0, code.width - 7), (code.width - 7, 0)] {
            for place in 0..<7 {
                #expect(code.squares[row * code.width + column + place])
                #expect(code.squares[(row + 6) * code.width + column + place])
            }
            #expect(!code.squares[(row + 1) * code.width + column + 1])
        }
        let svg = code.svg(label: "a<b")
        #expect(svg.contains("aria-label=\"a&lt;b\"") && svg.contains("viewBox=\"0 0 \(code.width + 8) "))
        #expect(QRCode(String(repeating: "x", count: 5_000)) == nil)
    }
}
