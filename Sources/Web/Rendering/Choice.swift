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
