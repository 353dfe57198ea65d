// SPDX-License-Identifier: Apache-2.0
import App
import ArgumentParser

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Says what is missing on this machine and what to do about it.")
    @OptionGroup var options: SettingOptions

    func run() async throws {
        let findings = await examine(try await options.settings(), version: programVersion)
        for finding in findings { Terminal.write(finding.line + "\n") }
        if findings.contains(where: { $0.grade == .broken }) { throw ExitCode.failure }
    }
}
