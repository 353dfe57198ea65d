// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

@main
struct Jiedui: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "jiedui")
}
