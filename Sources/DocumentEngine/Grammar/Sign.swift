// SPDX-License-Identifier: Apache-2.0

/// The signs of printed Chinese that the reader knows.
enum Sign {
    static let fullStop: UInt32 = 0x3002
    static let comma: UInt32 = 0x2C
    static let pauseMark: UInt32 = 0x3001
    static let halfPauseMark: UInt32 = 0xFF64
    static let colon: UInt32 = 0x3A
    static let semicolon: UInt32 = 0x3B
    static let dot: UInt32 = 0x2E
    static let open: UInt32 = 0x28
    static let close: UInt32 = 0x29
    static let titleOpen: UInt32 = 0x300A
    static let titleClose: UInt32 = 0x300B
    static let innerTitleOpen: UInt32 = 0x3008
    static let innerTitleClose: UInt32 = 0x3009
    static let newline: UInt32 = 0x0A
    static let space: UInt32 = 0x20
    /// The brackets of a document number (GB/T 9704-2012).
    static let numberOpen = "〔"
    static let numberClose = "〕"
    static let paragraphBreak = "\n"

    /// Does a scalar end a measure? Questions and exclamations do not.
    static func endsMeasure(_ scalar: UInt32) -> Bool { scalar == fullStop || scalar == 0xFF61 }
}
