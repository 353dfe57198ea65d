// SPDX-License-Identifier: Apache-2.0
import App
import ArgumentParser
import Domain

struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Personal access tokens, by which programs act for a person.",
        subcommands: [Create.self, List.self, Revoke.self])

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes a token and prints it alone on standard output, this once.")
        @OptionGroup var options: SettingOptions
        @Argument(help: "The person's log-in name.") var username: String
        @Option(help: "For how many days it opens, from 1 to 366.") var days: Int
        @Option(help: "read, or write, which includes reading.") var scope = TokenScope.write.rawValue
        @Option(help: "What the token is called in lists.") var name = "jiedui token create"

        func run() async throws {
            guard let scope = TokenScope(rawValue: scope) else {
                throw ValidationError("--scope takes \(TokenScope.allCases.map(\.rawValue).joined(separator: " or "))")
            }
            try await withProgram(options) { program in
                Terminal.write(
                    try await program.createToken(username, name: name, scope: scope, days: days) + "\n")
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints a person's tokens: identity, scope, made, ends, last used, revoked, name.")
        @OptionGroup var options: SettingOptions
        @Argument(help: "The person's log-in name.") var username: String

        func run() async throws {
            try await withProgram(options) { program in
                for line in try await program.listTokens(username) { Terminal.write(line + "\n") }
            }
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Ends a token; it opens nothing from then on.")
        @OptionGroup var options: SettingOptions
        @Argument(help: "The token's identity, as jiedui token list prints it.") var id: String

        func run() async throws {
            try await withProgram(options) { program in try await program.revokeToken(id) }
        }
    }
}
