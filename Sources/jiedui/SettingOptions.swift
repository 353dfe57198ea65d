// SPDX-License-Identifier: Apache-2.0
import App
import ArgumentParser
import Foundation

/// The settings that can be given as flags; they win over the environment and the file.
struct SettingOptions: ParsableArguments {
    @Option(help: "sqlite:PATH or postgres://USER:PASSWORD@HOST:PORT/NAME")
    var database: String?
    @Option(help: "Folder for files, cache and the embedded database.")
    var data: String?
    @Option(help: "Least level that is logged.")
    var log: String?
    @Option(name: .customLong("config"), help: "A settings file of JSON.")
    var file: String?

    /// All settings, with `more` flags that only one command has.
    func settings(_ more: [String: String?] = [:]) async throws -> Settings {
        var flags: [String: String] = [:]
        for (name, value) in more.merging(["database": database, "data": data, "log": log], uniquingKeysWith: { $1 }) {
            if let value { flags[name] = value }
        }
        let environment = ProcessInfo.processInfo.environment
        do {
            return try await readSettings(
                flags: flags, environment: environment, file: file ?? environment["JIEDUI_CONFIG"])
        } catch let error as SettingError {
            throw ValidationError(error.description)
        }
    }
}
