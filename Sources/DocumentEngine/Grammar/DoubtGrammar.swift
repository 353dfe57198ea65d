// SPDX-License-Identifier: Apache-2.0

/// What the reader doubts, and how much each doubt takes from its confidence.
enum DoubtGrammar {
    /// Hundredths.
    static let weights: [String: Int] = [
        "numberMissing": 20, "numberDoubled": 20, "titleMissing": 10, "taskWithoutText": 30, "sentenceUnfinished": 15,
        "strayLatinWord": 5, "unitUncertain": 5, "unitUnmatchedBracket": 25, "noUnitList": 15,
        "beginsInside": 40,
    ]
    /// Below this a piece that was recognised in a picture is uncertain.
    static let leastRecognition = 0.8
    /// English conjunctions that scanning and translation leave in Chinese sentences.
    static let strayWords = WordSet("and with or of And With")
}
