// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore
import Storage

/// The names of the pairings, bodies and places of which entries of the record speak by their identity or code. All of
/// them are of the directory, which everybody may read.
package struct RecordNames: Sendable {
    package private(set) var pairings: [String: Pairing] = [:]
    package private(set) var organisations: [String: String] = [:]
    package private(set) var divisions: [String: Division] = [:]

    package static let none = RecordNames()

    private init() {}

    init(of events: [AuditEvent], _ connection: any SQLConnection) throws {
        let texts = events.flatMap { [$0.before, $0.after].compactMap(\.self) }
        var words: Set<String> = []
        for text in texts {
            for word in text.split(whereSeparator: { !$0.isHexDigit && $0 != "-" }) {
                if word.utf8.count == 36 || word.utf8.count == 6 { words.insert(String(word)) }
            }
        }
        for pairing in try PairingQueries(connection).all() {
            pairings[pairing.id.text] = pairing
            pairings[pairing.code] = pairing
        }
        for body in try OrganisationQueries(connection).find(words.compactMap { Identifier<Organisation>($0) }) {
            organisations[body.id.text] = body.name
        }
        for code in words.compactMap({ DivisionCode($0) }) {
            divisions[code.text] = try DivisionQueries(connection).find(code)
        }
    }
}
