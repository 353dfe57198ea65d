// SPDX-License-Identifier: Apache-2.0

/// An imported document against which plans are held: the national work plan, a province's, or one that an office
/// holds its own pairing against. Its clauses were copied when it was set, so that later corrections change no link.
package struct ReferencePlan: Hashable, Sendable {
    /// The pairings whose plans are held against it.
    package enum Reach: Hashable, Sendable {
        case nation
        /// Every pairing with a side in this province.
        case province(DivisionCode)
        /// This pairing and those within it.
        case pairing(Identifier<Pairing>)
    }
    package let id: Identifier<ReferencePlan>
    package let reach: Reach
    package let title: String
    package let document: Identifier<Document>
    package let draft: Identifier<Draft>
    package let setAt: Instant
    package let setBy: String
    /// When a newer one took its place; nil while it is in force.
    package var replacedAt: Instant?
    package var successor: Identifier<ReferencePlan>?
    /// True for the invented one of the demonstration.
    package let isSample: Bool

    package init(
        id: Identifier<ReferencePlan>, reach: Reach, title: String, document: Identifier<Document>,
        draft: Identifier<Draft>, setAt: Instant, setBy: String, replacedAt: Instant? = nil,
        successor: Identifier<ReferencePlan>? = nil, isSample: Bool = false
    ) {
        (self.id, self.reach, self.title, self.document, self.draft) = (id, reach, title, document, draft)
        (self.setAt, self.setBy, self.replacedAt, self.successor) = (setAt, setBy, replacedAt, successor)
        self.isSample = isSample
    }

    package var isInForce: Bool { replacedAt == nil }
}

/// One sentence of a task of a reference plan.
package struct ReferenceClause: Hashable, Sendable {
    /// Its place among the clauses of its reference, from 1: its name in addresses.
    package let number: Int
    /// The path of its task and the number of its sentence.
    package let id: String
    /// The title of the area that holds it.
    package let area: String
    package let text: String
    package let source: DraftSource

    package init(number: Int, id: String, area: String, text: String, source: DraftSource) {
        (self.number, self.id, self.area, self.text, self.source) = (number, id, area, text, source)
    }
}

/// A clause that a task carries out.
package struct ClauseLink: Hashable, Sendable {
    /// The clause's number in its reference.
    package let clause: Int
    /// How like the wordings are, in thousandths; nil where a person named the clause and the program had not.
    package let likeness: Int?

    package init(clause: Int, likeness: Int?) { (self.clause, self.likeness) = (clause, likeness) }
}
