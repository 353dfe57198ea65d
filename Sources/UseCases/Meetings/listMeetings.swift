// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore
import Storage

extension UseCases {
    /// The meetings and visits of a pairing, or of all that the caller sees. Throws notFound for an unknown pairing.
    package func listMeetings(
        _ caller: Caller, pairing code: String? = nil, language: Language = .chinese
    ) async throws -> MeetingList {
        try await database.read { connection in
            let directory = try PairingDirectory(connection)
            let readable = directory.pairings.filter { caller.may(.readWork, on: directory.object($0.id)) }
            let wanted = code.map { code in readable.filter { $0.code == code } } ?? readable
            if code != nil && wanted.isEmpty { throw UseCaseError("pairing", .notFound) }
            let (filter, today) = (PairingFilter.some(wanted.map(\.id)), surroundings.now().day)
            let queries = MeetingQueries(connection)
            let yesterday = CalendarDate(dayNumber: today.dayNumber - 1)
            let coming = try queries.rows(in: filter, from: today, limit: MeetingList.most)
            let held = try queries.rows(in: filter, to: yesterday, isReversed: true, limit: MeetingList.most)
            let open = try openDecisions(filter, caller, directory, connection)
            var rows = MeetingRows(self, connection, language)
            func listing(_ record: EntryRecord) throws -> MeetingListing? {
                guard let row = try rows.row(record) else { return nil }
                let scope = directory.scope(row.pairing)
                let all = try DecisionQueries(connection).all(of: row.id).filter { sees($0, caller, scope) }
                return MeetingListing(row: row, decisions: all.count, open: open.count { $0.meeting == row.id })
            }
            return MeetingList(
                coming: try coming.compactMap(listing), held: try held.compactMap(listing), pairings: readable,
                planned: wanted.filter { caller.may(.planWork, on: directory.object($0.id)) })
        }
    }

    /// The decisions in these pairings that the caller sees and that are not done.
    func openDecisions(
        _ filter: PairingFilter, _ caller: Caller, _ directory: PairingDirectory, _ connection: any SQLConnection
    ) throws -> [MeetingDecision] {
        let queries = DecisionQueries(connection)
        let seen = try queries.open(in: filter).filter { decision in
            directory[decision.pairing].map { sees(decision, caller, directory.scope($0)) } ?? false
        }
        let ends = try queries.ends(of: seen.compactMap(\.item))
        return seen.filter { decision in decision.item.flatMap { ends[$0]?.isDone } != true }
    }

    func sees(_ decision: MeetingDecision, _ caller: Caller, _ scope: PairingScope) -> Bool {
        caller.may(.readWorkDraft, on: RuleObject(pairing: scope)) || caller.answers(for: decision, in: scope)
    }
}
