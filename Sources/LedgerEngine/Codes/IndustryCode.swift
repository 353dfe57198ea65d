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
        guard let match = code.wholeMatch(of: #/([A-T]?)(\d\d)\d\d/#), let division = Int(match.2), division > 0 else {
            return .malformed
        }
        guard let section = sections.first(where: { division <= $0.last }) else { return .malformed }
        guard let letter = match.1.first, letter != section.letter else { return .valid }
        return .wrong(proposal: String(section.letter) + code.dropFirst())
    }
}
