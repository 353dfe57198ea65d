// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import API

@Suite("What the API creates")
struct CreationTests {
    static let creations = APIOperation.allCases.filter { $0.declaration.success == .created }

    @Test("Whatever answers that something was created takes a key", arguments: creations)
    func takesKey(operation: APIOperation) {
        #expect(operation.declaration.isCreation)
    }

    @Test("Under its key it is done once, and the answer has the headers that the document promises")
    func isDoneOnce() async throws {
        try await MatrixWorld.open { world in
            for operation in Self.creations {
                var ask = operation.ask(world.places[0])
                ask.headers["Idempotency-Key"] = "one"
                let (visitor, first) = try #require(await creator(ask, world), "\(operation)")
                let second = try await world.answer(ask, to: visitor)
                #expect(second.status == .created, "\(operation): \(String(buffer: second.body))")
                #expect(second.headers[.idempotencyReplayed] == "true", "\(operation)")
                #expect(try content(second) == content(first), "\(operation)")
                let (place, tag) = (first.headers[.location], first.headers[.eTag])
                #expect(place != nil && place == second.headers[.location], "\(operation)")
                #expect(tag == second.headers[.eTag], "\(operation)")
                #expect((tag != nil) == operation.declaration.showsMade, "\(operation) sends \(tag ?? "no tag")")
                if let tag, let place {
                    #expect(try await world.answer(.get(place), to: visitor).headers[.eTag] == tag, "\(operation)")
                }
            }
            try await world.database.putBack()
        }
    }

    /// The first who may, and the answer.
    private func creator(_ ask: Ask, _ world: MatrixWorld) async throws -> (MatrixVisitor, TestResponse)? {
        for visitor in world.tokens {
            try await world.database.putBack()
            let answer = try await world.answer(ask, to: visitor)
            if answer.status == .created { return (visitor, answer) }
        }
        return nil
    }

    /// What is said of what was made, without what is shown once.
    private func content(_ response: TestResponse) throws -> JSON {
        try JSON(reading: Array(response.body.readableBytesView)).without("path").without("secret")
    }
}
