// SPDX-License-Identifier: Apache-2.0

/// What the reader found in a document, and what a clerk makes of it: the structure before it is adopted.
///
/// Printed as `jiedui/plan-draft/1` JSON by the document engine. All strings are repaired text; a source covers the
/// element's own text and nothing else, in Unicode scalars of the extracted text.
package struct PlanDraft: Hashable, Sendable {
    package var document = DraftDocument()
    /// The parts of a compilation; empty for a single document.
    package var parts: [DraftPart] = []
    /// The chapters before the tasks, flat, each with its path as ordinal.
    package var overall: [DraftChapter] = []
    package var areas: [DraftArea] = []
    package var safeguards: [DraftSafeguard] = []
    package var warnings: [Diagnostic] = []
    /// Warnings and doubts that a clerk has looked at and settled; what is read again does not bring them back.
    package var settled: [Diagnostic] = []

    package init() {}
}

/// What the document says about itself.
package struct DraftDocument: Hashable, Sendable {
    package var title: String?
    package var noticeTitle: String?
    package var documentNumber: String?
    package var issuers: [String] = []
    package var publisher: String?
    package var addressees: [String] = []
    /// The date of signature; never inferred from the number.
    package var issuedOn: CalendarDate?
    package var printedOn: CalendarDate?
    package var publishedOn: CalendarDate?
    package var period: YearSpan?
    /// The documents that the text cites as its basis.
    package var basedOn: [Citation] = []
    /// The paired places, with their full names as printed.
    package var pairs: [DraftPair] = []
    /// Paired counties or districts; only where the text pairs them.
    package var districtPairs: [DraftPair] = []
    package var copiedTo: [String] = []
    package var copies: Int?
    package var publicity: String?
    /// Of which fields the reader is unsure and why: each names its field as argument `field`.
    package var doubts: [Diagnostic] = []

    /// The fields of which a reader says how sure it is.
    package static let doubtedFields = [
        "title", "documentNumber", "issuers", "issuedOn", "printedOn", "period", "pairs", "basedOn",
    ]

    package init() {}
}

/// A document that the text cites, by title and number.
package struct Citation: Hashable, Sendable {
    package var title: String
    package var number: String?

    package init(title: String, number: String?) { (self.title, self.number) = (title, number) }
}

/// Two paired places, with their names as printed.
package struct DraftPair: Hashable, Sendable {
    package var oldArea: String
    package var eastern: String
    package var region: String?

    package init(oldArea: String, eastern: String, region: String? = nil) {
        (self.oldArea, self.eastern, self.region) = (oldArea, eastern, region)
    }
}

/// One document inside a compilation.
package struct DraftPart: Hashable, Sendable {
    /// What a part of a compilation is.
    package enum Kind: String, CaseIterable, Sendable {
        case cover, workPlan, plan, opinion, reading, meeting, notice, other
    }
    package var kind: Kind
    package var title: String?
    /// The whole part.
    package var source: DraftSource

    package init(kind: Kind, title: String?, source: DraftSource) {
        (self.kind, self.title, self.source) = (kind, title, source)
    }
}

/// A chapter, section or item before the tasks; its source covers the title.
package struct DraftChapter: Hashable, Sendable {
    package var ordinal: String
    package var title: String
    package var source: DraftSource
    /// Why the reader is unsure; empty where it is not.
    package var doubts: [Diagnostic] = []

    package init(ordinal: String, title: String, source: DraftSource) {
        (self.ordinal, self.title, self.source) = (ordinal, title, source)
    }
}

/// A range of the extracted text, with the page on which it begins where the format has pages.
package struct DraftSource: Hashable, Sendable {
    package var range: TextRange
    package var page: Int?

    package init(range: TextRange, page: Int? = nil) { (self.range, self.page) = (range, page) }
}

/// A chapter of tasks; its source covers the title.
package struct DraftArea: Hashable, Sendable {
    package var ordinal: String
    package var title: String
    /// The key task of the national work plan, 1 to 5.
    package var nationalArea: Int?
    package var source: DraftSource
    /// Why the reader is unsure; empty where it is not.
    package var doubts: [Diagnostic] = []
    package var tasks: [DraftTask] = []

    package init(ordinal: String, title: String, nationalArea: Int? = nil, source: DraftSource) {
        (self.ordinal, self.title, self.nationalArea, self.source) = (ordinal, title, nationalArea, source)
    }
}

/// A task as the document states it; its source covers the text.
package struct DraftTask: Hashable, Sendable {
    package var ordinal: String?
    /// The area's ordinal and the task's, as printed.
    package var path: String
    /// A heading between area and task that is not the area.
    package var group: String?
    package var title: String?
    /// The body: after the title, without the unit lists.
    package var text: String
    package var source: DraftSource
    /// 0…1
    package var confidence: Double
    /// Why the confidence is below 1.
    package var doubts: [Diagnostic] = []
    package var measures: [DraftMeasure] = []
    package var responsible = DraftResponsibility()
    package var targets: [DraftTarget] = []
    package var named: [DraftNamedThing] = []
    /// National clauses that the task carries out, best first; nil where nothing was compared.
    package var crosswalk: [String]?

    package init(ordinal: String?, path: String, title: String?, text: String, source: DraftSource, confidence: Double)
    {
        (self.ordinal, self.path, self.title, self.text) = (ordinal, path, title, text)
        (self.source, self.confidence) = (source, confidence)
    }
}

