// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import Glibc
import Synchronization
import Testing

@testable import Delivery

/// A server on a real socket that takes `INSTREAM` as clamd does: it finds a test signature, and no more than it is
/// told to take.
private final class ScannerRoom: Sendable {
    static let signature = "EICAR-STANDARD-ANTIVIRUS-TEST-FILE"
    let port: UInt16
    private let listener: CInt
    private let limit: Int
    private let sizes = Mutex<[Int]>([])
    /// How many bytes each stream had.
    var taken: [Int] { sizes.withLock { $0 } }

    init(limit: Int = 1 << 20) throws {
        self.limit = limit
        listener = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        (address.sin_family, address.sin_addr.s_addr) = (sa_family_t(AF_INET), UInt32(0x7F00_0001).bigEndian)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = listener
        let bound = withUnsafeMutablePointer(to: &address) { place in
            place.withMemoryRebound(to: sockaddr.self, capacity: 1) { place in
                bind(descriptor, place, length) == 0 && listen(descriptor, 8) == 0
                    && getsockname(descriptor, place, &length) == 0
            }
        }
        port = UInt16(bigEndian: address.sin_port)
        guard bound else { throw CocoaError(.fileNoSuchFile) }
    }

    /// Serves until `body` is over.
    func open(_ body: (VirusScanner) async throws -> Void) async throws {
        let thread = Thread { while self.serve() {} }
        thread.start()
        defer {
            shutdown(listener, CInt(SHUT_RDWR))
            close(listener)
        }
        try await body(try #require(VirusScanner("tcp://127.0.0.1:\(port)")))
    }

    private func serve() -> Bool {
        let line = accept(listener, nil, nil)
        guard line >= 0 else { return false }
        defer { close(line) }
        let command = read(line, 6)
        if command == Array("zPING\0".utf8) {
            say("PONG", line)
        } else if command + read(line, 4) == Array("zINSTREAM\0".utf8) {
            say(take(line), line)
        } else {
            say("UNKNOWN COMMAND", line)
        }
        return true
    }

    private func take(_ line: CInt) -> String {
        var bytes: [UInt8] = []
        while true {
            let length = read(line, 4).reduce(0) { $0 << 8 | Int($1) }
            if length == 0 { break }
            bytes += read(line, length)
            if bytes.count > limit { return "INSTREAM size limit exceeded. ERROR" }
        }
        sizes.withLock { $0.append(bytes.count) }
        let text = String(decoding: bytes, as: UTF8.self)
        return text.contains(Self.signature) ? "stream: Eicar-Test-Signature FOUND" : "stream: OK"
    }

    private func read(_ line: CInt, _ count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var place = 0
        while place < count {
            let got = bytes.withUnsafeMutableBytes { recv(line, $0.baseAddress! + place, count - place, 0) }
            guard got > 0 else { return [] }
            place += got
        }
        return bytes
    }

    private func say(_ text: String, _ line: CInt) {
        let bytes = Array(text.utf8) + [0]
        _ = bytes.withUnsafeBytes { Glibc.send(line, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL)) }
    }
}

@Suite("The scanner of viruses")
struct VirusScannerTests {
    @Test("What is clean is told from what is not, and every byte is shown to it")
    func scans() async throws {
        let room = try ScannerRoom()
        try await room.open { scanner in
            try await scanner.greet()
            let clean = try file(String(repeating: "Nothing here. ", count: 30_000))
            let bad = try file("X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + ScannerRoom.signature + "!$H+H*")
            defer { for path in [clean, bad] { try? FileManager.default.removeItem(atPath: path) } }
            #expect(try await scanner.scan(clean) == .clean)
            #expect(try await scanner.scan(bad) == .found("Eicar-Test-Signature"))
            #expect(room.taken.first == 420_000)
        }
    }

    @Test("A file beyond its own limit, and a scanner that is not there, give no verdict")
    func says() async throws {
        let room = try ScannerRoom(limit: 1_000)
        let path = try file(String(repeating: "a", count: 1 << 20))
        defer { try? FileManager.default.removeItem(atPath: path) }
        try await room.open { scanner in
            await #expect(throws: VirusScannerError.self) { try await scanner.scan(path) }
        }
        let away = try #require(VirusScanner("unix:/nowhere/clamd.ctl"))
        await #expect(throws: VirusScannerError.self) { try await away.scan(path) }
        await #expect(throws: VirusScannerError.self) { try await away.greet() }
    }

    @Test(
        "It is on the same machine, and nowhere else",
        arguments: [
            ("unix:/run/clamav/clamd.ctl", true), ("tcp://127.0.0.1:3310", true), ("tcp://localhost:3310", true),
            ("tcp://10.0.0.1:3310", false), ("tcp://127.0.0.1:99999", false), ("/run/clamav/clamd.ctl", false),
            ("unix:clamd.ctl", false),
        ])
    func places(text: String, isPlace: Bool) { #expect((VirusScanner(text) != nil) == isPlace) }

    @Test("Only two answers are verdicts")
    func verdicts() throws {
        #expect(try VirusScanner.verdict("stream: OK") == .clean)
        #expect(try VirusScanner.verdict("stream: Win.Test FOUND") == .found("Win.Test"))
        for answer in ["", "stream: OK ", "INSTREAM size limit exceeded. ERROR", "OK", "stream:  ERROR"] {
            #expect(throws: VirusScannerError.self) { try VirusScanner.verdict(answer) }
        }
    }

    /// The address of a clamd whose database knows the test file of EICAR, as the setting has it.
    private static let real = ProcessInfo.processInfo.environment["JIEDUI_TEST_CLAMD"]

    @Test("ClamAV itself gives both verdicts", .enabled(if: real != nil, "JIEDUI_TEST_CLAMD names no clamd"))
    func realScanner() async throws {
        let scanner = try #require(Self.real.flatMap { VirusScanner($0) })
        try await scanner.greet()
        let clean = try file(String(repeating: "Nothing here. ", count: 700_000))
        let bad = try file("X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + ScannerRoom.signature + "!$H+H*")
        defer { for path in [clean, bad] { try? FileManager.default.removeItem(atPath: path) } }
        #expect(try await scanner.scan(clean) == .clean)
        guard case .found(let name) = try await scanner.scan(bad) else {
            Issue.record("nothing was found")
            return
        }
        #expect(!name.isEmpty)
    }

    private func file(_ text: String) throws -> String {
        let path = FileManager.default.temporaryDirectory.appending(path: "scan-\(UUID())").path()
        try Data(text.utf8).write(to: URL(filePath: path))
        return path
    }
}
