// SPDX-License-Identifier: Apache-2.0
import App
import ArgumentParser
import Domain
import UseCases

struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "The record of who did what, and its proof.",
        subcommands: [Export.self, Verify.self])

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Writes the record as lines of JSON that anybody can check; docs/audit.md says how.")
        @OptionGroup var options: SettingOptions
        @Option(help: "From this day on, such as 2026-01-01.") var from: String?
        @Option(help: "Up to this day, which counts.") var to: String?
        @Argument(help: "The file; standard output where none is named.") var file: String?

        func run() async throws {
            try await withProgram(options) { program in
                let stretch = try await program.exportRecord(
                    from: from, to: to, file: file, version: programVersion, show: { Terminal.write($0) })
                Terminal.say(
                    program.say(
                        "cli.audit.exported",
                        [
                            "count": String(stretch.count), "head": stretch.head.hash,
                            "sequence": String(stretch.head.sequence), "file": stretch.fileHash,
                        ]))
            }
        }
    }

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Proves that nothing in the record was changed or removed.",
            discussion: "With a file, nothing else is needed: no settings and no database.")
        @OptionGroup var options: SettingOptions
        @Option(
            help: """
                A hash that the chain must hold, such as an anchor from the log: HASH, or SEQUENCE:HASH, which tells \
                where it was written anew. Can be given several times.
                """)
        var head: [String] = []
        @Argument(help: "An exported file; the database itself where none is named.") var file: String?

        func run() async throws {
            if let file {
                do {
                    try finish(try Program.verifyRecordFile(file, heads: head))
                } catch let code as ExitCode {
                    throw code
                } catch {
                    Terminal.say(Program.sentence(error))
                    throw ExitCode.failure
                }
            } else {
                try await withProgram(options) { try finish(try await $0.verifyRecord(heads: head)) }
            }
        }

        private func finish(_ outcome: (isWhole: Bool, sentences: [String])) throws {
            for sentence in outcome.sentences { Terminal.write(sentence + "\n") }
            guard outcome.isWhole else { throw ExitCode.failure }
        }
    }
}
