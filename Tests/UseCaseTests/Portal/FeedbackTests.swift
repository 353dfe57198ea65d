// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import Testing
import UseCases

@Suite("Feedback")
struct FeedbackTests {
    @Test(
        "Who answers it reads all of it page by page, newest first, and leaves a trace", arguments: TestEngine.both)
    func isRead(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            for number in 1...5 {
                try await office.useCases.leaveFeedback(
                    nil, text: "Message \(number)", replyTo: "reply \(number)", address: "192.0.2.\(number)")
            }
            let system = try await office.caller("system", .systemAdmin)
            let first = try await office.useCases.feedback(system, after: nil, limit: 3)
            #expect(first.items.map(\.text) == ["Message 5", "Message 4", "Message 3"])
            let second = try await office.useCases.feedback(system, after: first.next, limit: 3)
            #expect(second.items.map(\.replyTo) == ["reply 2", "reply 1"])
            #expect(second.next == nil)
            let traces = try await office.events(action: "installation.read")
            #expect(traces.count == 2)
        }
    }

    @Test("Others are refused, whatever they are", arguments: TestEngine.both)
    func isRefused(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let others = [
                try await office.officeOf(office.own), try await office.caller("audit", .auditAdmin),
                try await office.caller("watch", .observer(nil)),
            ]
            for other in others {
                await #expect(throws: UseCaseError.self) {
                    try await office.useCases.feedback(other, after: nil, limit: 3)
                }
            }
        }
    }
}
