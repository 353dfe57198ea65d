// SPDX-License-Identifier: Apache-2.0
import App
import ArgumentParser

struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Fills an empty installation with invented data that is marked as such.")
    @OptionGroup var options: SettingOptions
    @Flag(help: "Takes the invented data away again.") var remove = false

    func run() async throws {
        try await withProgram(options) { program in
            if remove {
                try await program.removeDemo()
                Terminal.say(program.say("cli.demoRemoved", [:]))
            } else {
                let people = try await program.fillDemo()
                Terminal.say(program.say("cli.demoFilled", [:]))
                for person in people { Terminal.write(person + "\n") }
            }
        }
    }
}
