// SPDX-License-Identifier: Apache-2.0
import App
import ArgumentParser
import Domain
import UseCases

struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "People who sign in.", subcommands: [Create.self, Unlock.self, Reset.self])

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

    struct Unlock: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lets a person, or everybody at an address, sign in again after too many wrong passwords.")
        @OptionGroup var options: SettingOptions
        @Argument(help: "The person's log-in name.") var username: String?
        @Option(help: "A network address instead of a person.") var address: String?

        func run() async throws {
            guard (username == nil) != (address == nil) else {
                throw ValidationError("give a log-in name or --address")
            }
            try await withProgram(options) { program in
                if let username { try await program.unlockSignIn(username) }
                if let address { try await program.unlockSignIn(fromAddress: address) }
            }
        }
    }

    struct Reset: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Takes a person's password away and prints the path of a link to choose another, this once.")
        @OptionGroup var options: SettingOptions
        @Argument(help: "The person's log-in name.") var username: String
        @Flag(help: "Takes the second factor away too: the phone is lost.") var secondFactor = false

        func run() async throws {
            try await withProgram(options) { program in
                let token = try await program.resetPassword(username, removingSecondFactor: secondFactor)
                Terminal.write("/invitations/\(token)\n")
            }
        }
    }
}
