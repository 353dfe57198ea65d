// SPDX-License-Identifier: Apache-2.0
import App
import ArgumentParser

struct LedgerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger", abstract: "Looks after the registers.",
        subcommands: [LedgerCheckCommand.self, LedgerPreviewCommand.self, LedgerVerifyCommand.self])
}

struct LedgerCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Checks definitions of registers and code lists.",
        discussion: """
            Reads FILES beside the program's own definitions, in the place of those of the same key. Prints the fields \
            and indicators that were understood; or each mistake as FILE:LINE:COLUMN: SENTENCE, with exit code 1. \
            docs/adding/a-ledger.md explains what such a file holds.
            """)
    @Argument(help: "YAML files.") var files: [String]

    func run() throws {
        let check = try LedgerCheck(files: files)
        guard check.isGood else {
            for line in check.lines { Terminal.say(line) }
            throw ExitCode.failure
        }
        Terminal.write(check.lines.joined(separator: "\n") + "\n")
    }
}

struct LedgerPreviewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview", abstract: "Shows what definitions of registers would do to the rows that are there.",
        discussion: """
            Reads FILES in the place of the definitions of the same key, and every row of their registers: which rows the \
            new definitions find wrong that the present ones don't, which values no field shows any more, which figures \
            are computed anew. Changes nothing.
            """)
    @OptionGroup var options: SettingOptions
    @Argument(help: "YAML files.") var files: [String]

    func run() async throws {
        try await withProgram(options) { program in
            Terminal.write(try await program.previewDefinitions(files).joined(separator: "\n") + "\n")
        }
    }
}

struct LedgerVerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Computes all figures again from the rows and compares them.",
        discussion: """
            Reads every row of LEDGER, or of all registers, and compares what the rows come to with the figures that are \
            kept: sums to the last fen. Changes nothing. Exit code 1 where a figure differs.
            """)
    @OptionGroup var options: SettingOptions
    @Argument(help: "The key of a register; without it, all.") var ledger: String?

    func run() async throws {
        try await withProgram(options) { program in
            let verification = try await program.verifyLedgers(ledger)
            Terminal.write(verification.lines.joined(separator: "\n") + "\n")
            if !verification.isExact { throw ExitCode.failure }
        }
    }
}
