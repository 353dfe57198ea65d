// SPDX-License-Identifier: Apache-2.0
import Foundation
import SQLCore

/// A row as a line of JSON: an array in the order of the columns. Text is a string, an integer a number, NULL null; a
/// real number is `{"real":"0.5"}` and bytes are `{"blob":"…"}` in Base64, so that each keeps its type exactly.
enum RowLine {
    /// Adds the line with its end to `bytes`. The same values always give the same bytes.
    static func append(_ values: [SQLValue], to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "["))
        for (place, value) in values.enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            switch value {
            case .null: bytes.append(contentsOf: "null".utf8)
            case .integer(let number): bytes.append(contentsOf: String(number).utf8)
            case .text(let text): appendText(text, to: &bytes)
            case .real(let number): appendTyped("real", String(number), to: &bytes)
            case .blob(let blob): appendTyped("blob", Data(blob).base64EncodedString(), to: &bytes)
            }
        }
        bytes.append(contentsOf: "]\n".utf8)
    }

    private static func appendTyped(_ type: String, _ text: String, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: "{\"\(type)\":\"\(text)\"}".utf8)
    }

    private static func appendText(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0..<0x20:
                let hex = String(byte, radix: 16)
                bytes.append(contentsOf: ("\\u" + String(repeating: "0", count: 4 - hex.count) + hex).utf8)
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// The values of a line without its end; nil where it is not as `append` writes it.
    static func read(_ line: ArraySlice<UInt8>) -> [SQLValue]? {
        var cursor = Cursor(rest: line)
        guard cursor.take("[") else { return nil }
        var values: [SQLValue] = []
        if cursor.take("]") { return cursor.rest.isEmpty ? values : nil }
        repeat {
            guard let value = cursor.value() else { return nil }
            values.append(value)
        } while cursor.take(",")
        guard cursor.take("]"), cursor.rest.isEmpty else { return nil }
        return values
    }

    private struct Cursor {
        var rest: ArraySlice<UInt8>

        mutating func take(_ text: StaticString) -> Bool {
            let wanted = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
            guard rest.starts(with: wanted) else { return false }
            rest = rest.dropFirst(wanted.count)
            return true
        }

        mutating func value() -> SQLValue? {
            switch rest.first {
            case UInt8(ascii: "n"): return take("null") ? .null : nil
            case UInt8(ascii: "\""): return string().map { .text($0) }
            case UInt8(ascii: "{"): return typed()
            default: return number()
            }
        }

        private mutating func typed() -> SQLValue? {
            let isReal = take("{\"real\":")
            guard isReal || take("{\"blob\":"), let text = string(), take("}") else { return nil }
            return isReal
                ? Double(text).map { .real($0) } : Data(base64Encoded: text).map { .blob([UInt8]($0)) }
        }

        private mutating func number() -> SQLValue? {
            let end = rest.firstIndex { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "]") } ?? rest.endIndex
            defer { rest = rest[end...] }
            return Int64(String(decoding: rest[..<end], as: UTF8.self)).map { .integer($0) }
        }

        private mutating func string() -> String? {
            guard take("\"") else { return nil }
            var bytes: [UInt8] = []
            while true {
                guard let stop = rest.firstIndex(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") })
                else { return nil }
                bytes.append(contentsOf: rest[..<stop])
                let isEnd = rest[stop] == UInt8(ascii: "\"")
                rest = rest[(stop + 1)...]
                if isEnd { return String(validating: bytes, as: UTF8.self) }
                guard let escaped = rest.popFirst() else { return nil }
                if escaped != UInt8(ascii: "u") {
                    bytes.append(escaped)
                } else {
                    guard let byte = UInt8(String(decoding: rest.prefix(4), as: UTF8.self), radix: 16) else {
                        return nil
                    }
                    bytes.append(byte)
                    rest = rest.dropFirst(4)
                }
            }
        }
    }
}
