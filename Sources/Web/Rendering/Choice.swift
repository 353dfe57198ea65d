// SPDX-License-Identifier: Apache-2.0
import Mustache

/// One choice of a select field.
struct Choice: Sendable, MustacheParent {
    let value: String
    let label: String
    let isChosen: Bool

    func child(named name: String) -> Any? {
        switch name {
        case "value": value
        case "label": label
        case "isChosen": isChosen
        default: nil
        }
    }
}

extension Choice {
    static let sample = Choice(value: "v", label: "L", isChosen: true)
}

/// The options of a list, written by hand for pages whose lists are long.
func renderOptions(_ choices: [Choice]) -> String {
    var html = HTML()
    for choice in choices {
        html.markup("<option value=\"")
        html.text(choice.value)
        html.markup(choice.isChosen ? "\" selected>" : "\">")
        html.text(choice.label)
        html.markup("</option>")
    }
    return html.string
}
