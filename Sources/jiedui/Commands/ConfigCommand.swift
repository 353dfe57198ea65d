// SPDX-License-Identifier: Apache-2.0
import App
import ArgumentParser

struct ConfigCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Prints every setting, its value and where it came from; secrets are hidden.")
    @OptionGroup var options: SettingOptions

    func run() async throws {
        for entry in try await options.settings().entries {
            let value = entry.isSecret ? hideSecret(entry.value) : entry.value
            Terminal.write("\(entry.name) = \(value.isEmpty ? "-" : value)\n")
            Terminal.write("    \(entry.environmentName), from \(entry.source.rawValue): \(entry.meaning)\n")
        }
    }
}
