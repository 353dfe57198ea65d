// SPDX-License-Identifier: Apache-2.0
import SQLCore

extension PostgresSession {
    /// Gives `body` the arguments in libpq's text form: one C string each, nil for NULL.
    ///
    /// No types are named: the server takes them from the place where the argument stands. Text form, because binary
    /// forms differ between the servers that speak the protocol.
    func withArguments<Result>(
        _ arguments: [SQLValue], _ sql: String,
        _ body: (CInt, UnsafePointer<UnsafePointer<CChar>?>?) -> Result
    ) throws -> Result {
        guard !arguments.isEmpty else { return body(0, nil) }
        var bytes: [UInt8] = []
        var starts: [Int?] = []
        for (place, argument) in arguments.enumerated() {
            guard let text = textForm(argument) else {
                starts.append(nil)
                continue
            }
            guard !text.utf8.contains(0) else {
                throw SQLError(.unreadableValue, "argument \(place) holds U+0000", sql: sql)
            }
            starts.append(bytes.count)
            bytes.append(contentsOf: text.utf8)
            bytes.append(0)
        }
        return bytes.withUnsafeBytes { buffer in
            let base = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            let pointers = starts.map { start in start.flatMap { base?.advanced(by: $0) } }
            return pointers.withUnsafeBufferPointer { body(CInt(arguments.count), $0.baseAddress) }
        }
    }

    private func textForm(_ argument: SQLValue) -> String? {
        switch argument {
        case .null: nil
        case .integer(let value): String(value)
        case .real(let value) where value.isInfinite: value < 0 ? "-Infinity" : "Infinity"
        case .real(let value): String(value)
        case .text(let text): text
        case .blob(let bytes): "\\x" + hexadecimal(bytes)
        }
    }

    private func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count * 2)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}

/// Gives `body` an array of C strings that ends with nil.
func withCStrings<Result>(
    _ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Result
) -> Result {
    var bytes: [CChar] = []
    var starts: [Int] = []
    for string in strings {
        starts.append(bytes.count)
        bytes.append(contentsOf: string.utf8CString)
    }
    return bytes.withUnsafeBufferPointer { buffer in
        var pointers = starts.map { buffer.baseAddress?.advanced(by: $0) }
        pointers.append(nil)
        return pointers.withUnsafeBufferPointer { body($0.baseAddress) }
    }
}
