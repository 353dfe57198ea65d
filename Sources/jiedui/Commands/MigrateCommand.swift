// SPDX-License-Identifier: Apache-2.0
import App
import ArgumentParser

struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate", abstract: "Brings the database to this program's schema and fills in the directory.")
    @OptionGroup var options: SettingOptions

    func run() async throws {
        try await withProgram(options, installs: true) { program in
            Terminal.say(program.say("cli.migrated", ["number": String(program.schemaNumber)]))
        }
    }
}
