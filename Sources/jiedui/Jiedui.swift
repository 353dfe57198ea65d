// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

@main
struct Jiedui: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jiedui",
        abstract: "Runs paired-city cooperation: from the signed document to a shared task ledger.",
        version: programVersion,
        subcommands: [
            ServeCommand.self, MigrateCommand.self, ParseCommand.self, EvaluateCommand.self, ImportCommand.self,
            LabelCommand.self, TasksCommand.self, LedgerCommand.self,
            DemoCommand.self, UserCommand.self, TokenCommand.self, AuditCommand.self, DoctorCommand.self,
            ConfigCommand.self, BackupCommand.self, RestoreCommand.self,
        ])
}

let programVersion = "0.1.0"
