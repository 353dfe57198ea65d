// SPDX-License-Identifier: Apache-2.0
import App
import ArgumentParser
import Domain
import LedgerEngine
import SQLCore
import Storage
import UseCases

struct RegistersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "registers",
        abstract: "Fills registers with so many invented rows, and times entering, pages and figures.")
    @Option var database: String
    @Option var data: String
    @Option var rows = 50_000
    @Option(help: "How often each page and each table of figures is asked for.") var rounds = 200
    @Option(help: "Rows that eight people enter one by one.") var single = 800

    func run() async throws {
        let settings = try await readSettings(flags: ["database": database, "data": data], environment: [:], file: nil)
        let program = try await Program.open(settings)
        let pairings = try await program.database.read { try PairingQueries($0).all() }.filter { $0.parent == nil }
        var invented = InventedRows(pairings: Array(pairings.prefix(20)), seed: 3)
        let present = try await program.useCases.ledgers(.local).reduce(0) { $0 + $1.entries }
        try await fill(program.useCases, &invented, present)
        if program.database.dialect.engine == .postgres {
            // What a PostgreSQL server does by itself within a minute.
            try await program.database.write { connection in try connection.run("ANALYZE", []) }
        } else {
            try await program.database.write { connection in try connection.run("ANALYZE", []) }
        }
        try await enterSingly(program.useCases, invented)
        try await pages(program.useCases, invented)
        try await figures(program.useCases, invented)
        await program.close()
    }

    private func fill(_ useCases: UseCases, _ invented: inout InventedRows, _ present: Int) async throws {
        let clock = ContinuousClock()
        let (began, portion) = (clock.now, 5_000)
        var count = present
        invented.skip(to: present)
        while count < rows {
            let delivery = invented.delivery(min(portion, rows - count))
            let result = try await useCases.addEntries(.local, delivery)
            guard result.refused.isEmpty else { throw ValidationError("refused: \(result.refused[0])") }
            count += result.added.count
        }
        guard count > present else { return }
        report(
            "rows entered in bulk, with figures and record", perSecond: count - present, began.duration(to: clock.now))
    }

    private func enterSingly(_ useCases: UseCases, _ invented: InventedRows) async throws {
        let clock = ContinuousClock()
        let (began, each) = (clock.now, single / 8)
        await withTaskGroup(of: Void.self) { group in
            for person in 0..<8 {
                var own = InventedRows(pairings: invented.pairings, seed: UInt64(1_000 + person))
                own.skip(to: 900_000_000 + person * 1_000_000 + Int(began.hashValue.magnitude % 900_000))
                let rows = (0..<each).map { _ in own.row() }
                group.addTask {
                    for row in rows { _ = try? await useCases.addEntry(.local, row) }
                }
            }
        }
        report("rows entered one by one by eight people", perSecond: each * 8, began.duration(to: clock.now))
    }

    private func pages(_ useCases: UseCases, _ invented: InventedRows) async throws {
        let all = invented.caller(of: invented.pairings.dropLast(2).map(\.id))
        let one = invented.caller(of: [invented.pairings[4].id])
        for (caller, who) in [(all, "18 of 20 pairings visible"), (one, "1 of 20 visible")] {
            for (name, make) in invented.questions {
                var random = Numbers(seed: 11)
                var times: [Duration] = []
                for _ in 0..<rounds {
                    let query = make(&random)
                    let clock = ContinuousClock()
                    let began = clock.now
                    _ = try await useCases.listEntries(caller, query)
                    times.append(began.duration(to: clock.now))
                }
                report("page of 50, \(name), \(who)", times)
            }
        }
    }

    private func figures(_ useCases: UseCases, _ invented: InventedRows) async throws {
        let keys = ["X01", "X02", "V01", "V02", "V02p", "L01", "L01s", "L02", "L02h", "L03", "L03o", "P01"]
        let periods = (0..<8).map { Period(.quarter, holding: Int64(2024 * 12 + 3 * $0)) }
        let caller = invented.caller(of: invented.pairings.map(\.id))
        var times: [Duration] = []
        for _ in 0..<rounds {
            let clock = ContinuousClock()
            let began = clock.now
            _ = try await useCases.readIndicators(caller, keys, periods: periods)
            times.append(began.duration(to: clock.now))
        }
        report("12 indicators, 20 pairings, 8 quarters", times)
    }

    private func report(_ what: String, perSecond count: Int, _ time: Duration) {
        let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
        print("\(what)\t\(count) in \((seconds * 10).rounded() / 10) s, \(Int(Double(count) / seconds)) a second")
    }

    private func report(_ what: String, _ times: [Duration]) {
        let sorted = times.sorted().map { time in
            Double(time.components.seconds) * 1_000 + Double(time.components.attoseconds) / 1e15
        }
        func at(_ share: Double) -> Double { (sorted[Int(Double(sorted.count - 1) * share)] * 100).rounded() / 100 }
        print("\(what)\tp50 \(at(0.5)) ms, p99 \(at(0.99)) ms")
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014): the same rows at every run.
struct Numbers {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

    /// Small numbers are likelier than great ones.
    mutating func skewed(_ bound: Int) -> Int { min(below(bound), below(bound)) }
}
