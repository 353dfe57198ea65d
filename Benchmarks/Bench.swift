// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

/// Measures parts of the program, each figure beside a calibration figure of the same run. Driven by scripts/bench.sh.
@main
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jiedui-bench",
        subcommands: [
            ReadCommand.self, SheetsCommand.self, LedgerCommand.self, BareCommand.self, PermissionCommand.self,
            RegistersCommand.self, ListsCommand.self, ImportCommand.self, FilingsCommand.self,
        ])
}

/// Prints one row of the table: what was measured, the figure, its unit.
func report(_ name: String, _ figure: Double, _ unit: String) {
    let shown = figure >= 100 ? String(Int(figure.rounded())) : String((figure * 100).rounded() / 100)
    print("\(name)\t\(shown) \(unit)")
}

extension Duration {
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
