// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import FormData
@testable import Web

@Suite("Multipart forms")
struct MultipartTests {
    /// A form as a browser sends it.
    struct Form {
        var parts: [(header: String, body: [UInt8])]
        var boundary = "----WebKitFormBoundaryx7"

        var bytes: [UInt8] {
            var bytes: [UInt8] = []
            for part in parts {
                bytes += Array("--\(boundary)\r\n\(part.header)\r\n\r\n".utf8) + part.body + Array("\r\n".utf8)
            }
            return bytes + Array("--\(boundary)--\r\n".utf8)
        }
        var contentType: String { "multipart/form-data; boundary=\(boundary)" }
    }

    /// The parts that come out: header and body.
    private func read(_ chunks: [[UInt8]], _ contentType: String) throws -> [(PartHeader, [UInt8])] {
        var reader = try MultipartReader(contentType: contentType)
        var parts: [(PartHeader, [UInt8])] = []
        var isOpen = false
        for chunk in chunks {
            for event in try reader.feed(chunk) {
                switch event {
                case .begin(let header):
                    #expect(!isOpen)
                    isOpen = true
                    parts.append((header, []))
                case .bytes(let bytes): parts[parts.count - 1].1 += bytes
                case .end:
                    #expect(isOpen)
                    isOpen = false
                }
            }
        }
        try reader.finish()
        return parts
    }

    private func disposition(_ name: String, _ file: String? = nil) -> String {
        "Content-Disposition: form-data; name=\"\(name)\""
            + (file.map { "; filename=\"\($0)\"\r\nContent-Type: text/plain" } ?? "")
    }

