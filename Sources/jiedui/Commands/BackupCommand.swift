// SPDX-License-Identifier: Apache-2.0
import App
import ArgumentParser
import UseCases

/// `jiedui backup FILE` and `jiedui backup verify FILE`.
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copies a running system into one file; verifies such a file.",
        discussion: """
            The database and the stored files are copied as they are at one moment, while people go on working. The \
            file is as secret as the system: keep it where nobody else can read it, or encrypt it with \
            --passphrase-file. Restore it with 'jiedui restore'.
            """,
        subcommands: [Make.self, Verify.self], defaultSubcommand: Make.self)

    struct Make: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "make", abstract: "Copies the database and the stored files into a file (the default).")
        @OptionGroup var options: SettingOptions
        @OptionGroup var backup: BackupOptionGroup
        @Argument(help: "The file to write.") var file: String
        @Flag(help: "Replaces a file of the same name.") var force = false

        func run() async throws {
            try await withDesk(options, backup) { desk in
                let made = try await desk.backUp(
                    to: file, replaces: force, version: programVersion, report: backup.report)
                Terminal.endLine()
                Terminal.say(made.line)
                try Terminal.complain(made.faults)
            }
        }
    }

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Restores a backup into a scratch folder and compares every row and file.")
        @OptionGroup var options: SettingOptions
        @OptionGroup var backup: BackupOptionGroup
        @Argument(help: "The backup.") var file: String
        @Option(help: "Where the scratch folder is made; it takes the room that the system takes.")
        var scratch: String?

        func run() async throws {
            try await withDesk(options, backup) { desk in
                let found = try await desk.verify(file, scratch: scratch, report: backup.report)
                Terminal.endLine()
                Terminal.say(found.line)
                try Terminal.complain(found.faults)
            }
        }
    }
}

/// `jiedui restore FILE`.
struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Puts a backup into an empty database and an empty data folder.",
        discussion: "A backup of SQLite restores into PostgreSQL, and the other way.")
    @OptionGroup var options: SettingOptions
    @OptionGroup var backup: BackupOptionGroup
    @Argument(help: "The backup.") var file: String
    @Flag(
        help: "Ends the sessions and tokens of the backup's moment: everybody signs in again, programs get new tokens.")
    var endSessions = false

    func run() async throws {
        try await withDesk(options, backup) { desk in
            let restored = try await desk.restore(from: file, endingSessions: endSessions, report: backup.report)
            Terminal.endLine()
            Terminal.say(restored.line)
            try Terminal.complain(restored.faults)
        }
    }
}

/// What all three commands take.
struct BackupOptionGroup: ParsableArguments {
    @Option(help: "A file whose first line is the passphrase of an encrypted backup, 12 characters or more.")
    var passphraseFile: String?
    @Flag(help: "Says what is done, table by table, also where no terminal is.") var progress = false

    var report: @Sendable (BackupProgress) -> Void {
        let isAsked = progress
        return { Terminal.show($0, isAsked: isAsked) }
    }
}

/// Runs `body` and turns an error into a sentence on standard error and exit code 1.
private func withDesk(
    _ options: SettingOptions, _ backup: BackupOptionGroup, _ body: (BackupDesk) async throws -> Void
) async throws {
    let settings = try await options.settings()
    do {
        try await body(try BackupDesk(settings, passphraseFile: backup.passphraseFile))
    } catch let code as ExitCode {
        Terminal.endLine()
        throw code
    } catch {
        Terminal.endLine()
        Terminal.say(Program.sentence(error))
        throw ExitCode.failure
    }
}
