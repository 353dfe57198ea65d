// SPDX-License-Identifier: Apache-2.0
import Domain

/// Classes of industries (GB/T 4754-2017): a letter for the section, two digits for the division, two more.
enum IndustryCode {
    /// The last division of each section, A to T.
    private static let sections: [(letter: Character, last: Int)] = [
        ("A", 5), ("B", 12), ("C", 43), ("D", 46), ("E", 50), ("F", 52), ("G", 60), ("H", 62), ("I", 65), ("J", 69),
        ("K", 70), ("L", 72), ("M", 75), ("N", 79), ("O", 82), ("P", 83), ("Q", 85), ("R", 90), ("S", 96), ("T", 97),
    ]

    static func verdict(_ code: String) -> CodeCheck.Verdict {
        let digits = code.utf8.count == 5 ? code.dropFirst() : code[...]
        guard digits.utf8.count == 4, digits.utf8.allSatisfy({ (48...57).contains($0) }),
            let division = Int(digits.prefix(2)), division > 0,
            let section = sections.first(where: { division <= $0.last })
        else { return .malformed }
        guard code.utf8.count == 5, let letter = code.first, letter != section.letter else { return .valid }
        guard sections.contains(where: { $0.letter == letter }) else { return .malformed }
        return .wrong(proposal: String(section.letter) + code.dropFirst())
    }
}
