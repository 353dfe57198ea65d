// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import Testing
import UseCases

@Suite("Changes by others")
struct ChangesTests {
    @Test("Only what can be watched and read is watched")
    func permission() async throws {
        try await TestSite.withOffice { _, clerk in
            for watch in ["", "nothing:1", "draft:01890000-0000-7000-8000-000000000000", "user:x"] {
                let answer = try await clerk.get("/changes?watch=" + watch)
                #expect(answer.status == 404 || answer.status == 422, "\(watch)")
            }
        }
    }

    @Test("An administrator's start page says what there is to see to, and each of its links opens")
    func duties() async throws {
        try await TestSite.withOffice { site, _ in
            let links = [
                "systemadmin": ["/users", "/organisations", "/feedback/received"],
                "securityadmin": ["/users", "/organisations", "/audit"],
                "auditadmin": ["/users", "/organisations", "/audit"],
            ]
            for (name, expected) in links {
                let visitor = try await site.signIn(name)
                let page = try await visitor.get("/").text
                let found = page.matches(of: #/class="btn[^"]*" href="([^"]+)"/#).map { String($0.1) }
                #expect(found == expected + ["/account"], "\(name)")
                for path in found { #expect(try await visitor.get(path).status == 200, "\(name) \(path)") }
            }
        }
    }

    @Test("The record is searched by the names that it prints, and what can't be read is said at its field")
    func search() async throws {
        try await TestSite.withOffice { site, clerk in
            _ = try await clerk.get("/organisations")
            _ = try await clerk.post(
                "/organisations", ["name": "Pear Bureau", "kind": "department", "place": "610600"])
            let auditor = try await site.signIn("auditadmin")
            func rows(_ query: String) async throws -> Int {
                let page = try await auditor.get("/audit?" + query)
                #expect(page.status == 200, "\(query)")
                return page.text.matches(of: #/<tr><th scope="row"/#).count
            }
            #expect(try await rows("person=Chen+Qing&action=organisation.add") == 1)
            #expect(try await rows("person=CLERK&kind=organisation") == 1)
            #expect(try await rows("object=pear") == 1)
            #expect(try await rows("action=Body+added") == 0, "the reader's language is Chinese")
            #expect(try await rows("person=Nobody") == 0)
            #expect(try await rows("pairing=yanan-wuxi") == (try await rows("pairing=Yan%27an+%E2%80%93+Wuxi")))
            for (query, field) in [
                ("from=yesterday", "from"), ("to=2026-02-30", "to"), ("from=2026-02-02&to=2026-02-01", "to"),
                ("result=maybe", "result"),
            ] {
                let page = try await auditor.get("/audit?" + query)
                #expect(page.status == 422 && page.text.contains("id=\"\(field)-failure\""), "\(query)")
                #expect(!page.text.contains("<tr><th scope=\"row\""))
                #expect(try await auditor.get("/audit.csv?" + query).status == 422, "\(query)")
            }
            // Its entry names the body, and leads to its page; a task's would not.
            let page = try await auditor.get("/audit?object=pear").text
            #expect(page.contains(">Pear Bureau</a>") && page.contains("href=\"/organisations/"))
            #expect(!(try await auditor.get("/audit?kind=installation").text).contains("href=\"/drafts/"))
        }
    }

    @Test("The security administrator reads of sign-ins and roles, the same in the list and in what is taken out")
    func accessRecord() async throws {
        try await TestSite.withOffice { site, clerk in
            _ = try await clerk.get("/organisations")
            _ = try await clerk.post(
                "/organisations", ["name": "Pear Bureau", "kind": "department", "place": "610600"])
            let security = try await site.signIn("securityadmin")
            let page = try await security.get("/audit").text
            #expect(page.contains("Chen Qing") && !page.contains("Pear Bureau"))
            #expect(!(try await security.get("/audit?object=pear").text).contains("<tr><th scope=\"row\""))
            #expect(!(try await security.get("/audit?action=organisation.add").text).contains("<tr><th scope=\"row\""))
            for path in ["/audit.csv", "/audit.ndjson", "/audit.ndjson?kind=organisation"] {
                let answer = try await security.get(path)
                #expect(answer.status == 200, "\(path)")
                #expect(!answer.text.contains("organisation.add"), "\(path)")
            }
            #expect(try await security.get("/audit.ndjson").text.contains("user.signIn"))
        }
    }

    @Test("The record answers the audit administrator alone")
    func record() async throws {
        try await TestSite.withOffice { site, clerk in
            #expect(try await clerk.get("/audit").status == 403)
            #expect(try await clerk.get("/audit.csv").status == 403)
            let auditor = try await site.signIn("auditadmin")
            let page = try await auditor.get("/audit?result=refused")
            #expect(page.status == 200)
            #expect(page.text.contains("audit"))
            #expect(page.text.contains("Chen Qing"))
            // The password has just been given.
            let table = try await auditor.get("/audit.csv?kind=user")
            #expect(table.status == 200 && table.text.contains("user.signIn"))
            let lines = try await auditor.get("/audit.ndjson").text.split(separator: "\n").map(String.init)
            let report = followRecordFile(lines.map { Array(($0 + "\n").utf8) })
            #expect(report.faults.isEmpty && report.count == lines.count - 2)
            let part = try await auditor.get("/audit.ndjson?kind=user").text
            #expect(part.split(separator: "\n").allSatisfy { $0.contains("\"objectKind\":\"user\"") })
        }
    }
}
