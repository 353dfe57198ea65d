// SPDX-License-Identifier: Apache-2.0

extension DivisionCode {
    /// Beijing, Tianjin, Shanghai and Chongqing: provinces that are one city.
    private static let municipalities: Set<Substring> = ["11", "12", "31", "50"]

    /// The code of the city in which the place lies: four digits and two zeros; of a municipality, two and four zeros.
    package var city: DivisionCode {
        guard !Self.municipalities.contains(text.prefix(2)) else { return province }
        return DivisionCode(text.prefix(4) + "00") ?? self
    }
}
