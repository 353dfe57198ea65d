// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import HTTPTypes
import NIOCore
import OfficeFiles
import UseCases
import Testing

@testable import Web

@Suite("Pages of people, bodies and contacts")
struct PeoplePagesTests {
    private func revision(_ page: TestVisitor.Answer) throws -> String {
        String(try #require(page.text.firstMatch(of: #/name="revision" value="([0-9]+)"/#)).1)
    }

    private func link(_ page: TestVisitor.Answer, _ prefix: String) throws -> String {
        let links = page.text.matches(of: #/href="([^"?#]+)"/#).map { String($0.1) }
        return try #require(links.first { $0.hasPrefix(prefix) && !$0.hasSuffix(".xlsx") })
    }

    private func addBody(_ visitor: TestVisitor, _ name: String) async throws -> String {
        _ = try await visitor.get("/organisations")
        let answer = try await visitor.post(
            "/organisations", ["name": name, "kind": "department", "place": "610600"])
        #expect(answer.status == 303)
        return String(try #require(answer.location).prefix { $0 != "?" })
    }

    @Test("A body is added, renamed with a date and found by its former name")
    func body() async throws {
        try await TestSite.withOffice { (_, visitor) async throws in
            let body = try await addBody(visitor, "Old Bureau")
            let page = try await visitor.get(body)
            let answer = try await visitor.post(
                body + "/rename",
                ["revision": try revision(page), "name": "New Bureau", "day": "2024-01-01"])
            #expect(answer.location == body + "?notice=organisationRenamed")
            let renamed = try await visitor.get(body).text
            #expect(renamed.contains("<h1 lang=\"zh-Hans\">New Bureau") && renamed.contains("Old Bureau"))
            #expect(renamed.contains("2023-12-31"))
            #expect(try await visitor.get("/organisations?q=old").text.contains("New Bureau"))
            let late = try await visitor.post(
                body + "/rename", ["revision": "1", "name": "Newest", "day": "2025-01-01"])
            #expect(late.status == 409 && late.text.contains("value=\"Newest\""))
            let wrong = try await visitor.post(
                body + "/rename", ["revision": "2", "name": "Newest", "day": "2020-01-01"])
            #expect(wrong.status == 422 && wrong.text.contains("id=\"rename-day-failure\""))
        }
    }

    @Test("Two who change the same field see both versions, and what is chosen is written")
    func collision() async throws {
        try await TestSite.withOffice { (_, visitor) async throws in
            let body = try await addBody(visitor, "Was")
            let seen = [
                "revision": "1", "seen.name": "Was", "seen.kind": "department", "seen.place": "610600",
                "seen.aliases": "", "kind": "department", "place": "610600",
            ]
            func send(_ fields: [String: String]) async throws -> TestVisitor.Answer {
                try await visitor.post(body, seen.merging(fields) { $1 })
            }
            #expect(try await send(["name": "Theirs", "aliases": "T"]).status == 303)
            let page = try await send(["name": "Mine", "aliases": "M"])
            #expect(page.status == 409)
            for part in [
                "name=\"name\" value=\"Theirs\"", "name=\"name\" value=\"Mine\"", "name=\"revision\" value=\"2\"",
                "name=\"seen.name\" value=\"Theirs\"",
            ] { #expect(page.text.contains(part), "\(part)") }
            #expect(!page.text.contains("type=\"radio\" name=\"aliases\""))
            let fields = [
                "revision": "2", "seen.name": "Theirs", "seen.aliases": "T", "name": "Mine", "aliases": "T\nM",
            ]
            #expect(try await visitor.post(body, fields).status == 303)
            let present = try await visitor.get(body).text
            #expect(present.contains("<h1 lang=\"zh-Hans\">Mine") && present.contains(">T<") && present.contains(">M<"))
        }
    }

    @Test("One administrator invites and sees the link once, the other grants")
    func invites() async throws {
        try await TestSite.withOffice { (site, clerk) async throws in
            #expect(try await clerk.get("/users").status == 403)
            let system = try await site.signIn("systemadmin")
            let created = try await system.post("/users", ["username": "lin", "displayName": "Lin An"])
            #expect(created.status == 200 && created.text.contains("/invitations/"))
            let list = try await system.get("/users?q=lin")
            #expect(list.text.contains("Lin An") && list.text.contains("chip-warning"))
            let person = try link(list, "/users/")
            let shown = try await system.get(person)
            #expect(!shown.text.contains("/invitations/") && !shown.text.contains("\"\(person)/roles\""))
            let security = try await site.signIn("securityadmin")
            let page = try await security.get(person)
            let granted = try await security.post(
                person + "/roles",
                ["revision": try revision(page), "role": "office", "pairing": "yanan-wuxi", "side": "eastern"])
            #expect(granted.location == person + "?notice=roleGranted")
            #expect(try await system.get("/users?pairing=yanan-wuxi&role=office").text.contains("Lin An"))
            let refused = try await security.post(
                person + "/roles",
                ["revision": "2", "role": "unit", "pairing": "yanan-wuxi", "side": "eastern", "organisation": "None"])
            #expect(refused.status == 422 && refused.text.contains("id=\"grant-organisation-failure\""))
        }
    }

    @Test("A contact is masked on the list and shown by a click")
    func contacts() async throws {
        try await TestSite.withOffice { (_, visitor) async throws in
            #expect(try await visitor.get("/contacts").text.contains("class=\"emptiness\""))
            let fields = [
                "pairing": "yanan-wuxi", "side": "oldArea", "kind": "leader", "post": "Mayor", "name": "Wang",
                "phone": "13812345678",
            ]
            #expect(try await visitor.post("/contacts", fields).status == 303)
            let list = try await visitor.get("/contacts?q=mayor")
            #expect(list.text.contains("138****5678") && !list.text.contains("13812345678"))
            let reveal = try #require(list.text.firstMatch(of: #/action="(\/contacts\/[^"]+\/reveal)"/#))
            #expect(try await visitor.post(String(reveal.1)).text.contains("13812345678"))
            let wrong = try await visitor.post("/contacts", fields.merging(["phone": "call"]) { $1 })
            #expect(wrong.status == 422 && wrong.text.contains("id=\"new-phone-failure\""))
        }
    }

    @Test("One button applies every proposal and shows the check again")
    func corrections() async throws {
        try await TestSite.withOffice { (_, visitor) async throws in
            let sheet = Sheet(
                title: "t", columns: ["名称", "类别"].map { SheetColumn(header: $0, width: 9) },
                rows: [[.text("New Bureau"), .text("政府部们")]])
            _ = try await visitor.get("/import/organisations")
            let page = try await visitor.uploadWorkbook(try writeXLSX([sheet]), to: "/import/organisations")
            #expect(page.status == 422 && page.text.contains("action=\"/import/organisations/corrections\""))
            let data = try #require(page.text.firstMatch(of: #/name="data" value="([^"]+)"/#)).1
            let corrected = try await visitor.post("/import/organisations/corrections", ["data": String(data)])
            #expect(corrected.text.contains("id=\"lines\"") && !corrected.text.contains("/corrections\""))
        }
    }

    @Test("No button stands beside a receiver who can't take over; a reset says that the password was set")
    func handOver() async throws {
        try await TestSite.withOffice { (site, _) async throws in
            let system = try await site.signIn("systemadmin")
            let person = try link(try await system.get("/users?q=clerk"), "/users/")
            for receiver in ["nobody.here", "clerk", ""] {
                let page = try await system.get(person + "/handover?receiver=" + receiver)
                #expect(page.status == 200 && !page.text.contains("name=\"disable\""), "\(receiver)")
            }
            let reset = try await system.post(person + "/password", [:])
            let open = try link(reset, "/invitations/")
            let visitor = TestVisitor(client: site.client)
            _ = try await visitor.get(open)
            let done = try await visitor.post(
                open, ["password": "Another-Horse-8", "repeatedPassword": "Another-Horse-8"])
            #expect(done.location == "/login?notice=passwordReset")
        }
    }

    @Test("The number of a body's tasks leads only those to the ledger who see one")
    func taskCount() async throws {
        try await TestSite.withOffice { (site, visitor) async throws in
            let body = try await addBody(visitor, "Some Bureau")
            #expect(try await visitor.get(body).text.contains("href=\"/tasks?unit="))
            let system = try await site.signIn("systemadmin")
            #expect(!(try await system.get(body).text.contains("href=\"/tasks?unit=")))
        }
    }

    @Test("The list of failures of set-up says whose field it is")
    func setUpFailures() async throws {
        try await TestSite.with { site in
            let visitor = TestVisitor(client: site.client)
            let token = try #require(try await site.useCases.issueSetUpToken())
            let page = try await visitor.post("/setup", ["token": token])
            #expect(page.status == 422)
            for name in ["系统管理员：", "安全管理员：", "审计管理员："] { #expect(page.text.contains(name), "\(name)") }
        }
    }

    @Test("The phone book is cut into pages and shown whole for printing")
    func phoneBookPages() async throws {
        try await TestSite.withOffice { (_, visitor) async throws in
            _ = try await visitor.get("/contacts")
            for number in 0..<53 {
                let fields = [
                    "pairing": "yanan-wuxi", "side": "oldArea", "kind": "office", "post": "Clerk",
                    "name": "Person \(number)", "position": String(number),
                ]
                #expect(try await visitor.post("/contacts", fields).status == 303)
            }
            let first = try await visitor.get("/contacts")
            #expect(first.text.contains(">Person 49<") && !first.text.contains(">Person 50<"))
            let next = try #require(first.text.firstMatch(of: #/rel="next" href="([^"]+)"/#)).1
            let second = try await visitor.get(String(next).replacing("&amp;", with: "&")).text
            #expect(
                second.contains(">Person 52<") && !second.contains(">Person 49<") && !second.contains("rel=\"next\""))
            let whole = try await visitor.get("/contacts?pairing=yanan-wuxi&whole=1").text
            #expect(whole.contains(">Person 0<") && whole.contains(">Person 52<"))
        }
    }

    @Test("A workbook is checked before it is taken in")
    func imports() async throws {
        try await TestSite.withOffice { (site, visitor) async throws in
            _ = try await addBody(visitor, "Known Bureau")
            let exported = try await site.useCases.exportOrganisations(
                .local, .init(), language: .chinese)
            let template = try await visitor.get("/import/organisations/template.xlsx")
            #expect(template.status == 200)
            _ = try await visitor.get("/import/organisations")
            let page = try await visitor.uploadWorkbook(exported, to: "/import/organisations")
            #expect(page.status == 200 && page.text.contains("Known Bureau"))
            #expect(!page.text.contains("name=\"data\""))
            let broken = try await visitor.uploadWorkbook(Array("no".utf8), to: "/import/organisations")
            #expect(broken.status == 422 && broken.text.contains("id=\"failures\""))
            let data = Data(exported).base64EncodedString()
            #expect(try await visitor.post("/import/organisations/confirmation", ["data": data]).status == 200)
            let large = try await visitor.uploadWorkbook(
                Array(repeating: 0x50, count: 600_001), to: "/import/organisations")
            #expect(large.status == 422 && large.text.contains("表格太大"))
            let most = try await visitor.uploadWorkbook(
                Array(repeating: 0x50, count: 600_000), to: "/import/organisations")
            #expect(most.status == 422 && !most.text.contains("表格太大"))
            #expect(try await visitor.get("/import/users").status == 403)
            #expect(try await visitor.get("/import/nothing").status == 404)
        }
    }
}

extension TestVisitor {
    /// Sends a workbook as a browser does.
    func uploadWorkbook(_ bytes: [UInt8], to path: String) async throws -> Answer {
        var body = ByteBuffer()
        body.writeString("--b\r\nContent-Disposition: form-data; name=\"\(formTokenField)\"\r\n\r\n\(formToken)\r\n")
        body.writeString("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.xlsx\"\r\n\r\n")
        body.writeBytes(bytes)
        body.writeString("\r\n--b--\r\n")
        return try await send(path, .post, [.contentType: "multipart/form-data; boundary=b"], body)
    }
}
