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
                "securityadmin": ["/users", "/organisations"], "auditadmin": ["/users", "/organisations", "/audit"],
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
            let report = followRecordFile(lines)
            #expect(report.faults.isEmpty && report.count == lines.count - 2)
            let part = try await auditor.get("/audit.ndjson?kind=user").text
            #expect(part.split(separator: "\n").allSatisfy { $0.contains("\"objectKind\":\"user\"") })
        }
    }
}
