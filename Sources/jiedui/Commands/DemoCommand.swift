// SPDX-License-Identifier: Apache-2.0
import App
import ArgumentParser
import UseCases

struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Fills an empty installation with invented data that is marked as such.",
        discussion: """
            Two invented pairings with plans, people for each role whose passwords are printed once, and two years of \
            rows in every register of twenty invented pairings, at the size at which offices keep them. The same seed \
            gives the same rows on the same day. --remove takes all of it away again, and what was made in it since.
            """)
    @OptionGroup var options: SettingOptions
    @Option(help: "So many times the usual number of rows in the registers: 1 to 1000.") var scale = 1
    @Option(help: "Which invented rows: another number gives others.") var seed: UInt64 = 1
    @Flag(help: "Leaves the registers empty.") var withoutRegisters = false
    @Flag(help: "Takes the invented data away again.") var remove = false

    func validate() throws {
        guard (1...1000).contains(scale) else { throw ValidationError("--scale must be between 1 and 1000.") }
    }

    func run() async throws {
        try await withProgram(options, installs: true) { program in
            guard !remove else {
                try await program.removeDemo()
                return Terminal.say(program.say("cli.demoRemoved", [:]))
            }
            let people = try await program.fillDemo()
            Terminal.say(program.say("cli.demoFilled", [:]))
            for person in people { Terminal.write(person + "\n") }
            guard !withoutRegisters else { return }
            let lines = try await program.fillDemoRegisters(scale: scale, seed: seed) { done in
                Terminal.progress(done.pairingsDone, of: done.pairings, String(done.total))
            }
            for line in lines { Terminal.say(line) }
        }
    }
}
