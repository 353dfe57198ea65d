// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// Which lights and slips offices chose.
package struct LightQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    /// The choices that hold, one for each pairing that has any.
    package func inForce() throws -> [LightChoice] {
        try select(
            SQLCondition(
                """
                number = (SELECT max(o.number) FROM light_choice o
                    WHERE o.pairing_id = light_choice.pairing_id AND o.agreed_at IS NOT NULL)
                """))
    }

    /// All choices of a pairing, the latest first; one that only one office wants yet stands first.
    package func all(of pairing: Identifier<Pairing>) throws -> [LightChoice] {
        try select(SQLCondition("pairing_id = ?", [.id(pairing)])).reversed()
    }

    package func insert(_ choice: LightChoice) throws {
        try connection.insert(
            into: "light_choice", Self.columns,
            rows: [
                [
                    .id(choice.pairing), .integer(choice.number), .text(choice.preset), .integer(choice.version),
                    .filled(numbersText(choice.numbers)), .choice(choice.side), .at(choice.proposedAt),
                    .id(choice.proposedBy.account), .text(choice.proposedBy.name), .at(choice.agreedAt),
                    .id(choice.agreedBy?.account), .text(choice.agreedBy?.name),
                ]
            ])
    }

    /// Returns false where somebody else has agreed to it or taken it back.
    package func agree(_ choice: LightChoice) throws -> Bool {
        try connection.run(
            """
            UPDATE light_choice SET agreed_at = ?, agreed_by = ?, agreer = ?
            WHERE pairing_id = ? AND number = ? AND agreed_at IS NULL
            """,
            [
                .at(choice.agreedAt), .id(choice.agreedBy?.account), .text(choice.agreedBy?.name),
                .id(choice.pairing), .integer(choice.number),
            ]) == 1
    }

    /// Takes back what not both have agreed to. Returns false where they have.
    package func remove(_ choice: LightChoice) throws -> Bool {
        try connection.run(
            "DELETE FROM light_choice WHERE pairing_id = ? AND number = ? AND agreed_at IS NULL",
            [.id(choice.pairing), .integer(choice.number)]) == 1
    }

    private static let columns = [
        "pairing_id", "number", "preset", "version", "numbers", "side", "proposed_at", "proposed_by", "proposer",
        "agreed_at", "agreed_by", "agreer",
    ]

    private func select(_ condition: SQLCondition) throws -> [LightChoice] {
        try connection.rows(
            """
            SELECT \(Self.columns.joined(separator: ", ")) FROM light_choice WHERE \(condition.sql)
            ORDER BY pairing_id, number
            """, condition.arguments
        ).map { row in
            LightChoice(
                pairing: try row.id(0), number: try row.integer(1), preset: try row.text(2),
                version: try row.integer(3), numbers: numbers(try row.textOrNil(4)), side: try row.choice(5),
                proposedAt: try row.instant(6),
                proposedBy: SignedBy(account: try row.idOrNil(7), name: try row.text(8)),
                agreedAt: try row.instantOrNil(9), agreedBy: try row.signature(10))
        }
    }

    // MARK: Slips

    /// Every choice of slips, in the order in which they were made; of one pairing where it is given.
    package func slips(of pairing: Identifier<Pairing>? = nil) throws -> [SlipChoice] {
        let condition = pairing.map { SQLCondition("pairing_id = ?", [.id($0)]) } ?? SQLCondition("1 = 1")
        return try connection.rows(
            """
            SELECT pairing_id, side, number, preset, at, by_id, by_name FROM slip_choice WHERE \(condition.sql)
            ORDER BY pairing_id, side, number
            """, condition.arguments
        ).map { row in
            SlipChoice(
                pairing: try row.id(0), side: try row.choice(1), number: try row.integer(2), preset: try row.text(3),
                at: try row.instant(4), by: SignedBy(account: try row.idOrNil(5), name: try row.text(6)))
        }
    }

    package func insert(_ choice: SlipChoice) throws {
        try connection.insert(
            into: "slip_choice", ["pairing_id", "side", "number", "preset", "at", "by_id", "by_name"],
            rows: [
                [
                    .id(choice.pairing), .choice(choice.side), .integer(choice.number), .text(choice.preset),
                    .at(choice.at), .id(choice.by.account), .text(choice.by.name),
                ]
            ])
    }
}

/// `late.lag=150;near.daysLeft=7`
func numbersText(_ numbers: [String: Int]) -> String {
    numbers.sorted { $0.key < $1.key }.map { $0.key + "=" + String($0.value) }.joined(separator: ";")
}

func numbers(_ text: String?) -> [String: Int] {
    var found: [String: Int] = [:]
    for part in (text ?? "").split(separator: ";") {
        let sides = part.split(separator: "=").map(String.init)
        if sides.count == 2, let value = Int(sides[1]) { found[sides[0]] = value }
    }
    return found
}
