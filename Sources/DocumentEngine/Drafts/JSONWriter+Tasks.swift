// SPDX-License-Identifier: Apache-2.0
import Domain

/// Areas, tasks and safeguards with what was read in their words.
extension JSONWriter {
    mutating func write(_ area: DraftArea, _ messages: (Diagnostic) -> String) {
        object { writer in
            writer.string("ordinal", area.ordinal)
            writer.string("title", area.title)
            writer.key("nationalArea")
            writer.integer(area.nationalArea)
            writer.write(source: area.source)
            writer.write(sureness: area, messages)
            writer.key("tasks")
            writer.array(area.tasks) { $0.write($1, messages) }
        }
    }

    private mutating func write(_ task: DraftTask, _ messages: (Diagnostic) -> String) {
        object { writer in
            writer.string("ordinal", task.ordinal)
            writer.string("path", task.path)
            writer.optional("group", task.group)
            writer.string("title", task.title)
            writer.string("text", task.text)
            writer.write(source: task.source)
            writer.key("confidence")
            writer.number(task.confidence)
            writer.write(doubts: task.doubts, messages)
            writer.write(measures: task.measures, messages)
            writer.write(task.responsible, task.doubts)
            writer.write(targets: task.targets, messages)
            writer.write(named: task.named, messages)
            if let crosswalk = task.crosswalk { writer.strings("crosswalk", crosswalk) }
        }
    }

    /// How sure the reader is of an element, and why not wholly.
    mutating func write(sureness element: some DoubtedElement, _ messages: (Diagnostic) -> String) {
        key("confidence")
        number(element.sureness)
        write(doubts: element.doubts, messages)
    }

    mutating func write(doubts: [Diagnostic], _ messages: (Diagnostic) -> String) {
        guard !doubts.isEmpty else { return }
        key("doubts")
        array(doubts) { $0.write($1, messages) }
    }

    mutating func write(_ safeguard: DraftSafeguard, _ messages: (Diagnostic) -> String) {
        object { writer in
            writer.string("ordinal", safeguard.ordinal)
            writer.string("title", safeguard.title)
            writer.string("text", safeguard.text)
            writer.write(source: safeguard.source)
            writer.write(sureness: safeguard, messages)
            writer.write(measures: safeguard.measures, messages)
            if safeguard.responsible != DraftResponsibility() {
                writer.write(safeguard.responsible, safeguard.doubts)
            }
            writer.write(targets: safeguard.targets, messages)
            writer.write(named: safeguard.named, messages)
            writer.key("obligations")
            writer.array(safeguard.obligations) { $0.write($1, messages) }
        }
    }

    private mutating func write(measures: [DraftMeasure], _ messages: (Diagnostic) -> String) {
        key("measures")
        array(measures) { writer, measure in
            writer.object { writer in
                writer.string("text", measure.text)
                writer.write(source: measure.source)
                writer.optional("verb", measure.verb)
                writer.optional("object", measure.object)
                writer.write(sureness: measure, messages)
            }
        }
    }

    private mutating func write(_ responsible: DraftResponsibility, _ doubts: [Diagnostic]) {
        strings("responsible", responsible.printed)
        if responsible.sources.count == 1 {
            key("responsibleSource")
            write(responsible.sources[0])
        } else if !responsible.sources.isEmpty {
            key("responsibleSource")
            array(responsible.sources) { $0.write($1) }
        }
        key("responsibleExpanded")
        array(responsible.expanded) { writer, unit in
            // The doubts stand with the task; a unit's own name it.
            let own = doubts.filter { doubt in doubt.arguments["unit"].map(unit.unit.hasSuffix) ?? false }
            writer.write(unit, confidence: own.confidence)
        }
    }

    /// `confidence` is nil where nothing says how sure the unit is.
    mutating func write(_ unit: DraftUnit, confidence: Double?) {
        object { writer in
            switch unit.bearer {
            case .unit(let city):
                writer.string("city", city)
            case .group(let scope, let cities):
                writer.string("scope", scope.rawValue)
                writer.strings("cities", cities)
            }
            writer.string("unit", unit.unit)
            writer.optional("role", unit.role?.rawValue)
            if unit.isOpenList { writer.flag("openList") }
            if unit.isUncertain { writer.flag("uncertain") }
            writer.optional("organisation", unit.organisation?.text)
            if let confidence {
                writer.key("confidence")
                writer.number(confidence)
            }
        }
    }

    private mutating func flag(_ name: StaticString) {
        key(name)
        bool(true)
    }

    private mutating func write(targets: [DraftTarget], _ messages: (Diagnostic) -> String) {
        key("targets")
        array(targets) { writer, target in
            writer.object { writer in
                writer.writeMembers(of: target)
                writer.write(source: target.source)
                writer.write(sureness: target, messages)
            }
        }
    }

    /// What an object of a target holds besides its source.
    mutating func writeMembers(of target: DraftTarget) {
        string("text", target.text)
        key("value")
        number(target.value)
        string("unit", target.unit)
        string("every", target.every?.rawValue)
        key("by")
        switch target.by {
        case .year(let year): integer(year)
        case .date(let date): string(date.description)
        case nil: null()
        }
    }

    private mutating func write(named: [DraftNamedThing], _ messages: (Diagnostic) -> String) {
        key("named")
        array(named) { writer, thing in
            writer.object { writer in
                writer.string("name", thing.name)
                writer.optional("kind", thing.kind)
                writer.optional("verb", thing.verb)
                writer.write(source: thing.source)
                writer.write(sureness: thing, messages)
            }
        }
    }

    private mutating func write(_ obligation: DraftObligation, _ messages: (Diagnostic) -> String) {
        object { writer in
            writer.string("kind", obligation.kind.rawValue)
            writer.string("every", obligation.every?.rawValue)
            writer.string("text", obligation.text)
            writer.write(source: obligation.source)
            writer.write(sureness: obligation, messages)
        }
    }
}
