// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import SQLCore
import Storage

extension UseCases {
    /// Tells `recipients` of a change, inside the transaction of the change: everybody among them once, active people
    /// only. What is to leave the program waits in the outbox. Returns how many people were told.
    ///
    /// Call it in `write`, and record the change itself: a notice is no event of the record.
    @discardableResult
    func notify(
        _ connection: any SQLConnection, _ notice: NewNotice, to recipients: [Recipient]
    ) throws -> Int {
        precondition(notice.path.hasPrefix("/"), "a notice leads to a page of the program: \(notice.path)")
        let now = surroundings.now()
        let people = try people(among: recipients, connection)
        let notices = people.map {
            Notice(id: surroundings.identifier(), account: $0, content: notice, createdAt: now)
        }
        try NoticeQueries(connection).insert(notices)
        try DeliveryQueries(connection).insert(try mail(for: notices, connection, at: now))
        try callRobots(of: recipients, notice, connection, at: now)
        return people.count
    }

    private func people(
        among recipients: [Recipient], _ connection: any SQLConnection
    ) throws -> [Identifier<User>] {
        let queries = NoticeQueries(connection)
        var people: Set<Identifier<User>> = []
        var named: Set<Identifier<User>> = []
        for recipient in Set(recipients) {
            switch recipient {
            case .person(let id): named.insert(id)
            case .unit(let body, let pairing, let side):
                people.formUnion(try queries.holders(.unit, pairing, side, body))
            case .office(let pairing, let side): people.formUnion(try queries.holders(.office, pairing, side, nil))
            }
        }
        for some in portions(of: named.sorted()) { people.formUnion(try queries.active(some)) }
        return people.sorted()
    }

    private func mail(
        for notices: [Notice], _ connection: any SQLConnection, at now: Instant
    ) throws -> [Delivery] {
        var choices: [Identifier<User>: NoticeChoices] = [:]
        for some in portions(of: notices.compactMap(\.account)) {
            choices.merge(try NoticeQueries(connection).choices(of: some)) { first, _ in first }
        }
        guard !choices.isEmpty else { return [] }
        let digestAt = QuietHours.digest.next(after: now, try WorkingCalendar.shipped.get())
        return notices.compactMap { notice in
            guard let choice = notice.account.flatMap({ choices[$0] }), choice.address != nil else { return nil }
            return Delivery(
                id: surroundings.identifier(), notice: notice, channel: .mail, robot: nil,
                nextAt: choice.isDigest ? digestAt : now, createdAt: now)
        }
    }

    private func callRobots(
        of recipients: [Recipient], _ content: NewNotice, _ connection: any SQLConnection, at now: Instant
    ) throws {
        for case .office(let pairing, let side) in Set(recipients) {
            for record in try RobotQueries(connection).all(of: pairing, side) where record.robot.isOn {
                let notice = Notice(id: surroundings.identifier(), account: nil, content: content, createdAt: now)
                try NoticeQueries(connection).insert([notice])
                try DeliveryQueries(connection).insert([
                    Delivery(
                        id: surroundings.identifier(), notice: notice, channel: record.robot.channel,
                        robot: record.robot.id, nextAt: now, createdAt: now)
                ])
            }
        }
    }

    /// Lists short enough for one condition.
    private func portions<Element>(of list: [Element]) -> [[Element]] {
        stride(from: 0, to: list.count, by: 500).map { Array(list[$0..<min($0 + 500, list.count)]) }
    }
}
