// SPDX-License-Identifier: Apache-2.0
import Domain

/// A light as it is drawn: its colour and shape by `style`, its letter inside, and what it means in words.
struct LightView: Sendable {
    let style: String
    let letter: String
    let label: String
    /// How the rule came to it.
    let why: String

    static let sample = LightView(style: "light-near", letter: "L", label: "L", why: "W")

    init(style: String, letter: String, label: String, why: String) {
        (self.style, self.letter, self.label, self.why) = (style, letter, label, why)
    }

    init(_ light: WorkLight, _ phrases: Phrases) {
        let level = light.level.rawValue
        var reasons: [String] = []
        if let expected = light.expected, let progress = light.progress {
            reasons.append(
                phrases("light.shares", ["expected": percentText(expected), "progress": percentText(progress)]))
        }
        if let left = light.daysLeft {
            reasons.append(phrases(left < 0 ? "light.daysOver" : "light.daysLeft", ["days": String(abs(left))]))
        }
        self.init(
            style: light.look?.style ?? "light-" + level,
            letter: light.look?.letter[phrases.language] ?? phrases("light.letter." + level),
            label: light.look?.word[phrases.language] ?? phrases("light.level." + level),
            why: reasons.joined(separator: phrases("light.between")))
    }
}

extension SignLook {
    /// The classes of its colour and its shape.
    var style: String { "hue-\(colour.rawValue) shape-\(shape.rawValue)" }
}

/// Thousandths as per cent: 125 is `12.5%`.
func percentText(_ thousandths: Int) -> String {
    let rest = abs(thousandths) % 10
    return String(thousandths / 10) + (rest == 0 ? "" : "." + String(rest)) + "%"
}
