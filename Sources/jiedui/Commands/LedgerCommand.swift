// SPDX-License-Identifier: Apache-2.0
import App
import ArgumentParser

struct LedgerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger", abstract: "Looks after the registers.", subcommands: [LedgerCheckCommand.self])
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
