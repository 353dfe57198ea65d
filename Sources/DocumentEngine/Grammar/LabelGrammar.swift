// SPDX-License-Identifier: Apache-2.0

/// What two wordings may differ in and still be equal when a draft is compared with a label.
enum LabelGrammar {
    /// Signs that layout and typing exchange.
    static let folds: [UInt32: UInt32] = {
        let pairs = zip("（）〔〕［］【】[]，：；．“”‘’".unicodeScalars, "()()()()(),:;.\"\"''".unicodeScalars)
        return Dictionary(uniqueKeysWithValues: pairs.map { ($0.value, $1.value) })
    }()
    /// Signs around a title.
    static let titleSigns = Set("。.、:".unicodeScalars.map(\.value))
    /// Signs behind an ordinal.
    static let ordinalSigns = Set("、.".unicodeScalars.map(\.value))
    /// What ends an open list of units.
    static let etCetera: [UInt32] = "等".unicodeScalars.map(\.value)
    /// Dashes around the number of a page.
    static let dashes = Set("—–－-".unicodeScalars.map(\.value))
    static let pageWords = (first: "第".unicodeScalars.map(\.value), last: "页".unicodeScalars.map(\.value))
}
