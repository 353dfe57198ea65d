// SPDX-License-Identifier: Apache-2.0

/// The statement with its marks `?` as `$1`, `$2` …, and how many there are.
///
/// Marks inside strings, quoted names and comments stay. A doubled quote inside a string ends it and begins the next,
/// which comes to the same.
func numberMarks(_ sql: String) -> (text: String, marks: Int) {
    var text: [UInt8] = []
    var marks = 0
    var bytes = Array(sql.utf8)[...]
    while let byte = bytes.popFirst() {
        switch byte {
        case UInt8(ascii: "?"):
            marks += 1
            text.append(contentsOf: "$\(marks)".utf8)
        case UInt8(ascii: "'"), UInt8(ascii: "\""):
            text.append(byte)
            take(&bytes, through: [byte], into: &text)
        case UInt8(ascii: "-") where bytes.first == byte:
            text.append(byte)
            take(&bytes, through: [UInt8(ascii: "\n")], into: &text)
        case UInt8(ascii: "/") where bytes.first == UInt8(ascii: "*"):
            text.append(byte)
            text.append(bytes.removeFirst())
            take(&bytes, through: Array("*/".utf8), into: &text)
        default: text.append(byte)
        }
    }
    return (String(decoding: text, as: UTF8.self), marks)
}

/// Moves everything up to the end of `closing`, or to the end of the statement.
private func take(_ bytes: inout ArraySlice<UInt8>, through closing: [UInt8], into text: inout [UInt8]) {
    while !bytes.isEmpty {
        guard !bytes.starts(with: closing) else {
            text.append(contentsOf: closing)
            bytes.removeFirst(closing.count)
            return
        }
        text.append(bytes.removeFirst())
    }
}
