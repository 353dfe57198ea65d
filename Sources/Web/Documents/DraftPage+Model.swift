// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

extension DraftPage {
    /// The page of `detail`; `editing` is the place whose forms are open.
    init(
        _ detail: DraftDetail, editing: DraftPlace?, stale: Stale? = nil, failures: Failures = .none,
        typed: FormFields? = nil, _ phrases: Phrases
    ) {
        let plan = detail.draft.plan
        let editing = detail.mayCorrect && detail.draft.state == .open ? editing : nil
        let findings = detail.findings.enumerated().map { Finding($1, number: $0 + 1, plan: plan, phrases) }
        let open = editing.map { Editing(place: $0, bodies: detail.bodies, typed: typed) }
        let words = WeakWords(detail.source)
        let perPlace = Dictionary(grouping: detail.findings.compactMap(\.place), by: { $0 }).mapValues(\.count)
        self.init(
            id: detail.draft.id.text, revision: detail.draft.revision,
            title: plan.document.title ?? detail.document.fileName, fileName: detail.document.fileName,
            document: detail.document.id.text, pairing: detail.pairing.code,
            pairingLabel: detail.pairing.label(in: phrases.language),
            state: phrases("draft.state." + detail.draft.state.rawValue), isOpen: detail.draft.state == .open,
            isAdopted: detail.draft.state == .adopted, mayCorrect: detail.mayCorrect && detail.draft.state == .open,
            mayAdopt: detail.mayAdopt && detail.draft.state == .open, canUndo: detail.canUndo, canRedo: detail.canRedo,
            changedBy: detail.draft.changedBy, changedAt: detail.draft.changedAt.minuteText,
            fields: Self.fields(of: plan, phrases),
            areas: plan.areas.indices.map {
                Area(plan, $0, editing: open, findings: perPlace, detail.clauses, words, phrases)
            },
            safeguards: plan.safeguards.indices.map { Item(safeguard: $0, of: plan, editing: open, words, phrases) },
            counts: DraftCounts(plan, findings: detail.findings.count), findings: findings,
            settled: plan.settled.reversed().map { phrases("diagnostic." + $0.code, $0.arguments.byKey) }, stale: stale,
            failures: failures, offer: detail.offer.map { Offer($0, phrases) },
            label: Address.draftLabel.path(detail.draft.id.text),
            source: renderSource(detail.source, of: detail.document, plan: plan, phrases).string,
            access: detail.mayExplain ? Address.access.path("draft", detail.draft.id.text) : nil,
            history: HistoryView(detail.history, phrases), watching: Watching(detail.history, part: "#draft"),
            documentAccess: detail.mayExplain ? Address.access.path("document", detail.document.id.text) : nil,
            heldAgainst: detail.clauses.map { ReferenceLine($0.reference, phrases) },
            references: detail.references.map { ReferenceLine($0, phrases) },
            referenceChoices: detail.referenceChoices.map { choice in
                let side = Side(rawValue: choice.rawValue).map { detail.pairing.party($0, in: phrases.language) }
                let label = phrases("crosswalk.reach." + choice.rawValue, ["place": side ?? ""])
                return Choice(value: choice.rawValue, label: label, isChosen: false)
            })
    }

    private static func fields(of plan: PlanDraft, _ phrases: Phrases) -> [Field] {
        let document = plan.document
        let values: [(String, String?)] = [
            ("title", document.title), ("documentNumber", document.documentNumber), ("period", document.period?.text),
            ("issuedOn", document.issuedOn?.description),
        ]
        return values.map {
            Field(
                name: $0.0, label: phrases("draft.field." + $0.0), value: $0.1 ?? "",
                hint: phrases("draft.field." + $0.0 + ".hint"), seen: plan.seen(field: $0.0).text)
        }
    }
}

extension DraftCounts {
    init(_ plan: PlanDraft, findings: Int) {
        let tasks = plan.areas.flatMap(\.tasks)
        self.init(
            areas: plan.areas.count, tasks: tasks.count, safeguards: plan.safeguards.count,
            units: Set(tasks.flatMap(\.responsible.expanded)).count, findings: findings)
    }
}

