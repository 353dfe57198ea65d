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
            if !task.doubts.isEmpty {
                writer.key("doubts")
                writer.array(task.doubts) { $0.write($1, messages) }
            }
            writer.write(measures: task.measures)
            writer.write(task.responsible)
            writer.write(targets: task.targets)
            writer.write(named: task.named)
            if let crosswalk = task.crosswalk { writer.strings("crosswalk", crosswalk) }
        }
    }

    mutating func write(_ safeguard: DraftSafeguard) {
        object { writer in
            writer.string("ordinal", safeguard.ordinal)
            writer.string("title", safeguard.title)
            writer.string("text", safeguard.text)
            writer.write(source: safeguard.source)
            writer.write(measures: safeguard.measures)
            if safeguard.responsible != DraftResponsibility() { writer.write(safeguard.responsible) }
            writer.write(targets: safeguard.targets)
            writer.write(named: safeguard.named)
            writer.key("obligations")
            writer.array(safeguard.obligations) { $0.write($1) }
        }
    }

    private mutating func write(measures: [DraftMeasure]) {
        key("measures")
        array(measures) { writer, measure in
            writer.object { writer in
                writer.string("text", measure.text)
                writer.write(source: measure.source)
                writer.optional("verb", measure.verb)
                writer.optional("object", measure.object)
            }
        }
    }

    private mutating func write(_ responsible: DraftResponsibility) {
        strings("responsible", responsible.printed)
        if responsible.sources.count == 1 {
            key("responsibleSource")
            write(responsible.sources[0])
        } else if !responsible.sources.isEmpty {
            key("responsibleSource")
            array(responsible.sources) { $0.write($1) }
        }
        key("responsibleExpanded")
        array(responsible.expanded) { $0.write($1) }
    }

    mutating func write(_ unit: DraftUnit) {
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
        }
    }

    private mutating func flag(_ name: StaticString) {
        key(name)
        bool(true)
    }

    private mutating func write(targets: [DraftTarget]) {
        key("targets")
        array(targets) { writer, target in
            writer.object { writer in
                writer.writeMembers(of: target)
                writer.write(source: target.source)
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

    private mutating func write(named: [DraftNamedThing]) {
        key("named")
        array(named) { writer, thing in
            writer.object { writer in
                writer.string("name", thing.name)
                writer.optional("kind", thing.kind)
                writer.optional("verb", thing.verb)
                writer.write(source: thing.source)
            }
        }
    }

    private mutating func write(_ obligation: DraftObligation) {
        object { writer in
            writer.string("kind", obligation.kind.rawValue)
            writer.string("every", obligation.every?.rawValue)
            writer.string("text", obligation.text)
            writer.write(source: obligation.source)
        }
    }
}