/// One sentence of a task or safeguard, with its closing full stop.
package struct DraftMeasure: Hashable, Sendable {
    package var text: String
    package var source: DraftSource
    package var verb: String?
    package var object: String?
    /// Why the reader is unsure; empty where it is not.
    package var doubts: [Diagnostic] = []

    package init(text: String, source: DraftSource, verb: String? = nil, object: String? = nil) {
        (self.text, self.source, self.verb, self.object) = (text, source, verb, object)
    }
}

/// Who must act: as printed, and what it means.
package struct DraftResponsibility: Hashable, Sendable {
    /// The units as printed, split at depth 0.
    package var printed: [String] = []
    /// The unit lists; empty where there is none.
    package var sources: [DraftSource] = []
    package var expanded: [DraftUnit] = []

    package init() {}
}

/// Who leads and who cooperates.
package enum DutyRole: String, CaseIterable, Sendable {
    case lead
    case cooperate
}

/// One unit that must act, or one group of units.
package struct DraftUnit: Hashable, Sendable {
    /// Which bodies a group of units takes in.
    package enum Scope: String, CaseIterable, Sendable {
        case counties, districts, departments, industrialParks, pairedCounties, cities, provinces
    }
    /// The one body, or the group of bodies, that a printed unit means.
    package enum Bearer: Hashable, Sendable {
        /// One body of one city (full name as printed); nil for bodies of the nation, a province or a firm.
        case unit(city: String?)
        /// Every body of a kind in these cities; empty where the text binds it to no city.
        case group(Scope, cities: [String])
    }
    package var bearer: Bearer
    package var unit: String
    /// nil where nobody leads.
    package var role: DutyRole?
    /// The printed list ends with "and others".
    package var isOpenList: Bool
    /// The text does not say which city has it.
    package var isUncertain: Bool
    /// The body that a clerk said it means; nil where nobody said so, and always in what the reader found.
    package var organisation: Identifier<Organisation>?

    package init(
        bearer: Bearer, unit: String, role: DutyRole? = nil, isOpenList: Bool = false, isUncertain: Bool = false
    ) {
        (self.bearer, self.unit, self.role) = (bearer, unit, role)
        (self.isOpenList, self.isUncertain) = (isOpenList, isUncertain)
    }
}

/// How often something is to happen; `regular` where the text says so without a number.
package enum Frequency: String, CaseIterable, Sendable {
    case year, month, regular
}

/// A phrase that sets a number, a date or a frequency for something to be done.
package struct DraftTarget: Hashable, Sendable {
    /// The year or the day by which a target is due.
    package enum Deadline: Hashable, Sendable {
        case year(Int)
        case date(CalendarDate)
    }
    package var text: String
    package var value: Double?
    package var unit: String?
    package var every: Frequency?
    package var by: Deadline?
    package var source: DraftSource
    /// Why the reader is unsure; empty where it is not.
    package var doubts: [Diagnostic] = []

    package init(
        text: String, value: Double? = nil, unit: String? = nil, every: Frequency? = nil, by: Deadline? = nil,
        source: DraftSource
    ) {
        (self.text, self.value, self.unit, self.every, self.by, self.source) = (text, value, unit, every, by, source)
    }
}

/// A platform, brand, park, route or the like that the text calls by name; its source covers the name.
package struct DraftNamedThing: Hashable, Sendable {
    package var name: String
    package var kind: String?
    package var verb: String?
    package var source: DraftSource
    /// Why the reader is unsure; empty where it is not.
    package var doubts: [Diagnostic] = []

    package init(name: String, kind: String? = nil, verb: String? = nil, source: DraftSource) {
        (self.name, self.kind, self.verb, self.source) = (name, kind, verb, source)
    }
}

/// An obligation about the cooperation itself.
package struct DraftSafeguard: Hashable, Sendable {
    package var ordinal: String
    package var title: String
    package var text: String
    package var source: DraftSource
    /// Why the reader is unsure; empty where it is not.
    package var doubts: [Diagnostic] = []
    package var measures: [DraftMeasure] = []
    package var responsible = DraftResponsibility()
    package var targets: [DraftTarget] = []
    package var named: [DraftNamedThing] = []
    package var obligations: [DraftObligation] = []

    package init(ordinal: String, title: String, text: String, source: DraftSource) {
        (self.ordinal, self.title, self.text, self.source) = (ordinal, title, text, source)
    }
}

/// What a safeguard obliges to: one per kind and sentence.
package struct DraftObligation: Hashable, Sendable {
    /// The kinds of obligations about the cooperation itself.
    package enum Kind: String, CaseIterable, Sendable {
        case visit, meeting, yearPlan, specialPlan, special, filing, evaluation, report, commendation, rectification
        case publicity, policy
    }
    package var kind: Kind
    package var every: Frequency?
    package var text: String
    package var source: DraftSource
    /// Why the reader is unsure; empty where it is not.
    package var doubts: [Diagnostic] = []

    package init(kind: Kind, every: Frequency?, text: String, source: DraftSource) {
        (self.kind, self.every, self.text, self.source) = (kind, every, text, source)
    }
}
