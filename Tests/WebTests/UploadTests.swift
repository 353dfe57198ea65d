// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import NIOCore
import Testing

@testable import Web

@Suite("Uploads over HTTP")
struct UploadTests {
    private static let text = "One two three"

    @Test("A file comes in parts, each behind the last; a wrong place is answered with the right one")
    func comesInParts() async throws {
        try await TestSite.withOffice { (_, visitor) async throws in
            let owner = try await request(of: visitor)
            let place = try await begin(visitor, owner, length: 13)
            #expect(try await state(visitor, place) == "0")
            #expect(try await send("One ", at: 0, to: place, visitor).headers[.uploadOffset] == "4")
            let wrong = try await send("One ", at: 0, to: place, visitor)
            #expect(wrong.status == 409 && wrong.headers[.uploadOffset] == "4")
            #expect(try await state(visitor, place) == "4")
            let longer = try await send("two three and more", at: 4, to: place, visitor)
            #expect(longer.status == 422 && longer.headers[.contentType]?.hasPrefix("text/plain") == true)
            let last = try await send("two three", at: 4, to: place, visitor)
            #expect(last.status == 204 && last.headers[.uploadComplete] == "?1")
            #expect(try await visitor.get(place).status == 404)
            let page = try await visitor.get("/requests/" + owner).text
            let path = try #require(page.firstMatch(of: #/\/attachments\/request\/[0-9a-f-]+\/[0-9a-f]{64}/#)).output
            let file = try await visitor.get(String(path))
            #expect(file.status == 200 && file.text == Self.text)
            #expect(file.headers[.contentType] == "application/octet-stream")
            #expect(file.headers[.contentDisposition]?.hasPrefix("attachment") == true)
            #expect(file.headers[.xContentTypeOptions] == "nosniff")
            #expect(try await visitor.get(path + "/small.png").status == 404)
            #expect(try await visitor.post(path + "/remove").status == 303)
            #expect(try await visitor.get(String(path)).status == 404)
        }
    }

    @Test("Without the session's token, or as another kind of body, nothing is taken")
    func refusesForgery() async throws {
        try await TestSite.withOffice { (_, visitor) async throws in
            let place = try await begin(visitor, try await request(of: visitor), length: 13)
            let bare: HTTPFields = [.uploadOffset: "0", .contentType: "application/offset+octet-stream"]
            #expect(try await visitor.send(place, .post, bare, ByteBuffer(string: "One")).status == 403)
            let token = await visitor.formToken
            let plain: HTTPFields = [.uploadOffset: "0", .contentType: "text/plain", .formToken: token]
            #expect(try await visitor.send(place, .post, plain, ByteBuffer(string: "One")).status == 415)
            let nowhere: HTTPFields = [.contentType: "application/offset+octet-stream", .formToken: token]
            #expect(try await visitor.send(place, .post, nowhere, ByteBuffer(string: "One")).status == 400)
            #expect(try await state(visitor, place) == "0")
            #expect(try await visitor.post(place + "/end").status == 303)
            #expect(try await visitor.get(place).status == 404)
        }
    }

    @Test("What is promised in header fields is read as tus writes it")
    func metadata() {
        let words = uploadMetadata("filename 5Lit5paH,mark MTI=,broken !!,empty,nul AA==")
        #expect(words == ["filename": "\u{4E2D}\u{6587}", "mark": "12"])
    }

    /// A draft of the visitor's own office. Returns its identity.
    private func request(of visitor: TestVisitor) async throws -> String {
        let fields = [
            "place": "yanan-wuxi:oldArea", "kind": "firm", "matter": "Land", "firm": "Mill", "basis": "B", "wish": "W",
        ]
        let answer = try await visitor.post("/requests", fields)
        let location = try #require(answer.location, "\(answer.status)")
        return String(try #require(location.firstMatch(of: #/\/requests\/([0-9a-f-]{36})/#)).output.1)
    }

    private func begin(_ visitor: TestVisitor, _ owner: String, length: Int) async throws -> String {
        let headers: HTTPFields = [
            .uploadLength: String(length), .uploadMetadata: "filename YS50eHQ=,mark MQ==",
            .formToken: await visitor.formToken,
        ]
        let answer = try await visitor.send("/attachments/request/\(owner)/uploads", .post, headers, ByteBuffer())
        #expect(answer.status == 201)
        return try #require(answer.location)
    }

    private func state(_ visitor: TestVisitor, _ place: String) async throws -> String? {
        let answer = try await visitor.send(place, .head, [:], ByteBuffer())
        #expect(answer.status == 200 && answer.headers[.uploadLength] == "13")
        return answer.headers[.uploadOffset]
    }

    private func send(
        _ text: String, at offset: Int, to place: String, _ visitor: TestVisitor
    ) async throws -> TestVisitor.Answer {
        let headers: HTTPFields = [
            .uploadOffset: String(offset), .contentType: "application/offset+octet-stream",
            .formToken: await visitor.formToken,
        ]
        return try await visitor.send(place, .post, headers, ByteBuffer(string: text))
    }
}
