// SPDX-License-Identifier: Apache-2.0
import Domain
import LedgerEngine

/// What a control of a form says about itself, besides the field it is for.
struct ControlMark: Sendable {
    /// The name under which its value is sent.
    let name: String
    let id: String
    var value: String
    /// The unit that was chosen beside the value, of money.
    var unit = ""
    var isRequired = false
    var isInvalid = false
    /// The identities of what describes it.
    var describedBy = ""
    /// True for a control in a cell, which is told by its column and may be left empty while one types.
    var isBare = false

    static func bare(_ field: LedgerField) -> ControlMark {
        ControlMark(name: "v." + field.key, id: "", value: "", isBare: true)
    }
}

/// The control by which a field is typed, as its kind wants it. nil for files, which are chosen and not typed.
func renderControl(_ field: LedgerField, _ mark: ControlMark, _ codeLists: [String: CodeList], _ phrases: Phrases)
    -> HTML?
{
    var html = HTML()
    switch field.rule.control(field) {
    case .upload: return nil
    case .choice(let list) where !field.isMany:
        html.addSelect(field, mark, choices(of: codeLists[list], phrases), phrases)
    case .checkbox:
        var mark = mark
        // A register writes yes or no as people do.
        let read = field.read(FieldInput(mark.value), LedgerDirectory(codeLists: [:])).value
        if let number = read?.number { mark.value = String(number) }
        html.addSelect(
            field, mark, [("1", phrases("indicator.words.yes")), ("0", phrases("indicator.words.no"))], phrases)
    case .lines: html.addLines(mark, rows: 4)
    case _ where field.isMany: html.addLines(mark, rows: 3)
    case .date: html.addInput(mark, type: "date", mode: nil, list: nil)
    case .month: html.addInput(mark, type: "month", mode: nil, list: nil)
    case .number: html.addInput(mark, type: "text", mode: "decimal", list: nil)
    case .money: html.addInput(mark, type: "text", mode: "decimal", list: nil)
    case .lookup(let reference): html.addInput(mark, type: "text", mode: nil, list: reference.listName)
    case .line, .choice: html.addInput(mark, type: "text", mode: nil, list: nil)
    }
    return html
}

private func choices(of list: CodeList?, _ phrases: Phrases) -> [(String, String)] {
    (list?.values ?? []).map { ($0.code, $0.title[phrases.language]) }
}

extension LedgerDirectory.Reference {
    /// The list of suggestions on the page; nil where there is none.
    var listName: String? {
        switch self {
        case .organisation: "names-organisation"
        case .place: "names-place"
        case .task, .entry: nil
        }
    }
}

extension HTML {
    private mutating func addMark(_ mark: ControlMark) {
        markup(" name=\"")
        text(mark.name)
        markup("\"")
        if !mark.id.isEmpty {
            markup(" id=\"")
            text(mark.id)
            markup("\"")
        }
        if mark.isRequired { markup(" required") }
        if mark.isInvalid { markup(" aria-invalid=\"true\"") }
        if !mark.describedBy.isEmpty {
            markup(" aria-describedby=\"")
            text(mark.describedBy)
            markup("\"")
        }
    }

    fileprivate mutating func addSelect(
        _ field: LedgerField, _ mark: ControlMark, _ choices: [(String, String)], _ phrases: Phrases
    ) {
        markup(mark.isBare ? "<select class=\"form-select form-select-sm\"" : "<select class=\"form-select\"")
        addMark(mark)
        markup("><option value=\"\">")
        text(mark.isBare || !field.isRequired ? "–" : phrases("form.choose"))
        markup("</option>")
        for (value, label) in choices {
            markup("<option value=\"")
            text(value)
            markup(value == mark.value ? "\" selected>" : "\">")
            text(label)
            markup("</option>")
        }
        markup("</select>")
    }

    fileprivate mutating func addLines(_ mark: ControlMark, rows: Int) {
        markup(mark.isBare ? "<textarea class=\"form-control form-control-sm\"" : "<textarea class=\"form-control\"")
        addMark(mark)
        markup(" rows=\"")
        number(rows)
        markup("\">")
        text(mark.value)
        markup("</textarea>")
    }

    fileprivate mutating func addInput(_ mark: ControlMark, type: StaticString, mode: StaticString?, list: String?) {
        markup(
            mark.isBare
                ? "<input class=\"form-control form-control-sm\" type=\"" : "<input class=\"form-control\" type=\"")
        markup(type)
        markup("\" autocomplete=\"off\" value=\"")
        text(mark.value)
        markup("\"")
        if let mode {
            markup(" inputmode=\"")
            markup(mode)
            markup("\"")
        }
        if let list {
            markup(" list=\"")
            text(list)
            markup("\"")
        }
        addMark(mark)
        markup(">")
    }
}
