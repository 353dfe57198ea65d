// SPDX-License-Identifier: Apache-2.0
import Foundation
import SQLCore

/// Words by their names as a small JSON object, the names in order.
enum KeyedWords {
    static func text(_ words: [String: String]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(words), as: UTF8.self)
    }

    static func read(_ row: SQLRow, _ column: Int) throws -> [String: String] {
        let text = try row.text(column)
        guard let words = try? JSONDecoder().decode([String: String].self, from: Data(text.utf8)) else {
            throw row.mismatch(column, "an object of words")
        }
        return words
    }
}
