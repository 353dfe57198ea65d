// SPDX-License-Identifier: Apache-2.0
package import Domain

extension PlanDraft {
    /// The label that says what this draft says, as `jiedui/plan-label/1` JSON; `sourceFile` names the text, relative to
    /// the folder above the labels'. Names of persons are left out.
    ///
    /// `source` is the document's text where it is known: where it prints something else than the draft says, because
    /// somebody put a sign right, the label says so.
    package func labelJSON(sourceFile: String, source: SourceText? = nil) -> String {
        var writer = JSONWriter(pretty: true)
        let plan = JSONValue(text: json()).map { LabelledPlan($0) }
        let keys = plan?.tasks.map { $0.path.text } ?? []
        writer.object { writer in
            writer.string("schema", PlanLabel.schema)
            writer.key("leavesPersonsOut")
            writer.bool(true)
            writer.key("document")
            writer.object { writer in
                writer.string("sourceFile", sourceFile)
                writer.writeMembers(of: document)
            }
            writer.key("parts")
            writer.array(parts) { $0.write($1) }
            writer.key("overall")
            writer.array(overall) { $0.write(label: $1) }
            writer.key("areas")
            writer.array(areas) { $0.write(label: $1) }
            writer.key("safeguards")
            writer.array(safeguards) { $0.write(label: $1) }
            writer.key("namedPlatforms")
            writer.array(labelledNames(keys)) { $0.write(name: $1.name, at: $1.path) }
            guard let plan, let source else { return }
            writer.key("artefacts")
            writer.array(differences(of: plan, from: Scalars(text: source.text))) { writer, difference in
                writer.object { writer in
                    writer.string("raw", difference.printed)
                    writer.string("expected", difference.meant)
                }
            }
        }
        return hidingPersons(writer.text) + "\n"
    }

    /// What is called by name with the path under which the comparison finds it: a second task of a path has a prime.
    private func labelledNames(_ keys: [String]) -> [(name: DraftNamedThing, path: String)] {
        let tasks = areas.flatMap(\.tasks)
        let ofTasks = zip(tasks, keys).flatMap { task, key in task.named.map { ($0, key) } }
        // A safeguard with a task's number would be taken for the task.
        let own = safeguards.filter { !keys.contains(FoldedText($0.ordinal).asPlace.text) }
        return ofTasks + own.flatMap { safeguard in safeguard.named.map { ($0, safeguard.ordinal) } }
    }
}

extension JSONWriter {
    fileprivate mutating func write(label chapter: DraftChapter) {
        object { writer in
            writer.string("ordinal", chapter.ordinal)
            writer.string("title", chapter.title)
        }
    }

    fileprivate mutating func write(label area: DraftArea) {
        object { writer in
            writer.string("ordinal", area.ordinal)
            writer.string("title", area.title)
            writer.key("nationalArea")
            writer.integer(area.nationalArea)
            writer.key("tasks")
            writer.array(area.tasks) { $0.write(label: $1) }
        }
    }

    private mutating func write(label task: DraftTask) {
        object { writer in
            writer.string("ordinal", task.ordinal)
            writer.string("path", task.path)
            writer.optional("group", task.group)
            writer.string("title", task.title)
            writer.write(body: task.text)
            writer.write(label: task.measures)
            writer.write(label: task.responsible)
            writer.write(label: task.targets)
            if let crosswalk = task.crosswalk {
                writer.strings("crosswalk", Array(crosswalk.prefix(ScoreLimits.clauses)))
            }
        }
    }

    fileprivate mutating func write(label safeguard: DraftSafeguard) {
        object { writer in
            writer.string("ordinal", safeguard.ordinal)
            writer.string("title", safeguard.title)
            writer.write(body: safeguard.text)
            writer.write(label: safeguard.measures)
            if !safeguard.responsible.printed.isEmpty { writer.write(label: safeguard.responsible) }
            writer.write(label: safeguard.targets)
            writer.key("obligations")
            writer.array(safeguard.obligations) { writer, obligation in
                writer.object { writer in
                    writer.string("kind", obligation.kind.rawValue)
                    writer.string("every", obligation.every?.rawValue)
                    writer.string("text", obligation.text)
                }
            }
        }
    }

    /// How a body begins and ends, and how long it is. Of one without words nothing can be measured.
    private mutating func write(body text: String) {
        let characters = text.filter { !$0.isWhitespace }
        guard !characters.isEmpty else {
            key("truncated")
            return bool(true)
        }
        string("bodyStartsWith", String(characters.prefix(16)))
        string("bodyEndsWith", String(characters.suffix(16)))
        key("bodyChars")
        integer(FoldedText(text).count)
    }

    private mutating func write(label measures: [DraftMeasure]) {
        key("measures")
        integer(measures.count)
        key("measureList")
        array(measures) { writer, measure in writer.object { $0.string("text", measure.text) } }
    }

    /// A body that a list names twice with two roles is labelled with the role of its last mention alone, by which it
    /// is compared.
    private mutating func write(label responsible: DraftResponsibility) {
        strings("responsible", responsible.printed)
        key("responsibleExpanded")
        let units = responsible.expanded
        array(units.indices) { writer, index in
            var unit = units[index]
            unit.organisation = nil
            if units[(index + 1)...].contains(where: { $0.isSameBearer(as: unit) && $0.role != unit.role }) {
                unit.role = nil
            }
            writer.write(unit, confidence: nil)
        }
    }

    private mutating func write(label targets: [DraftTarget]) {
        key("targets")
        array(targets) { writer, target in writer.object { $0.writeMembers(of: target) } }
    }

    fileprivate mutating func write(name: DraftNamedThing, at path: String) {
        object { writer in
            writer.string("name", name.name)
            writer.string("quote", name.name)
            writer.string("path", path)
        }
    }
}

extension DraftUnit {
    fileprivate func isSameBearer(as other: DraftUnit) -> Bool {
        switch (bearer, other.bearer) {
        case (.unit(let city), .unit(let another)):
            FoldedText(city) == FoldedText(another) && FoldedText(unit).asUnit == FoldedText(other.unit).asUnit
        case (.group(let scope, let cities), .group(let another, let others)):
            scope == another && Set(cities) == Set(others)
        default: false
        }
    }
}
