// SPDX-License-Identifier: Apache-2.0
import Crypto
import Domain
import Foundation
import SQLCore
import Storage

/// What is inside a file for another network: about what it is, then the rows as lines.
struct ExchangeContent {
    /// The first line, as JSON.
    struct Head: Codable, Hashable {
        /// The pairing's code.
        let pairing: String
        let year: Int
        /// Of the maker's files for this pairing and year.
        let number: Int
        /// The last file of the reader that the maker had taken over; 0 where none.
        let builtOn: Int
        /// SHA-256 of that file in hexadecimal: a restored installation numbers again what it forgot.
        let builtOnHash: String
        /// UTC milliseconds.
        let at: Int64
        let by: String
        /// The city whose offices work at the maker's installation.
        let side: String
        /// Whether lists and cycles are kept at the maker's installation.
        let keeps: Bool
        /// A digest of the tables and columns that are carried: other versions of the program may carry others.
        let form: String
    }
    let head: Head
    let bodies: [CarriedBody]
    let records: [CarriedRecord]

    /// The digest of the tables and columns that this program carries.
    static let form = sha256(
        CarriedKind.allCases.flatMap { kind in
            CarriedTable.of(kind).map { kind.rawValue + ":" + $0.name + ":" + $0.columns.joined(separator: ",") }
        }.joined(separator: "\n"))

    var bytes: [UInt8] {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            var bytes = Array(try encoder.encode(head)) + [UInt8(ascii: "\n")]
            for body in bodies {
                RowLine.append([.text("body"), .text(body.division), .text(body.name), .text(body.kind)], to: &bytes)
            }
            for record in records { bytes += record.lines.utf8 }
            return bytes
        }
    }

    /// Throws `ExchangeEnvelope.Fault.damaged` where it is not as `bytes` gives it.
    init(_ bytes: [UInt8]) throws {
        let lines = bytes.split(separator: UInt8(ascii: "\n"))
        guard let first = lines.first, let head = try? JSONDecoder().decode(Head.self, from: Data(first)) else {
            throw ExchangeEnvelope.Fault.damaged
        }
        self.head = head
        var (bodies, records): ([CarriedBody], [CarriedRecord]) = ([], [])
        for line in lines.dropFirst() {
            guard let values = RowLine.read(line) else { throw ExchangeEnvelope.Fault.damaged }
            if values.first == .text("body") {
                guard values.count == 4, case .text(let division) = values[1], case .text(let name) = values[2],
                    case .text(let kind) = values[3]
                else { throw ExchangeEnvelope.Fault.damaged }
                bodies.append(CarriedBody(division: division, name: name, kind: kind))
            } else {
                try records.add(values)
            }
        }
        (self.bodies, self.records) = (bodies, records)
    }

    init(head: Head, bodies: [CarriedBody], records: [CarriedRecord]) {
        (self.head, self.bodies, self.records) = (head, bodies, records)
    }
}

extension CarriedRecord {
    /// Its rows, each a line: the same rows always give the same text, whatever database they come from.
    var lines: String {
        let tables = CarriedTable.of(kind).map(\.name)
        let lines = rows.map { row in
            var bytes: [UInt8] = []
            RowLine.append([.text(kind.rawValue), .text(id), .text(row.table)] + row.values, to: &bytes)
            return (table: tables.firstIndex(of: row.table) ?? 0, bytes: bytes)
        }
        let sorted = lines.sorted {
            $0.table == $1.table ? $0.bytes.lexicographicallyPrecedes($1.bytes) : $0.table < $1.table
        }
        return String(decoding: sorted.flatMap(\.bytes), as: UTF8.self)
    }

    /// By which changes are told apart.
    var digest: String { sha256(withoutBody.lines) }

    /// What `lines` printed; nil where it is something else.
    static func read(_ lines: String) -> CarriedRecord? {
        var records: [CarriedRecord] = []
        for line in Array(lines.utf8).split(separator: UInt8(ascii: "\n")) {
            guard let values = RowLine.read(line), (try? records.add(values)) != nil else { return nil }
        }
        return records.count == 1 ? records[0] : nil
    }
}

extension [CarriedRecord] {
    /// Adds a row to the last thing, or begins the next one. Throws `ExchangeEnvelope.Fault.damaged`.
    fileprivate mutating func add(_ values: [SQLValue]) throws {
        guard values.count > 3, case .text(let kind) = values[0], let kind = CarriedKind(rawValue: kind),
            case .text(let id) = values[1], Identifier<CarriedRecord>(id) != nil, case .text(let name) = values[2],
            let table = CarriedTable.of(kind).first(where: { $0.name == name }),
            table.holds([SQLValue](values.dropFirst(3))), values[3] == .text(id)
        else { throw ExchangeEnvelope.Fault.damaged }
        let row = CarriedRow(table: name, values: [SQLValue](values.dropFirst(3)))
        let isMain = name == CarriedTable.of(kind).first?.name
        if let last, last.kind == kind, last.id == id, !isMain {
            self[count - 1].rows.append(row)
        } else {
            guard isMain else { throw ExchangeEnvelope.Fault.damaged }
            append(CarriedRecord(kind: kind, id: id, rows: [row]))
        }
    }
}
