// SPDX-License-Identifier: Apache-2.0
import App
import ArgumentParser
import UseCases

struct TasksCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tasks", abstract: "Prints the task ledger.")
    @OptionGroup var options: SettingOptions
    @Option(help: "The pairing's code.") var pairing: String?
    @Option(help: "An area's title, or 1 to 5 of the national work plan.") var area: String?
    @Option(help: "A responsible body, or part of its name.") var organisation: String?
    @Option(help: "Words that the task must hold.") var text: String?
    @Option(help: "table, json, csv or xlsx.") var format = "table"
    @Option(name: .shortAndLong, help: "Write to this file instead of standard output.") var output: String?

    func run() async throws {
        guard let format = TaskFormat(rawValue: format) else {
            throw ValidationError("--format takes table, json, csv or xlsx")
        }
        var query = TaskQuery()
        (query.pairing, query.area, query.organisation, query.text) = (pairing, area, organisation, text)
        let asked = query
        try await withProgram(options) { program in
            let bytes = try await program.exportTasks(asked, format: format)
            if let output { try writeFile(bytes, to: output) } else { Terminal.write(bytes) }
        }
    }
}
