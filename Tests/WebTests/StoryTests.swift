// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Testing
import UseCases

@testable import Web

@Suite("From a file to the ledger")
struct StoryTests {
    private static let plan: [UInt8] = {
        let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/plan.txt")
        return (try? [UInt8](Data(contentsOf: path))) ?? []
    }()

    /// Uploads the sample plan and returns the path of its draft.
    private func uploadPlan(_ visitor: TestVisitor) async throws -> String {
        let answer = try await visitor.upload(Self.plan, named: "plan.txt", pairing: "yanan-wuxi")
        #expect(answer.status == 303)
        let location = try #require(answer.location)
        return String(location.prefix { $0 != "?" })
    }

    private func revision(_ visitor: TestVisitor, _ draft: String) async throws -> String {
        let page = try await visitor.get(draft)
        return String(try #require(page.text.firstMatch(of: #/name="revision" value="([0-9]+)"/#)).1)
    }

    @Test("A draft shows every clause of the source beside what was read out of it")
    func showsBothSides() async throws {
        try await TestSite.withOffice { (_, visitor) async throws in
            let page = try await visitor.get(try await uploadPlan(visitor)).text
            for key in ["a0", "t0-0", "t0-1", "a1", "t1-0", "s0", "s1"] {
                #expect(page.contains("id=\"\(key)\""), "\(key) in the tree")
                #expect(page.contains("id=\"source-\(key)\""), "\(key) in the source")
            }
        }
    }

    @Test("Going back to the adoption of an adopted draft leads to its plan; a draft without tasks has only one answer")
    func adoptionAgain() async throws {
        try await TestSite.withOffice { (_, visitor) async throws in
            let draft = try await uploadPlan(visitor)
            let adopted = try await visitor.post(
                draft + "/adoption", ["revision": try await revision(visitor, draft), "target": "new"])
            let plan = String(try #require(adopted.location).prefix { $0 != "?" })
            let again = try await visitor.get(draft + "/adoption")
            #expect(again.status == 303 && again.location == plan)
            let late = try await visitor.post(draft + "/adoption", ["revision": "1", "target": "new"])
            #expect(late.status == 409 && late.text.contains("href=\"\(draft)/adoption\""))
            let bare = try await visitor.upload(
                Array("只有一句话，没有任务。\n".utf8), named: "bare.txt", pairing: "yanan-wuxi")
            let path = String(try #require(bare.location).prefix { $0 != "?" })
            let page = try await visitor.get(path + "/adoption").text
            #expect(page.contains("不能采用") && !page.contains("可以采用") && !page.contains("name=\"target\""))
        }
    }

    @Test("Lists of documents name the pairing as it is printed, not by its code")
    func namesPairings() async throws {
        try await TestSite.withOffice { (_, visitor) async throws in
            _ = try await uploadPlan(visitor)
            for (language, name) in [("zh-Hans", "延安市 – 无锡市"), ("en", "an – Wuxi")] {
                _ = try await visitor.post("/language", ["language": language])
                for path in ["/", "/documents", "/pairings/yanan-wuxi"] {
                    let page = try await visitor.get(path).text
                    #expect(!page.contains("yanan-wuxi</a>") && !page.contains("yanan-wuxi ·"), "\(path)")
                    #expect(page.contains(name), "\(path)")
                }
            }
        }
    }

    @Test("A correction can be made, taken back and made again")
    func correctsAndUndoes() async throws {
        try await TestSite.withOffice { (_, visitor) async throws in
            let draft = try await uploadPlan(visitor)
            let fields = [
                "kind": "retitle", "place": "t0-0", "value": "New title",
                "revision": try await revision(visitor, draft),
            ]
            let answer = try await visitor.post(draft + "/corrections", fields)
            #expect(answer.location == draft + "?at=t0-0#t0-0")
            #expect(try await visitor.get(draft).text.contains("New title"))
            _ = try await visitor.post(draft + "/undo", ["revision": try await revision(visitor, draft)])
            let undone = try await visitor.get(draft).text
            // The history at the end of the page still tells of it.
            let history = try #require(undone.firstRange(of: "id=\"history\""))
            #expect(!undone[..<history.lowerBound].contains("New title"))
            _ = try await visitor.post(draft + "/redo", ["revision": try await revision(visitor, draft)])
            #expect(try await visitor.get(draft).text.contains("New title"))
        }
    }

    struct Correction: Sendable {
        let fields: [String: String]
        let status: Int
    }

    @Test(
        "Every kind of correction is read from its form",
        arguments: [
            Correction(fields: ["kind": "merge", "place": "t0-0"], status: 303),
            Correction(fields: ["kind": "move", "place": "t0-0", "to": "1-1"], status: 303),
            Correction(fields: ["kind": "move", "place": "t0-0", "to": "0-1"], status: 303),
            Correction(fields: ["kind": "units", "place": "t0-0", "value": "延安市文化旅游局"], status: 303),
            Correction(fields: ["kind": "remove", "place": "t0-1"], status: 303),
            Correction(fields: ["kind": "confirm", "place": "t0-0"], status: 303),
            Correction(fields: ["kind": "field", "field": "documentNumber", "value": "N1"], status: 303),
            Correction(fields: ["kind": "field", "field": "issuedOn", "value": "yesterday"], status: 422),
            Correction(fields: ["kind": "retitle", "place": "t9-9", "value": "x"], status: 422),
            Correction(fields: ["kind": "retitle", "place": "q", "value": "x"], status: 422),
            Correction(fields: ["kind": "split", "place": "t0-0", "at": "x"], status: 422),
            Correction(fields: ["kind": "move", "place": "t0-0", "to": "9-9"], status: 422),
            Correction(fields: ["kind": "burn", "place": "t0-0"], status: 422),
        ])
    func readsCorrections(correction: Correction) async throws {
        try await TestSite.withOffice { (_, visitor) async throws in
            let draft = try await uploadPlan(visitor)
            var fields = correction.fields
            fields["revision"] = try await revision(visitor, draft)
            let answer = try await visitor.post(draft + "/corrections", fields)
            #expect(answer.status == correction.status)
            if answer.status == 422 { #expect(answer.text.contains("id=\"failures\"")) }
        }
    }

    @Test("A task is split at the sentence that was chosen")
    func splits() async throws {
        try await TestSite.withOffice { (_, visitor) async throws in
            let draft = try await uploadPlan(visitor)
            let editor = try await visitor.get(draft + "?at=t0-0").text
            let at = try #require(editor.firstMatch(of: #/name="at" value="([0-9]+)"/#))
            let fields = [
                "kind": "split", "place": "t0-0", "at": String(at.1), "title": "Second",
                "revision": try await revision(visitor, draft),
            ]
            #expect(try await visitor.post(draft + "/corrections", fields).status == 303)
            #expect(try await visitor.get(draft).text.contains("id=\"t0-2\""))
        }
    }

    @Test("What was sent on an old revision is shown beside the present state and can be sent again")
    func showsBothWhenStale() async throws {
        try await TestSite.withOffice { (_, visitor) async throws in
            let draft = try await uploadPlan(visitor)
            let old = try await revision(visitor, draft)
            _ = try await visitor.post(
                draft + "/corrections", ["kind": "retitle", "place": "t0-0", "value": "Theirs", "revision": old])
            let answer = try await visitor.post(
                draft + "/corrections", ["kind": "retitle", "place": "t0-0", "value": "Mine", "revision": old])
            #expect(answer.status == 409)
            #expect(answer.text.contains("Theirs") && answer.text.contains("name=\"value\" value=\"Mine\""))
        }
    }

    @Test("Two clerks on one draft: what does not collide is merged, what does stands side by side")
    func mergesOrShowsBoth() async throws {
        try await TestSite.withOffice { (_, visitor) async throws in
            let draft = try await uploadPlan(visitor)
            let old = try await revision(visitor, draft)
            func seen(_ place: String) async throws -> String {
                let page = try await visitor.get(draft + "?at=" + place).text
                let mark = try #require(
                    page.firstMatch(of: #/name="place" value="[^"]+"><input type="hidden" name="seen" value="([^"]+)"/#)
                )
                return String(mark.1)
            }
            let (first, second) = (try await seen("t0-0"), try await seen("t0-1"))
            func retitle(_ place: String, _ seen: String, _ title: String) async throws -> TestVisitor.Answer {
                try await visitor.post(
                    draft + "/corrections",
                    ["kind": "retitle", "place": place, "seen": seen, "value": title, "revision": old])
            }
            #expect(try await retitle("t0-0", first, "Theirs").location?.contains("notice") == false)
            #expect(try await retitle("t0-1", second, "Mine").location?.contains("notice=correctionMerged") == true)
            let both = try await visitor.get(draft).text
            #expect(both.contains("Theirs") && both.contains("Mine"))
            let collision = try await retitle("t0-0", first, "Mine too")
            #expect(collision.status == 409)
            let versions = try #require(collision.text.firstMatch(of: #/<dl class="versions">(.*?)</dl>/#)).1
            #expect(versions.contains("Theirs") && versions.contains("Mine too"))
            #expect(versions.matches(of: #/<dd/#).count == 3)
            let again = try #require(collision.text.firstMatch(of: #/name="seen" value="([^"]+)"/#))
            #expect(String(again.1) != first)
        }
    }

    @Test("An adopted draft is a plan whose tasks are in the ledger, with their clause, comments and exports")
    func adopts() async throws {
        try await TestSite.withOffice { (_, visitor) async throws in
            let draft = try await uploadPlan(visitor)
            #expect(try await visitor.get(draft + "/adoption").text.contains("value=\"new\" required checked"))
            let adopted = try await visitor.post(
                draft + "/adoption", ["target": "new", "revision": try await revision(visitor, draft)])
            let plan = String(try #require(adopted.location).prefix { $0 != "?" })
            #expect(plan.hasPrefix("/plans/"))
            #expect(try await visitor.get(plan).text.contains("id=\"area-2\""))
            let ledger = try await visitor.get("/tasks?pairing=yanan-wuxi")
            let links = ledger.text.matches(of: #/href="(/tasks/[^"]+)"/#).map { String($0.1) }
            #expect(links.count == 3)
            #expect(try await visitor.get("/tasks?q=nothing-like-this").text.contains("class=\"emptiness\""))
            let task = try #require(links.first)
            #expect(try await visitor.post(task + "/comments", ["text": ""]).status == 422)
            #expect(
                try await visitor.post(task + "/comments", ["text": "<b>Look</b>"]).location == task
                    + "?notice=commented#comments")
            #expect(try await visitor.get(task).text.contains("&lt;b&gt;Look&lt;/b&gt;"))
            let text = try await visitor.get("/tasks.csv?q=x")
            #expect(text.status == 200 && text.headers[.contentDisposition]?.contains("filename*=UTF-8''") == true)
            #expect(try await visitor.get("/tasks.xlsx").text.hasPrefix("PK"))
        }
    }

    @Test("A second version is compared with the first word by word")
    func comparesVersions() async throws {
        try await TestSite.withOffice { (_, visitor) async throws in
            let draft = try await uploadPlan(visitor)
            let first = try await visitor.post(
                draft + "/adoption", ["target": "new", "revision": try await revision(visitor, draft)])
            let plan = String(try #require(first.location).prefix { $0 != "?" })
            let changed = String(decoding: Self.plan, as: UTF8.self).replacing("定期发布", with: "每月发布")
            let upload = try await visitor.upload(Array(changed.utf8), named: "new.txt", pairing: "yanan-wuxi")
            let second = String(try #require(upload.location).prefix { $0 != "?" })
            let fields = [
                "target": String(plan.dropFirst("/plans/".count)), "revision": try await revision(visitor, second),
            ]
            #expect(try await visitor.post(second + "/adoption", fields).status == 303)
            let page = try await visitor.get(plan + "/compare?from=1&to=2").text
            #expect(page.contains("<ins>") && page.contains("<del>") && page.contains("compared-unchanged"))
        }
    }

    @Test(
        "A file that is too large, empty or none gets a sentence and leaves nothing behind",
        arguments: [(2_000_000, 413), (0, 422)])
    func refusesFiles(size: Int, status: Int) async throws {
        try await TestSite.withOffice { (site, visitor) async throws in
            let answer = try await visitor.upload(
                [UInt8](repeating: 65, count: size), named: "a.txt", pairing: "yanan-wuxi")
            #expect(answer.status == status && answer.text.contains("id=\"file-failure\""))
            let folder = site.useCases.surroundings.dataFolder + "/uploads"
            let left = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(left.isEmpty)
            #expect(try await !visitor.get("/documents").text.contains("a.txt"))
        }
    }

    @Test("A file that is no plan of an own pairing is refused")
    func refusesForeignPairing() async throws {
        try await TestSite.withOffice { (_, visitor) async throws in
            let answer = try await visitor.upload(Self.plan, named: "a.txt", pairing: "luan-shanghai")
            #expect(answer.status == 403 || answer.status == 404 || answer.status == 422)
            #expect(try await !visitor.get("/documents").text.contains("a.txt"))
        }
    }

    @Test("The original comes back as a file to keep, never as a page")
    func sendsTheOriginal() async throws {
        try await TestSite.withOffice { (_, visitor) async throws in
            _ = try await uploadPlan(visitor)
            let page = try await visitor.get("/documents").text
            let link = String(try #require(page.firstMatch(of: #/href="(/documents/[^"]+/file)"/#)).1)
            let answer = try await visitor.get(link)
            #expect(Array(answer.text.utf8) == Self.plan && answer.headers[.contentType] == "application/octet-stream")
        }
    }
}
