// SPDX-License-Identifier: Apache-2.0
import SQLCore
import Storage

extension UseCases {
    /// True until somebody has an account: then nothing but /setup answers.
    ///
    /// Set-up in the browser and `jiedui user create` both end it: who can run the command owns the machine.
    package func needsSetUp() async throws -> Bool {
        try await database.read { try needsSetUp($0) }
    }

    func needsSetUp(_ connection: any SQLConnection) throws -> Bool {
        try AccountQueries(connection).page(after: nil, limit: 1).isEmpty
    }
}
