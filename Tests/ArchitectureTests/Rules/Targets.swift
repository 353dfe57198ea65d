// SPDX-License-Identifier: Apache-2.0

/// The walls of the house: what each target below `Sources/` may import. The arrows run downwards only.
///
/// Adding an entry here is a decision about the architecture; write it down in docs/decisions.
package enum Targets {
    package struct Room: Sendable {
        /// Targets of ours that may be imported.
        package let own: Set<String>
        /// Modules from outside that may be imported besides those that every room may use.
        package let outside: Set<String>
        /// Folders at the top of the target besides the feature words; nil where the target isn't cut by features.
        package let folders: Set<String>?

        init(_ own: Set<String> = [], outside: Set<String> = [], folders: Set<String>? = []) {
            (self.own, self.outside, self.folders) = (own, outside, folders)
        }
    }

    /// What every room may import: the standard library and Foundation.
    package static let everywhere: Set = ["Foundation", "FoundationEssentials", "Synchronization", "Swift", "Glibc"]

    /// The features in the order in which work flows through them.
    package static let features: Set = [
        "Accounts", "Audit", "Pairings", "Documents", "Plans", "Search", "Work", "Filings", "Supervision", "Meetings",
        "Requests", "Exchange", "Attachments", "Notices", "Ledgers", "Projects", "Markets", "Settlement", "Evaluation",
        "Dashboards", "Reports",
        "Portal",
    ]

    package static let rooms: [String: Room] = [
        // The values of the commands' arguments are the use cases' and the domain's own.
        "jiedui": Room(["App", "Domain", "UseCases"], outside: ["ArgumentParser"], folders: nil),
        "App": Room(
            [
                "API", "Definitions", "Delivery", "DocumentEngine", "Domain", "Extraction", "OfficeFiles",
                "PostgresDriver", "Reports", "SQLCore", "SQLiteDriver", "Storage", "UseCases", "Web",
            ],
            outside: [
                "Configuration", "Hummingbird", "Logging", "Metrics", "NIOCore", "ServiceLifecycle", "SystemPackage",
            ],
            folders: nil),
        // Neither of the two rooms that speak HTTP knows the other: programs get no pages, people no JSON.
        "API": Room(
            ["Definitions", "Domain", "FormData", "LedgerEngine", "UseCases"],
            outside: ["Crypto", "HTTPTypes", "Hummingbird", "Logging", "NIOCore", "ServiceLifecycle"], folders: nil),
        // Both print and read values of registers as their kinds do.
        "Web": Room(
            ["Definitions", "Domain", "FormData", "LedgerEngine", "UseCases"],
            outside: [
                "CQRCode", "Crypto", "HTTPTypes", "Hummingbird", "Logging", "Metrics", "Mustache", "NIOCore",
                "NIOFoundationCompat", "ServiceLifecycle",
            ],
            folders: nil),
        "UseCases": Room(
            [
                "Definitions", "DocumentEngine", "Domain", "Extraction", "LedgerEngine", "OfficeFiles", "Reports",
                "SQLCore", "Storage",
            ],
            outside: ["Crypto", "CryptoExtras"], folders: ["Backup"]),
        "Storage": Room(["Domain", "SQLCore"], folders: ["Backup", "Migrations"]),
        "SQLCore": Room(folders: nil),
        "SQLiteDriver": Room(["SQLCore"], outside: ["GRDB", "GRDBSQLite"], folders: nil),
        "PostgresDriver": Room(["SQLCore"], outside: ["CPostgres"], folders: nil),
        "DocumentEngine": Room(["Domain"], folders: nil),
        "LedgerEngine": Room(["Domain"], folders: nil),
        "Reports": Room(["Domain", "OfficeFiles"], folders: nil),
        "Extraction": Room(["CSpawn", "Domain", "OfficeFiles"], folders: nil),
        // What leaves the program: mail and webhooks. It knows messages, not who gets them or why.
        "Delivery": Room(
            ["CCurl", "Domain"], outside: ["AsyncHTTPClient", "Crypto", "NIOCore", "NIOHTTP1"], folders: nil),
        "OfficeFiles": Room(outside: ["CArchive", "CExpat", "CXLSXWriter"], folders: nil),
        "Definitions": Room(["Domain"], outside: ["Yams"], folders: ["Data"]),
        "Domain": Room(folders: ["Values"]),
        "FormData": Room(folders: nil),
        "CArchive": Room(folders: nil), "CCurl": Room(folders: nil), "CExpat": Room(folders: nil),
        "CPostgres": Room(folders: nil), "CQRCode": Room(folders: nil), "CSpawn": Room(folders: nil),
        "CXLSXWriter": Room(folders: nil),
    ]
}
