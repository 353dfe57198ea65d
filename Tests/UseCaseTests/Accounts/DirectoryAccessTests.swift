// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import Testing
import UseCases

/// The lists of contacts, bodies and the record say the same as the pages of what they list, for every role and every
/// relation.
@Suite("Lists of contacts, bodies and the record agree with their pages")
struct DirectoryAccessTests {
    private func answers(_ body: () async throws -> Void) async throws -> Bool { try await cause(of: body) == nil }

    @Test("A phone book shows the contacts whose pages answer, and its list of books the books that open")
    func contacts() async throws {
        try await Office.open(.sqlite) { office in
            let world = try await AccessTests.world(office)
            let useCases = office.useCases
            var ids: [(pairing: Pairing, id: String)] = []
            for pairing in world.pairings {
                for side in Side.allCases {
                    let fields = ContactTests.fields.merging(["side": side.rawValue]) { $1 }
                    let id = try await useCases.addContact(world.callers[0], pairing: pairing.code, fields)
                    ids.append((pairing, id.text))
                }
            }
            for caller in world.callers {
                let books = Set(try await useCases.phoneBooks(caller).map(\.code))
                for pairing in world.pairings {
                    var readable: Set<String> = []
                    for (owner, id) in ids where owner.id == pairing.id {
                        if try await answers({ _ = try await useCases.contact(caller, id: id) }) { readable.insert(id) }
                    }
                    var listed: Set<String> = []
                    var count = 0
                    let opens = try await answers {
                        let book = try await useCases.phoneBook(caller, pairing: pairing.code)
                        listed = Set(book.entries.map(\.id.text))
                        count = book.count
                    }
                    #expect(listed == readable && count == readable.count, "\(caller.label) \(pairing.code)")
                    #expect(opens == books.contains(pairing.code), "\(caller.label) \(pairing.code)")
                    let explains = try await world.explains(
                        ids.filter { $0.pairing.id == pairing.id }.map(\.id), caller)
                    #expect(explains.isSubset(of: readable.union(caller.mayExplainUnseen ? explains : [])))
                }
            }
        }
    }

    @Test("The list of bodies shows those whose pages answer, and counts the tasks that the caller may see")
    func bodies() async throws {
        try await Office.open(.sqlite) { office in
            let world = try await AccessTests.world(office)
            let useCases = office.useCases
            var query = OrganisationQuery()
            query.limit = 1_000
            let asked = query
            let all = try await useCases.organisations(.local, asked).items.map(\.organisation.id.text)
            #expect(all.count > 10)
            for caller in world.callers {
                var listed: [OrganisationListing] = []
                let opens = try await answers { listed = try await useCases.organisations(caller, asked).items }
                var readable: [String] = []
                for id in all {
                    if try await answers({ _ = try await useCases.organisation(caller, id: id) }) {
                        readable.append(id)
                    }
                }
                #expect(listed.map(\.organisation.id.text) == readable, "\(caller.label)")
                guard opens else { continue }
                #expect(try await useCases.organisationCount(caller, asked) == readable.count, "\(caller.label)")
                for listing in listed {
                    let page = try await useCases.organisation(caller, id: listing.organisation.id.text)
                    var tasks = TaskQuery()
                    tasks.organisation = listing.organisation.id.text
                    #expect(page.taskCount == listing.taskCount, "\(caller.label)")
                    #expect(try await useCases.taskCount(caller, tasks) == listing.taskCount, "\(caller.label)")
                    #expect(page.seesTasks || listing.taskCount == 0, "\(caller.label)")
                }
            }
        }
    }

    @Test("The record opens to whom the rules name, whole or the part that is theirs, and to nobody else")
    func record() async throws {
        try await Office.open(.sqlite) { office in
            let world = try await AccessTests.world(office)
            let useCases = office.useCases
            var query = RecordQuery()
            query.limit = 1_000
            let asked = query
            let links = try await useCases.recordEntries(.local, asked).items
            let all = links.map(\.sequence)
            let part = links.filter { RecordedAction.ofAccess.contains($0.event.action) }.map(\.sequence)
            for caller in world.callers {
                var listed: [Int64] = []
                let opens = try await answers {
                    listed = try await useCases.recordEntries(caller, asked).items.map(\.sequence)
                }
                let isWhole = caller.may(.readAudit, on: .installation)
                #expect(opens == caller.may(.readAccessRecord, on: .installation), "\(caller.label)")
                #expect(listed == (isWhole ? all : opens ? part : []), "\(caller.label)")
            }
        }
    }
}

extension AccessTests.World {
    /// Of which of these contacts the caller may ask who can see them.
    fileprivate func explains(_ ids: [String], _ caller: Caller) async throws -> Set<String> {
        var found: Set<String> = []
        for id in ids {
            let refusal = try await cause {
                _ = try await office.useCases.explainAccess(caller, to: .contact, id: id)
            }
            if refusal == nil { found.insert(id) }
        }
        return found
    }
}

extension Caller {
    /// Whether the caller explains rights to what the caller can't read: the administrators, and the machine.
    fileprivate var mayExplainUnseen: Bool { user?.grants.contains { $0.role.isAdministrator } ?? true }
}
