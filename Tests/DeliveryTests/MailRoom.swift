// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc
import Testing

/// A real mail server (scripts/mail-test.sh), which takes mail for `@office.test` and refuses all other.
struct MailRoom {
    static let isThere = getuid() == 0 && FileManager.default.isExecutableFile(atPath: "/usr/sbin/smtpd")
    static let howToHave: Comment = "OpenSMTPD is missing or the tests don't run as root: scripts/setup.sh test"

    let port: Int
    private let folder: String

    static func open(_ body: (MailRoom) async throws -> Void) async throws {
        let folder = "/tmp/jiedui-mail-\(UUID())"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let printed = try script("start", folder)
        let room = MailRoom(port: try #require(Int(printed)), folder: folder)
        let outcome: Result<Void, any Error>
        do { outcome = .success(try await body(room)) } catch { outcome = .failure(error) }
        _ = try script("stop", folder)
        try outcome.get()
    }

    /// The next message that comes in, as the server hands it over.
    func nextMail() async -> String {
        let path = folder + "/mail"
        return await withCheckedContinuation { continuation in
            // Reading a pipe waits for who writes into it.
            Thread.detachNewThread {
                let data = FileHandle(forReadingAtPath: path)?.readDataToEndOfFile() ?? Data()
                continuation.resume(returning: String(decoding: data, as: UTF8.self))
            }
        }
    }

    /// A port on which nobody listens.
    static func freePort() throws -> Int {
        let program = "import socket; s = socket.socket(); s.bind(('127.0.0.1', 0)); print(s.getsockname()[1])"
        return try #require(Int(try run("/usr/bin/python3", ["-c", program])))
    }

    private static func script(_ command: String, _ folder: String) throws -> String {
        let root = URL(filePath: #filePath).appending(path: "../../..").standardizedFileURL
        return try run("/bin/sh", [root.appending(path: "scripts/mail-test.sh").path(), command, folder])
    }

    private static func run(_ program: String, _ arguments: [String]) throws -> String {
        let (process, output) = (Process(), Pipe())
        (process.executableURL, process.arguments) = (URL(filePath: program), arguments)
        (process.standardOutput, process.standardError) = (output, FileHandle.nullDevice)
        try process.run()
        // Not until its exit is known: that waits for the server which it leaves behind as well.
        return String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
