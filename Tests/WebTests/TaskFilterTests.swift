// SPDX-License-Identifier: Apache-2.0
import Testing
import UseCases

@testable import Web

@Suite("The ledger's filter")
struct TaskFilterTests {
    @Test("The address of the next page remembers the way back")
    func leadsBack() {
        let first = TaskFilter(FormFields(encoded: "q=x&sort=title"))
        #expect(first.previous == nil)
        let second = follow(first.next("k1"))
        let third = follow(second.next("k2"))
        #expect(third.after == "k2" && third.query.text == "x" && third.query.order == .title)
        #expect(follow(third.previous).after == "k1")
        #expect(follow(follow(third.previous).previous).after == nil)
    }

    private func follow(_ path: String?) -> TaskFilter {
        let halves = (path ?? "").split(separator: "?", maxSplits: 1)
        return TaskFilter(FormFields(encoded: halves.count == 2 ? String(halves[1]) : ""))
    }

    @Test("What nobody knows is no filter")
    func ignoresUnknown() {
        let filter = TaskFilter(FormFields(encoded: "side=north&sort=backwards&colour=red"))
        #expect(filter.query.side == nil && filter.query.order == .document && !filter.path(.tasks).contains("red"))
    }
}
