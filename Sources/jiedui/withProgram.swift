// SPDX-License-Identifier: Apache-2.0
import App
import ArgumentParser

/// Opens the program with a migrated database, runs `body`, closes it, and turns an error into a sentence on
/// standard error and exit code 1.
func withProgram(
    _ options: SettingOptions, installs: Bool = false, _ body: (Program) async throws -> Void
) async throws {
    let settings = try await options.settings()
    let program: Program
    do {
        program = try await Program.open(settings, installs: installs)
    } catch {
        Terminal.say(Program.sentence(error))
        throw ExitCode.failure
    }
    do {
        try await body(program)
        await program.close()
    } catch let code as ExitCode {
        await program.close()
        throw code
    } catch {
        await program.close()
        Terminal.say(Program.sentence(error))
        throw ExitCode.failure
    }
}