extension DraftPage.Finding {
    fileprivate init(_ finding: DraftFinding, number: Int, plan: PlanDraft, _ phrases: Phrases) {
        self.init(
            number: number, text: phrases("diagnostic." + finding.diagnostic.code, finding.diagnostic.arguments.byKey),
            place: finding.place?.key, label: finding.place.flatMap { plan.label(of: $0) },
            key: finding.isOfReading ? finding.diagnostic.key : nil,
            confidence: finding.confidence > 0 ? Int((finding.confidence * 100).rounded()) : nil)
    }
}

extension PlanDraft {
    /// The number by which a place is found on paper.
    func label(of place: DraftPlace) -> String? {
        switch place {
        case .area(let area): areas.indices.contains(area) ? areas[area].ordinal : nil
        case .task(let area, let task):
            areas.indices.contains(area) && areas[area].tasks.indices.contains(task)
                ? areas[area].tasks[task].path : nil
        case .safeguard(let safeguard): safeguards.indices.contains(safeguard) ? safeguards[safeguard].ordinal : nil
        }
    }
}

extension DraftPage.Area {
    fileprivate init(
        _ plan: PlanDraft, _ index: Int, editing: DraftPage.Editing?, findings: [DraftPlace: Int],
        _ clauses: DraftClauses?, _ words: WeakWords, _ phrases: Phrases
    ) {
        let area = plan.areas[index]
        let place = DraftPlace.area(index)
        self.init(
            key: place.key, ordinal: area.ordinal, title: area.title, findings: findings[place],
            editor: editing?.place == place ? .init(area: index, of: plan, editing) : nil,
            tasks: area.tasks.indices.map { task in
                var item = DraftPage.Item(task: task, area: index, of: plan, editing: editing, words, phrases)
                if let clauses {
                    let id = clauses.reference.reference.id.text
                    item.clauses = clauses.links[index][task].map { ClauseLine($0.clause, of: id) }
                    item.goesBeyond = item.clauses.isEmpty
                }
                return item
            })
    }
}

extension DraftPage.Item {
    fileprivate init(
        task index: Int, area: Int, of plan: PlanDraft, editing: DraftPage.Editing?, _ words: WeakWords,
        _ phrases: Phrases
    ) {
        let task = plan.areas[area].tasks[index]
        let place = DraftPlace.task(area: area, task: index)
        self.init(
            key: place.key, ordinal: task.path, title: task.title,
            text: words.html(of: task.text, in: task.source.range, phrases),
            units: UnitGroup.groups(of: task.responsible.expanded, phrases),
            doubts: task.everyDoubt.map { phrases("diagnostic." + $0.code, $0.arguments.byKey) },
            page: task.source.page,
            editor: editing?.place == place ? .init(task: index, area: area, of: plan, editing, phrases) : nil)
    }

    fileprivate init(
        safeguard index: Int, of plan: PlanDraft, editing: DraftPage.Editing?, _ words: WeakWords, _ phrases: Phrases
    ) {
        let safeguard = plan.safeguards[index]
        let place = DraftPlace.safeguard(index)
        self.init(
            key: place.key, ordinal: safeguard.ordinal, title: safeguard.title,
            text: words.html(of: safeguard.text, in: safeguard.source.range, phrases),
            units: UnitGroup.groups(of: safeguard.responsible.expanded, phrases),
            doubts: safeguard.everyDoubt.map { phrases("diagnostic." + $0.code, $0.arguments.byKey) },
            page: safeguard.source.page,
            editor: editing?.place == place ? .init(safeguard: index, of: plan, editing, phrases) : nil)
    }
}

extension UnitGroup {
    /// The units by city in the order of their first mention.
    static func groups(of units: [DraftUnit], _ phrases: Phrases) -> [UnitGroup] {
        var cities: [String?] = []
        var found: [String?: [Unit]] = [:]
        for unit in units {
            for city in unit.cities {
                if found[city] == nil { cities.append(city) }
                found[city, default: []].append(
                    Unit(
                        name: unit.unit, role: unit.role.map { phrases("duty." + $0.rawValue) },
                        isLead: unit.role == .lead, isUncertain: unit.isUncertain))
            }
        }
        return cities.map { UnitGroup(city: $0, units: found[$0] ?? []) }
    }
}

extension DraftUnit {
    fileprivate var cities: [String?] {
        switch bearer {
        case .unit(let city): [city]
        case .group(_, let cities): cities.isEmpty ? [nil] : cities
        }
    }
}
