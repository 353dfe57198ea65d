// SPDX-License-Identifier: Apache-2.0
import App
import ArgumentParser
import Foundation
import UseCases

/// Standard output and standard error, and a progress bar where a person watches.
enum Terminal {
    /// True where standard error is a terminal.
    static let isWatched = isatty(FileHandle.standardError.fileDescriptor) == 1

    static func write(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }
    static func write(_ bytes: [UInt8]) { FileHandle.standardOutput.write(Data(bytes)) }
    static func say(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }

    /// Draws `done` of `total` and what is being worked on over the last line; nothing where nobody watches.
    static func progress(_ done: Int, of total: Int, _ name: String) {
        guard isWatched, total > 1 else { return }
        let width = 30
        let filled = total == 0 ? width : done * width / total
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
        let end = done == total ? "\n" : ""
        FileHandle.standardError.write(Data("\r\u{1B}[K\(bar) \(done)/\(total) \(name)\(end)".utf8))
    }

    /// Draws how far a backup has come over the last line; where nobody watches, a line for each table that is done if
    /// `isAsked`.
    static func show(_ progress: BackupProgress, isAsked: Bool) {
        let line = "\(progress.step.rawValue) \(progress.part) · \(progress.rows) · \(progress.bytes >> 10) KiB"
        if isWatched {
            FileHandle.standardError.write(Data("\r\u{1B}[K\(line)".utf8))
        } else if isAsked, progress.isDone {
            say(line)
        }
    }

    /// Leaves the line on which progress was drawn.
    static func endLine() {
        if isWatched { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
    }

    /// Says what was found to be wrong, and ends with exit code 2 where anything was.
    static func complain(_ faults: [String]) throws {
        for fault in faults { say(fault) }
        if !faults.isEmpty { throw ExitCode(2) }
    }

    /// The first line of standard input without its line end; nil where there is none.
    static func readSecret() -> String? { readLine(strippingNewline: true) }
}
