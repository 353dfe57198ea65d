// SPDX-License-Identifier: Apache-2.0
import Domain
import Extraction
import FileTesting
import Foundation
import Testing

@testable import Extraction

@Suite("What attached files are")
struct AttachmentTypeTests {
    private static let webp = Array("RIFF".utf8) + [26, 0, 0, 0] + Array("WEBPVP8L".utf8)

    @Test(
        "The bytes tell, whatever the name is",
        arguments: [
            ("a.txt", Array("Plain".utf8), AttachmentType.text), ("photo.pdf", [0xFF, 0xD8, 0xFF, 0xE0], .jpeg),
            ("a.txt", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], .png), ("a", webp, .webp),
            ("a.doc", Array("%PDF-1.7".utf8), .pdf), ("a.jpg", Array("MZ".utf8) + [0x90, 0], .program),
            ("a.txt", Array("#!/bin/sh\n".utf8), .program), ("a.pdf", [0x7F, 0x45, 0x4C, 0x46], .program),
            ("a.txt", Array("  <!DOCTYPE html><p>".utf8), .page),
            ("a.png", Array("<?xml version=\"1.0\"?><svg xmlns=\"\">".utf8), .page),
            ("a.txt", Array("Text, then <script>alert(1)</script>".utf8), .page),
            ("a.bin", [1, 0, 2, 0, 3], .other), ("a.gif", Array("GIF89a".utf8), .picture),
            ("a.rar", Array("Rar!".utf8), .archive), ("a.exe", Array("Plain".utf8), .program),
            ("a.HTML", Array("Plain".utf8), .page), ("a.js ", Array("Plain".utf8), .program),
            ("a.zip", [0x50, 0x4B, 3, 4, 1], .archive), ("a.xml", Array("<?xml version=\"1.0\"?><a/>".utf8), .text),
        ])
    func recognises(name: String, bytes: [UInt8], type: AttachmentType) throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "type-\(UUID())")
        try Data(bytes).write(to: path)
        defer { try? FileManager.default.removeItem(at: path) }
        #expect(try recogniseAttachment(path: path.path(), named: name) == type)
    }

    @Test(
        "Documents are known by what lies in them",
        arguments: [
            ("plan.pdf", AttachmentType.pdf), ("plan.ofd", .ofd), ("plan.odt", .openDocument),
            ("plan.doc", .oldOffice), ("plan.rtf", .richText), ("table-column.docx", .word), ("page.html", .page),
        ])
    func documents(name: String, type: AttachmentType) throws {
        let file = fixture(name, of: "ExtractionTests")
        #expect(try recogniseAttachment(path: file.path(), named: "x") == type)
    }

    @Test("A small picture is made of a picture and of nothing else, and of none that is too large to be unpacked")
    func thumbnails() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "small-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let extractor = Extractor()
        let page = try await extractor.pageImage(file: fixture("plan.pdf", of: "ExtractionTests"), page: 1, width: 900)
        let file = folder.appending(path: "0123")
        try Data(page.bytes).write(to: file)
        #expect(PictureSize(page.bytes, .png)?.width == 900)
        if extractor.makesThumbnails {
            let small = try #require(await extractor.thumbnail(of: file, type: .png))
            let size = try #require(PictureSize(small.bytes, .png))
            #expect(max(size.width, size.height) == 320)
        }
        #expect(await extractor.thumbnail(of: file, type: .pdf) == nil)
        #expect(await extractor.thumbnail(of: file, type: .png, mostPixels: 900) == nil)
        // A head that claims to unpack to 4 GB.
        var bomb = page.bytes
        bomb.replaceSubrange(16..<24, with: [0, 0, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF])
        try Data(bomb).write(to: file)
        #expect(await extractor.thumbnail(of: file, type: .png) == nil)
        let bare = Extractor(tools: ToolBox(searchPath: ["/nowhere"]))
        #expect(await bare.thumbnail(of: file, type: .png) == nil && !bare.makesThumbnails)
    }

    @Test("The size of a photograph stands behind what the camera wrote")
    func sizes() {
        let exif: [UInt8] = [0xFF, 0xE1, 0, 6, 1, 2, 3, 4]
        let frame: [UInt8] = [0xFF, 0xC2, 0, 17, 8, 0x0F, 0xA0, 0x17, 0x70, 3]
        let jpeg = PictureSize([0xFF, 0xD8] + exif + frame, .jpeg)
        #expect(jpeg?.width == 6_000 && jpeg?.height == 4_000 && jpeg?.pixels == 24_000_000)
        #expect(PictureSize([0xFF, 0xD8] + exif, .jpeg) == nil)
        #expect(PictureSize([0xFF, 0xD8, 0xFF, 0xE1, 0, 0], .jpeg) == nil)
        #expect(PictureSize(Self.webp, .webp) == nil)
        let wide = Array("RIFF0000WEBPVP8X0000".utf8) + [0, 0, 0, 0, 0xFF, 0x0F, 0, 0x7F, 0x07, 0]
        #expect(PictureSize(wide, .webp)?.width == 4_096)
    }
}
