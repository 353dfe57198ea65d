// SPDX-License-Identifier: Apache-2.0
import App
import ArgumentParser
import Domain
import UseCases

struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "People who sign in.", subcommands: [Create.self])

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Creates a person bound to a role and its scope.")
        @OptionGroup var options: SettingOptions
        @Argument var username: String
        @Option(help: "One of \(Role.allCases.map(\.rawValue).joined(separator: ", ")).") var role: String
        @Option(help: "The display name; the log-in name where none is given.") var name: String?
        @Option(help: "For province: the code of GB/T 2260, such as 430000.") var province: String?
        @Option(help: "For office, unit, observer: the pairing's code.") var pairing: String?
        @Option(help: "For office and unit: oldArea or eastern.") var side: String?
        @Option(help: "For unit: the body's name, looked up on that side.") var organisation: String?
        @Flag(help: "Reads the password from the first line of standard input.") var passwordStdin = false

        func run() async throws {
            guard let role = Role(rawValue: role) else {
                throw ValidationError("--role takes \(Role.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            guard side == nil || side.flatMap(Side.init) != nil else {
                throw ValidationError("--side takes oldArea or eastern")
            }
            guard passwordStdin, let password = Terminal.readSecret() else {
                throw ValidationError("give --password-stdin and the password on standard input")
            }
            try await withProgram(options) { program in
                let scope = WrittenGrant(
                    role: role, province: province, pairing: pairing, side: side.flatMap(Side.init),
                    organisation: organisation)
                Terminal.write(
                    try await program.createUser(username, displayName: name, password: password, scope) + "\n")
            }
        }
    }
}