    @Test(
        "A field and a file come out as they went in, however the bytes are cut", arguments: [1, 2, 3, 7, 64, 100_000])
    func readsFieldAndFile(size: Int) throws {
        let body = Array("line\r\n--\r\n-----\r\n".utf8) + (0...255).map { UInt8($0) }
        let form = Form(parts: [(disposition("pairing"), Array("a-b".utf8)), (disposition("file", "plan.txt"), body)])
        let parts = try read(form.bytes.cut(into: size), form.contentType)
        #expect(
            parts.map(\.0) == [
                PartHeader(name: "pairing", fileName: nil), PartHeader(name: "file", fileName: "plan.txt"),
            ])
        #expect(parts.map(\.1) == [Array("a-b".utf8), body])
    }

    @Test("An empty body and a body of line ends are kept")
    func keepsEmptyBodies() throws {
        let form = Form(parts: [
            (disposition("a"), []), (disposition("b"), Array("\r\n\r\n".utf8)), (disposition("c"), []),
        ])
        #expect(try read([form.bytes], form.contentType).map(\.1) == [[], Array("\r\n\r\n".utf8), []])
    }

    @Test("What stands before the first boundary and after the last one is passed over")
    func ignoresPreambleAndEpilogue() throws {
        let form = Form(parts: [(disposition("a"), [65])])
        let bytes = Array("preamble\r\n".utf8) + form.bytes + Array("epilogue --\(form.boundary)\r\n".utf8)
        #expect(try read(bytes.cut(into: 5), form.contentType).map(\.1) == [[65]])
    }

    @Test("A line that only begins like the boundary belongs to the body")
    func keepsLookalikes() throws {
        var form = Form(parts: [])
        let body = Array("x\r\n--\(form.boundary)y\r\n--\(form.boundary)-\r\nz".utf8)
        form.parts = [(disposition("a"), body)]
        for size in 1...40 { #expect(try read(form.bytes.cut(into: size), form.contentType).map(\.1) == [body]) }
    }

    struct Name: Sendable {
        let written: String
        let read: String
    }

    @Test(
        "File names are read without folders, escapes and control characters",
        arguments: [
            Name(written: "a%22b.txt", read: "a\"b.txt"), Name(written: "C:\\docs\\a.txt", read: "a.txt"),
            Name(written: "../../etc/passwd", read: "passwd"), Name(written: "方案.docx", read: "方案.docx"),
            Name(written: "a\u{7}b.txt", read: "ab.txt"), Name(written: "", read: ""),
        ])
    func readsFileNames(name: Name) throws {
        let form = Form(parts: [(disposition("file", name.written), [])])
        #expect(try read([form.bytes], form.contentType).first?.0.fileName == name.read)
    }

    struct Broken: Sendable {
        let bytes: String
        let fault: MultipartReader.Fault
    }

    @Test(
        "A broken form is refused with its reason",
        arguments: [
            Broken(bytes: "", fault: .truncated),
            Broken(bytes: "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx", fault: .truncated),
            Broken(bytes: "--b\r\nContent-Type: text/plain\r\n\r\nx\r\n--b--", fault: .malformedHeader),
            Broken(bytes: "--b\r\n\r\nx\r\n--b--", fault: .malformedHeader),
            Broken(bytes: "--b\r\n" + String(repeating: "x", count: 20_000), fault: .headerTooLong),
            Broken(
                bytes: String(repeating: "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n", count: 65),
                fault: .tooManyParts),
        ])
    func refusesBroken(broken: Broken) {
        for size in [1, 13, 100_000] {
            #expect(throws: broken.fault) {
                _ = try read(Array(broken.bytes.utf8).cut(into: size), "multipart/form-data; boundary=b")
            }
        }
    }

    @Test(
        "A content type without a usable boundary is refused",
        arguments: ["multipart/form-data", "multipart/form-data; boundary=", "text/plain"])
    func refusesMissingBoundary(contentType: String) {
        #expect(throws: MultipartReader.Fault.noBoundary) { _ = try MultipartReader(contentType: contentType) }
    }

    @Test("Random forms in random pieces come out whole", arguments: 0..<60)
    func readsRandomForms(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let pieces: [[UInt8]] = [
            [13], [10], [13, 10], [45, 45], Array("\r\n--b".utf8), Array("--b--".utf8), [0, 255], Array("text".utf8),
        ]
        let parts = (0..<Int.random(in: 0...6, using: &random)).map { number in
            let count = Int.random(in: 0...20, using: &random)
            return (
                header: disposition("n\(number)", Bool.random(using: &random) ? "f" : nil),
                body: (0..<count).flatMap { _ in pieces.randomElement(using: &random) ?? [] }
            )
        }
        let form = Form(parts: parts, boundary: "boundary\(seed)")
        let read = try read(form.bytes.cutRandomly(using: &random), form.contentType)
        #expect(read.map(\.1) == parts.map(\.body))
        #expect(read.map(\.0.name) == parts.indices.map { "n\($0)" })
    }

    @Test(
        "Damaged forms are read or refused, never fatal, and always the same however they are cut", arguments: 0..<200)
    func survivesDamage(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let form = Form(parts: [
            (disposition("a"), Array("value".utf8)), (disposition("file", "f.txt"), Array(repeating: 13, count: 50)),
        ])
        var bytes = form.bytes
        for _ in 0..<Int.random(in: 1...8, using: &random) where !bytes.isEmpty {
            let place = Int.random(in: bytes.indices, using: &random)
            switch Int.random(in: 0..<3, using: &random) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.remove(at: place)
            default: bytes.insert(contentsOf: Array("\r\n--".utf8), at: place)
            }
        }
        let whole = Result { try read([bytes], form.contentType).map(\.1) }
        let cut = Result { try read(bytes.cutRandomly(using: &random), form.contentType).map(\.1) }
        switch (whole, cut) {
        case (.success(let first), .success(let second)): #expect(first == second)
        case (.failure, .failure): break
        default: Issue.record("\(whole) when whole, \(cut) when cut")
        }
    }
}

/// Numbers that are the same in every run (SplitMix64).
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}

extension [UInt8] {
    /// The bytes in pieces of `size`.
    func cut(into size: Int) -> [[UInt8]] {
        stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
    }

    func cutRandomly(using random: inout SeededRandom) -> [[UInt8]] {
        var pieces: [[UInt8]] = []
        var start = 0
        while start < count {
            let end = Swift.min(count, start + Int.random(in: 1...40, using: &random))
            pieces.append(Array(self[start..<end]))
            start = end
        }
        return pieces
    }
}
