// SPDX-License-Identifier: Apache-2.0

/// How a light or a slip looks. Letter and shape tell it too, for those who don't see colours.
package struct SignLook: Hashable, Sendable {
    /// A token: which colour it is on the screen is said by the style sheets.
    package enum Colour: String, CaseIterable, Sendable {
        case grey, green, yellow, orange, red, blue, black
    }
    /// Tells levels apart without colours.
    package enum Shape: String, CaseIterable, Sendable {
        case circle, square, diamond, triangle, block, dashed
    }
    package let letter: LocalisedText
    package let word: LocalisedText
    package let colour: Colour
    package let shape: Shape

    package init(letter: LocalisedText, word: LocalisedText, colour: Colour, shape: Shape) {
        (self.letter, self.word, self.colour, self.shape) = (letter, word, colour, shape)
    }
}

/// What the slips of supervision orders of one place are called and look like, as data (`presets/*.yml`).
package struct SlipPreset: Hashable, Sendable {
    package let key: String
    package let version: Int
    package let title: LocalisedText
    /// From where it is known.
    package let source: LocalisedText
    /// By degree, which is called after the colours of the first preset.
    package let looks: [SupervisionOrder.Level: SignLook]

    package init(
        key: String, version: Int, title: LocalisedText, source: LocalisedText,
        looks: [SupervisionOrder.Level: SignLook]
    ) {
        (self.key, self.version, self.title, self.source, self.looks) = (key, version, title, source, looks)
    }
}

/// Since when the office of a side has which slips. Choices are never changed: an order keeps the slip that it had when
/// it was issued.
package struct SlipChoice: Hashable, Sendable {
    package let pairing: Identifier<Pairing>
    package let side: Side
    /// Counts the choices of the side from 1.
    package let number: Int
    package let preset: String
    package let at: Instant
    package let by: SignedBy

    package init(
        pairing: Identifier<Pairing>, side: Side, number: Int, preset: String, at: Instant, by: SignedBy
    ) {
        (self.pairing, self.side, self.number, self.preset) = (pairing, side, number, preset)
        (self.at, self.by) = (at, by)
    }
}
