// SPDX-License-Identifier: Apache-2.0
import Domain
import Extraction
import FileTesting
import Foundation
import Glibc
import Testing

@Suite("External tools")
struct ToolTests {
    private let page = Array("<!doctype html><html><body><p>文</p></body></html>".utf8)

    @Test("a missing tool is named with the package that brings it")
    func namesPackage() async {
        let extractor = Extractor(tools: ToolBox(searchPath: ["/nowhere"]))
        await #expect(throws: ExtractionError.toolMissing(tool: "pandoc", package: "pandoc")) {
            try await extractor.extract(bytes: page, named: "a.html")
        }
        let report = await extractor.report()
        #expect(report.allSatisfy { $0.path == nil && $0.version == nil && !$0.isIsolated })
        #expect(Set(report.filter(\.isOptional).map(\.tool)) == ["tesseract", "soffice", "gdk-pixbuf-thumbnailer"])
        #expect(
            Set(report.map(\.package)) == [
                "pandoc", "poppler-utils", "util-linux", "tesseract-ocr tesseract-ocr-chi-sim",
                "libreoffice-writer-nogui libreoffice-calc-nogui", "libgdk-pixbuf2.0-bin",
            ])
    }

    @Test("the report names each tool's version", .enabled(if: Program.pandoc.isThere, "pandoc is missing"))
    func reports() async throws {
        let pandoc = try #require(await Extractor().report().first { $0.tool == "pandoc" })
        #expect(pandoc.path == "/usr/bin/pandoc")
        #expect(pandoc.version?.first?.isNumber == true)
    }

    @Test("a tool that does not end is killed with its children, and its folder is gone")
    func killsChildren() async throws {
        try await withFakeTool("sleep 1000 & echo $! > \"$MARK\"; setsid sleep 1000 & sleep 1000") { box, mark in
            var limits = ExtractionLimits()
            limits.toolSeconds = 1
            let extractor = Extractor(limits: limits, tools: box)
            await #expect(throws: ExtractionError.toolTimeout(tool: "pandoc", seconds: 1)) {
                try await extractor.extract(bytes: page, named: "a.html")
            }
            #expect(FileManager.default.fileExists(atPath: mark))
            let (left, files) = (
                try processes(withEnvironment: box.temporaryFolder),
                try FileManager.default.contentsOfDirectory(atPath: box.temporaryFolder)
            )
            #expect(left == [] && files == [])
        }
    }

    @Test("a tool that asks for too much memory is stopped")
    func limitsMemory() async throws {
        let greedy = "exec /usr/bin/python3 -c 'a = bytearray(1 << 30)'"
        try await withFakeTool(greedy) { box, _ in
            var limits = ExtractionLimits()
            limits.toolMemory = 128 << 20
            await #expect(throws: ExtractionError.toolMemory(tool: "pandoc", megabytes: 128)) {
                try await Extractor(limits: limits, tools: box).extract(bytes: page, named: "a.html")
            }
        }
    }

    @Test("a tool sees a bare environment, its own folder and no open file of ours")
    func isBare() async throws {
        let descriptor = open("/etc/hostname", O_RDONLY)
        defer { close(descriptor) }
        try await withFakeTool("env > \"$MARK\"; pwd >> \"$MARK\"; ls /proc/self/fd >> \"$MARK\"") { box, mark in
            _ = try? await Extractor(tools: box).extract(bytes: page, named: "a.html")
            let seen = try String(contentsOfFile: mark, encoding: .utf8)
            #expect(seen.contains("LC_ALL=C.UTF-8"))
            #expect(seen.contains("\n" + box.temporaryFolder + "/jiedui-tool-"))
            #expect(!seen.contains("JIEDUI_"))
            #expect(!seen.split(separator: "\n").contains("\(descriptor)"))
        }
    }

    @Test("a tool reaches no network where the machine permits to cut it off")
    func hasNoNetwork() async throws {
        guard await Extractor().report().contains(where: \.isIsolated) else { return }
        try await withFakeTool("cat /proc/net/dev > \"$MARK\"") { box, mark in
            _ = try? await Extractor(tools: box).extract(bytes: page, named: "a.html")
            let devices = try String(contentsOfFile: mark, encoding: .utf8).split(separator: "\n").dropFirst(2)
            #expect(devices.map { $0.split(separator: ":")[0].filter { $0 != " " } } == ["lo"])
        }
    }

    @Test("many files at once are all read", .enabled(if: Program.pandoc.isThere, "pandoc is missing"))
    func readsManyAtOnce() async throws {
        let extractor = Extractor()
        let texts = try await withThrowingTaskGroup(of: String.self) { group in
            for index in 0..<12 {
                group.addTask {
                    let page = "<!doctype html><html><body><p>第\(index)页</p></body></html>"
                    return try await extractor.extract(bytes: Array(page.utf8), named: "a.html").text
                }
            }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(texts == Set((0..<12).map { "第\($0)页\n" }))
    }

    @Test("reading that nobody waits for any more is stopped")
    func cancels() async throws {
        try await withFakeTool("sleep 1000") { box, _ in
            let extractor = Extractor(tools: box)
            let reading = Task { try await extractor.extract(bytes: page, named: "a.html") }
            reading.cancel()
            await #expect(throws: ExtractionError.cancelled) { try await reading.value }
        }
    }

    /// Calls `body` with a tool box whose pandoc is the script, and the path of a file that the script may write.
    private func withFakeTool(_ script: String, _ body: (ToolBox, String) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            let (tools, work) = (folder.appendingPathComponent("tools"), folder.appendingPathComponent("work"))
            for place in [tools, work] {
                try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
            }
            let (fake, mark) = (tools.appendingPathComponent("pandoc").path, folder.appendingPathComponent("mark").path)
            let text = "#!/bin/sh\nMARK=\(mark)\n\(script)\n"
            // Another program writes it: a file that this one has open for writing while another test starts a child can't
            // be started itself ("text file busy").
            let draft = folder.appendingPathComponent("draft")
            try Data(text.utf8).write(to: draft)
            let install = try Process.run(
                URL(filePath: "/usr/bin/install"), arguments: ["-m", "755", draft.path, fake])
            install.waitUntilExit()
            #expect(install.terminationStatus == 0)
            let path = [tools.path, "/usr/local/bin", "/usr/bin", "/bin"]
            try await body(ToolBox(searchPath: path, temporaryFolder: work.path), mark)
        }
    }

    /// The processes whose environment names the text.
    private func processes(withEnvironment text: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { name in
            guard Int(name) != nil, let data = FileManager.default.contents(atPath: "/proc/\(name)/environ") else {
                return false
            }
            return String(decoding: data, as: UTF8.self).contains("TMPDIR=" + text)
        }
    }
}
