// SPDX-License-Identifier: Apache-2.0
import App
import ArgumentParser

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serves the pages; creates or migrates the database first.")
    @OptionGroup var options: SettingOptions
    @Option(help: "Address to listen on.") var host: String?
    @Option(help: "Port to listen on; 0 takes a free one.") var port: Int?

    func run() async throws {
        let settings = try await options.settings(["host": host, "port": port.map(String.init)])
        do {
            try await serve(settings, version: programVersion) { line in Terminal.say(line) }
        } catch {
            Terminal.say(Program.sentence(error))
            throw ExitCode.failure
        }
    }
}
