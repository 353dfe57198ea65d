// SPDX-License-Identifier: Apache-2.0

/// What a database is and what it was found to be able to do. Printed by `jiedui doctor`.
package struct DatabaseReport: Hashable, Sendable {
    package var engine: SQLDialect.Engine
    /// As the database prints it; shown, never interpreted.
    package var version: String
    package var findings: [DatabaseFinding]

    package init(engine: SQLDialect.Engine, version: String, findings: [DatabaseFinding]) {
        (self.engine, self.version, self.findings) = (engine, version, findings)
    }
}

/// One thing that was probed. The sentence about it is in the catalogues under `database.<code>`.
package struct DatabaseFinding: Hashable, Sendable {
    /// How well a finding suits the program.
    package enum Grade: String, Sendable {
        /// As it should be.
        case good
        /// An optional feature that is not there or is switched off: slower, never wrong.
        case absent
        /// Jiedui can't work safely on this database.
        case fault
    }
    package var code: String
    package var grade: Grade
    /// What was found, as the database says it.
    package var detail: String

    package init(code: String, grade: Grade, detail: String = "") {
        (self.code, self.grade, self.detail) = (code, grade, detail)
    }
}
