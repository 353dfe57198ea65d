// SPDX-License-Identifier: Apache-2.0
import CPostgres
import SQLCore

/// How the columns of a result are read: by the numbers of the types, which are the same on every server.
struct PostgresColumns {
    private enum Kind {
        case integer, real, numeric, flag, bytes, text
    }
    private let kinds: [Kind]

    init(_ result: OpaquePointer) {
        kinds = (0..<PQnfields(result)).map { column in
            switch PQftype(result, column) {
            case 20, 21, 23, 26: .integer
            case 700, 701: .real
            case 1700: .numeric
            case 16: .flag
            case 17: .bytes
            default: .text
            }
        }
    }

    func row(_ row: CInt, of result: OpaquePointer) -> SQLRow {
        SQLRow(
            values: kinds.indices.map { place in
                let column = CInt(place)
                guard PQgetisnull(result, row, column) == 0, let start = PQgetvalue(result, row, column) else {
                    return .null
                }
                let count = Int(PQgetlength(result, row, column))
                let bytes = UnsafeRawBufferPointer(start: start, count: count)
                return value(kinds[place], bytes)
            })
    }

    private func value(_ kind: Kind, _ bytes: UnsafeRawBufferPointer) -> SQLValue {
        switch kind {
        case .text: .text(String(decoding: bytes, as: UTF8.self))
        case .integer: integer(bytes).map { .integer($0) } ?? .text(String(decoding: bytes, as: UTF8.self))
        case .flag: .integer(bytes.first == UInt8(ascii: "t") ? 1 : 0)
        case .real: real(bytes)
        // A sum of BIGINT is a numeric; SQLite gives an integer.
        case .numeric: integer(bytes).map { .integer($0) } ?? real(bytes)
        case .bytes: .blob(blob(bytes))
        }
    }

    private func integer(_ bytes: UnsafeRawBufferPointer) -> Int64? {
        let isNegative = bytes.first == UInt8(ascii: "-")
        let digits = bytes.dropFirst(isNegative ? 1 : 0)
        guard !digits.isEmpty else { return nil }
        var value: Int64 = 0
        for byte in digits {
            guard (48...57).contains(byte) else { return nil }
            let (product, isTooLarge) = value.multipliedReportingOverflow(by: 10)
            let (sum, isTooLow) = product.subtractingReportingOverflow(Int64(byte &- 48))
            guard !isTooLarge, !isTooLow else { return nil }
            value = sum
        }
        // Counted below zero, where there is one number more.
        return isNegative ? value : value == .min ? nil : -value
    }

    private func real(_ bytes: UnsafeRawBufferPointer) -> SQLValue {
        let text = String(decoding: bytes, as: UTF8.self)
        return Double(text).map { .real($0) } ?? .text(text)
    }

    /// `\x` and two digits for each byte.
    private func blob(_ text: UnsafeRawBufferPointer) -> [UInt8] {
        func digit(_ byte: UInt8) -> UInt8 { byte <= 57 ? byte &- 48 : (byte | 32) &- 87 }
        return stride(from: 2, to: text.count - 1, by: 2).map { digit(text[$0]) << 4 | digit(text[$0 + 1]) }
    }
}
