// SPDX-License-Identifier: Apache-2.0
import App
import ArgumentParser

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Reads documents into drafts of a pairing, or straight into its plan.")
    @OptionGroup var options: SettingOptions
    @Argument(help: "Files or folders.") var files: [String]
    @Option(help: "The pairing's code, such as zhangjiajie-nanjing.") var pairing: String
    @Flag(help: "Adopt the draft as a plan at once.") var adopt = false

    func run() async throws {
        try await withProgram(options) { program in
            let found = findFiles(files, endings: readableEndings)
            var failed = 0
            for (done, file) in found.enumerated() {
                Terminal.progress(done, of: found.count, file)
                do {
                    Terminal.write(try await program.importFile(file, pairing: pairing, adopt: adopt) + "\n")
                } catch {
                    failed += 1
                    Terminal.say("\(file): \(program.sentence(error))")
                }
            }
            Terminal.progress(found.count, of: found.count, "")
            if failed > 0 { throw ExitCode.failure }
        }
    }
}
