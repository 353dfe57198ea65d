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
            writer.write(document, messages)
            if !parts.isEmpty {
                writer.key("parts")
                writer.array(parts) { $0.write($1) }
            }
            writer.key("overall")
            writer.array(overall) { $0.write($1, messages) }
            writer.key("areas")
            writer.array(areas) { $0.write($1, messages) }
            writer.key("safeguards")
            writer.array(safeguards) { $0.write($1, messages) }
            writer.key("warnings")
            writer.array(warnings) { $0.write($1, messages) }
            if !settled.isEmpty {
                writer.key("settled")
                writer.array(settled) { $0.write($1, messages) }
            }
        }
        return writer.text
    }
}

extension JSONWriter {
    mutating func strings(_ key: StaticString, _ values: [String]) {
        self.key(key)
        array(values) { $0.string($1) }
    }

    mutating func string(_ key: StaticString, _ value: String?) {
        self.key(key)
        string(value)
    }

    mutating func optional(_ key: StaticString, _ value: String?) {
        if let value { string(key, value) }
    }

    mutating func write(_ document: DraftDocument, _ messages: (Diagnostic) -> String) {
        object { writer in
            writer.writeMembers(of: document)
            writer.key("confidence")
            writer.object { writer in
                for field in DraftDocument.doubtedFields {
                    writer.member(field)
                    writer.number(document.doubts.filter { $0.arguments["field"] == field }.confidence)
                }
            }
            writer.write(doubts: document.doubts, messages)
        }
    }

    /// What an object of the document holds.
    mutating func writeMembers(of document: DraftDocument) {
        string("title", document.title)
        string("noticeTitle", document.noticeTitle)
        string("documentNumber", document.documentNumber)
        strings("issuers", document.issuers)
        string("publisher", document.publisher)
        strings("addressees", document.addressees)
        string("issuedOn", document.issuedOn?.description)
        string("printedOn", document.printedOn?.description)
        string("publishedOn", document.publishedOn?.description)
        key("period")
        write(document.period)
        key("basedOn")
        array(document.basedOn) { $0.write($1) }
        key("pairs")
        array(document.pairs) { $0.write($1) }
        writeImprint(document)
    }

    mutating func writeImprint(_ document: DraftDocument) {
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

    mutating func write(_ period: YearSpan?) {
        guard let period else { return null() }
        object { writer in
            writer.key("from")
            writer.integer(period.from)
            writer.key("to")
            writer.integer(period.to)
        }
    }

    mutating func write(_ citation: Citation) {
        object { writer in
            writer.string("title", citation.title)
            writer.string("number", citation.number)
        }
    }

    mutating func write(_ pair: DraftPair) {
        object { writer in
            writer.string("oldArea", pair.oldArea)
            writer.string("eastern", pair.eastern)
            writer.optional("region", pair.region)
        }
    }

    mutating func write(_ part: DraftPart) {
        object { writer in
            writer.string("kind", part.kind.rawValue)
            writer.string("title", part.title)
            writer.write(source: part.source)
        }
    }

    mutating func write(_ chapter: DraftChapter, _ messages: (Diagnostic) -> String) {
        object { writer in
            writer.string("ordinal", chapter.ordinal)
            writer.string("title", chapter.title)
            writer.write(source: chapter.source)
            writer.write(sureness: chapter, messages)
        }
    }

    mutating func write(source: DraftSource) {
        key("source")
        write(source)
    }

    mutating func write(_ source: DraftSource) {
        write(source.range, page: source.page)
    }

    mutating func write(_ range: TextRange, page: Int?) {
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

    mutating func write(_ diagnostic: Diagnostic, _ messages: (Diagnostic) -> String) {
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
    mutating func write(arguments: DiagnosticArguments) {
        array(arguments.sorted) { writer, argument in
            writer.array([argument.key, argument.value]) { $0.string($1) }
        }
    }
}
