// SPDX-License-Identifier: Apache-2.0
import App
import ArgumentParser
import Domain
import Hummingbird
import NIOCore
import SQLCore
import Storage

struct BareCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bare",
        abstract: "The yardstick of the ledger's page: the bare framework, the same SQL, no session, no template.")
    @Option var database: String
    @Option var data: String
    @Option var port: Int

    func run() async throws {
        let settings = try await readSettings(flags: ["database": database, "data": data], environment: [:], file: nil)
        let program = try await Program.open(settings)
        let database = program.database
        let router = Router()
        router.get("/tasks") { _, _ in
            let lines = try await database.read { connection in try Self.page(connection) }
            return Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(string: lines)))
        }
        let application = Application(
            router: router, configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)))
        try await application.runService()
        await program.close()
    }

    /// The first page as the ledger's page asks for it: fifty tasks and their bodies.
    private static func page(_ connection: any SQLConnection) throws -> String {
        let tasks = try LedgerQueries(connection).page(LedgerFilter(visible: .all), .document, after: nil, limit: 51)
        let bodies = try TaskQueries(connection).responsibilities(of: tasks.map(\.id))
        return tasks.map { task in
            let units = bodies[task.id, default: []].map(\.unit).joined(separator: ",")
            return "\(task.path)\t\(task.title ?? "")\t\(task.area)\t\(task.text)\t\(units)"
        }.joined(separator: "\n")
    }
}
