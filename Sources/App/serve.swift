// SPDX-License-Identifier: Apache-2.0
import Hummingbird
import Logging
import Metrics
import UseCases

/// Serves the pages until the process is told to stop; requests under way are finished first.
///
/// `announce` is given the lines a person at the terminal needs: the address, and the set-up token while it is needed.
package func serve(
    _ settings: Settings, version: String, announce: @escaping @Sendable (String) -> Void
) async throws {
    let level = Logger.Level(rawValue: settings.logLevel) ?? .info
    LoggingSystem.bootstrap { JSONLog(label: $0, level: level) }
    let metrics = MetricsRegistry()
    MetricsSystem.bootstrap(metrics)
    let program = try await Program.open(settings, installs: true)
    let application = try await buildApplication(program, metrics: metrics, version: version) { host, port in
        announce(program.say("cli.serving", ["address": "http://\(host):\(port)"]))
        do {
            guard let token = try await program.useCases.issueSetUpToken() else { return }
            announce(program.say("cli.setUp", ["address": "http://\(host):\(port)/setup?token=\(token)"]))
        } catch {
            announce(program.sentence(error))
        }
    }
    do {
        try await application.runService()
    } catch {
        await program.close()
        throw error
    }
    await program.close()
}
