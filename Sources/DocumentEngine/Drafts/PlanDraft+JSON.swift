// SPDX-License-Identifier: Apache-2.0
package import Domain

extension PlanDraft {
    /// The name of the format that `json` writes.
    package static let schema = "jiedui/plan-draft/1"

    /// The draft as `jiedui/plan-draft/1` JSON. `messages` renders a warning or doubt as a sentence; where drafts are
    /// only stored, the default leaves the code. Beyond the schema it writes `arguments` of warnings and `doubts` of
    /// tasks, so that reading it again gives the same draft.
    package func json(pretty: Bool = false, messages: (Diagnostic) -> String = { $0.code }) -> String {
        var writer = JSONWriter(pretty: pretty)
        writer.object { writer in
            writer.key("schema")
            writer.string(Self.schema)
            writer.key("document")
            writer.write(document)
            if !parts.isEmpty {
                writer.key("parts")
                writer.array(parts) { $0.write($1) }
            }
            writer.key("overall")
            writer.array(overall) { $0.write($1) }
            writer.key("areas")
            writer.array(areas) { $0.write($1, messages) }
            writer.key("safeguards")
            writer.array(safeguards) { $0.write($1) }
            writer.key("warnings")
            writer.array(warnings) { $0.write($1, messages) }
        }
        return writer.text
    }
}

extension JSONWriter {
    fileprivate mutating func strings(_ key: StaticString, _ values: [String]) {
        self.key(key)
        array(values) { $0.string($1) }
    }

    fileprivate mutating func string(_ key: StaticString, _ value: String?) {
        self.key(key)
        string(value)
    }

    fileprivate mutating func optional(_ key: StaticString, _ value: String?) {
        if let value { string(key, value) }
    }

    fileprivate mutating func write(_ document: DraftDocument) {
        object { writer in
            writer.string("title", document.title)
            writer.string("noticeTitle", document.noticeTitle)
            writer.string("documentNumber", document.documentNumber)
            writer.strings("issuers", document.issuers)
            writer.string("publisher", document.publisher)
            writer.strings("addressees", document.addressees)
            writer.string("issuedOn", document.issuedOn?.description)
            writer.string("printedOn", document.printedOn?.description)
            writer.string("publishedOn", document.publishedOn?.description)
            writer.key("period")
            writer.write(document.period)
            writer.key("basedOn")
            writer.array(document.basedOn) { $0.write($1) }
            writer.key("pairs")
            writer.array(document.pairs) { $0.write($1) }
            writer.writeImprint(document)
        }
    }

    private mutating func writeImprint(_ document: DraftDocument) {
        if !document.districtPairs.isEmpty {
            key("districtPairs")
            array(document.districtPairs) { $0.write($1) }
        }
        if !document.copiedTo.isEmpty { strings("copiedTo", document.copiedTo) }
        if let copies = document.copies {
            key("copies")
            integer(copies)
        }
        optional("publicity", document.publicity)
    }

    private mutating func write(_ period: YearSpan?) {
        guard let period else { return null() }
        object { writer in
            writer.key("from")
            writer.integer(period.from)
            writer.key("to")
            writer.integer(period.to)
        }
    }

    private mutating func write(_ citation: Citation) {
        object { writer in
            writer.string("title", citation.title)
            writer.string("number", citation.number)
        }
    }

    private mutating func write(_ pair: DraftPair) {
        object { writer in
            writer.string("oldArea", pair.oldArea)
            writer.string("eastern", pair.eastern)
            writer.optional("region", pair.region)
        }
    }

    fileprivate mutating func write(_ part: DraftPart) {
        object { writer in
            writer.string("kind", part.kind.rawValue)
            writer.string("title", part.title)
            writer.write(source: part.source)
        }
    }

    fileprivate mutating func write(_ chapter: DraftChapter) {
        object { writer in
            writer.string("ordinal", chapter.ordinal)
            writer.string("title", chapter.title)
            writer.write(source: chapter.source)
        }
    }

    private mutating func write(source: DraftSource) {
        key("source")
        write(source)
    }

    private mutating func write(_ source: DraftSource) {
        write(source.range, page: source.page)
    }

    private mutating func write(_ range: TextRange, page: Int?) {
        object { writer in
            writer.key("from")
            writer.integer(range.from)
            writer.key("to")
            writer.integer(range.to)
            if let page {
                writer.key("page")
                writer.integer(page)
            }
        }
    }

    fileprivate mutating func write(_ area: DraftArea, _ messages: (Diagnostic) -> String) {
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

    fileprivate mutating func write(_ safeguard: DraftSafeguard) {
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

    private mutating func write(_ unit: DraftUnit) {
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
                writer.string("text", target.text)
                writer.key("value")
                writer.number(target.value)
                writer.string("unit", target.unit)
                writer.string("every", target.every?.rawValue)
                writer.key("by")
                switch target.by {
                case .year(let year): writer.integer(year)
                case .date(let date): writer.string(date.description)
                case nil: writer.null()
                }
                writer.write(source: target.source)
            }
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

    fileprivate mutating func write(_ diagnostic: Diagnostic, _ messages: (Diagnostic) -> String) {
        object { writer in
            writer.string("code", diagnostic.code)
            writer.string("message", messages(diagnostic))
            if !diagnostic.arguments.isEmpty {
                writer.key("arguments")
                writer.write(arguments: diagnostic.arguments)
            }
            if let range = diagnostic.source {
                writer.key("source")
                writer.write(range, page: nil)
            }
        }
    }

    /// Pairs rather than an object: their names are data.
    private mutating func write(arguments: [String: String]) {
        array(arguments.sorted { $0.key < $1.key }) { writer, argument in
            writer.array([argument.key, argument.value]) { $0.string($1) }
        }
    }
}
