// SPDX-License-Identifier: Apache-2.0
import CPostgres
import SQLCore

/// What a server was found to be and to have. Features are tried, never concluded from the version: the domestic
/// databases print versions of their own.
struct FeatureProbe: Sendable {
    let version: String
    let accelerators: Set<SQLDialect.Accelerator>
    private let findings: [DatabaseFinding]

    init(_ session: PostgresSession) throws {
        func answer(_ sql: String) -> String? {
            try? session.query(sql, []) { result in
                PQntuples(result) > 0 ? PQgetvalue(result, 0, 0).map { String(cString: $0) } : nil
            }
        }
        version = answer("SELECT version()") ?? ""
        let hasUpsert = Self.works(
            on: session,
            [
                "CREATE TEMPORARY TABLE jiedui_probe (id INTEGER NOT NULL PRIMARY KEY, n INTEGER)",
                "INSERT INTO jiedui_probe (id, n) VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET n = excluded.n",
            ])
        let hasTrigrams = answer("SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'") != nil
        accelerators = Set((hasUpsert ? [.onConflict] : []) + (hasTrigrams ? [.trigramIndex] : []))

        func finding(_ code: String, _ isGood: Bool, or grade: DatabaseFinding.Grade, _ detail: String = "")
            -> DatabaseFinding
        {
            DatabaseFinding(code: code, grade: isGood ? .good : grade, detail: detail)
        }
        let encoding = answer("SHOW server_encoding") ?? ""
        let mayCreate = Self.works(on: session, ["CREATE TABLE jiedui_probe (id INTEGER)"])
        let repeats = Self.works(on: session, ["SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"])
        let emptyIsNull = answer("SELECT CASE WHEN '' IS NULL THEN 1 ELSE 0 END") == "1"
        let order = answer("SELECT CASE WHEN 'a' < 'B' THEN 'a before B' ELSE 'byte by byte' END") ?? ""
        let waits = [answer("SHOW fsync"), answer("SHOW synchronous_commit")]
        findings = [
            finding("encoding", encoding == "UTF8", or: .fault, encoding),
            finding("createTables", mayCreate, or: .fault, answer("SELECT current_schema()") ?? ""),
            finding("isolation", repeats, or: .fault),
            finding("triggers", answer("SELECT 1 FROM pg_language WHERE lanname = 'plpgsql'") != nil, or: .fault),
            finding(
                "durability", !waits.contains("off"), or: .fault,
                "fsync \(waits[0] ?? "?"), synchronous_commit \(waits[1] ?? "?")"),
            finding("byteOrder", order == "byte by byte", or: .absent, order),
            finding("emptyText", !emptyIsNull, or: .absent),
            finding("onConflict", hasUpsert, or: .absent),
            finding("trigramIndex", hasTrigrams, or: .absent),
        ]
    }

    /// The report, in which accelerators that are there and not used count as absent.
    func report(using used: Set<SQLDialect.Accelerator>) -> DatabaseReport {
        let switchedOff = Set(accelerators.subtracting(used).map(\.rawValue))
        return DatabaseReport(
            engine: .postgres, version: version,
            findings: findings.map { finding in
                guard switchedOff.contains(finding.code) else { return finding }
                return DatabaseFinding(code: finding.code, grade: .absent, detail: "switched off")
            })
    }

    /// Tries statements in a transaction that is rolled back.
    private static func works(on session: PostgresSession, _ statements: [String]) -> Bool {
        guard (try? session.execute("BEGIN")) != nil else { return false }
        defer { session.rollBack() }
        return statements.allSatisfy { (try? session.execute($0)) != nil }
    }
}
