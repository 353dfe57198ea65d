// SPDX-License-Identifier: Apache-2.0

/// Which bracket closes which.
enum BracketGrammar {
    private static let pairs = Scalars(text: "（）〔〕【】〖〗［］｛｝()[]{}")

    /// The bracket that closes the one given; nil where it opens nothing.
    static func closer(of opener: UInt32) -> UInt32? {
        pairs.firstIndex(of: opener).flatMap { $0.isMultiple(of: 2) ? pairs[$0 + 1] : nil }
    }
}
