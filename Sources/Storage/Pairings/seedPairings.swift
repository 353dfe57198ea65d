// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// Adds the places and pairings that the installation lacks; those that are there stay as they are.
///
/// Part of `jiedui migrate`: run again with each start, it changes nothing the second time. Returns the pairings added.
package func seedPairings(
    _ connection: any SQLConnection, divisions: [Division], pairings: [Pairing]
) throws -> [Pairing] {
    let places = DivisionQueries(connection)
    let known = Set(try places.all().map(\.code))
    // In the order of the codes, so that provinces come before their cities.
    for division in divisions.sorted(by: { $0.code < $1.code }) where !known.contains(division.code) {
        try places.save(division)
    }
    let queries = PairingQueries(connection)
    let codes = Set(try queries.all().map(\.code))
    let missing = pairings.filter { !codes.contains($0.code) }
    for pairing in missing { try queries.insert(pairing) }
    return missing
}
