// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

/// All pairings with how they lie within each other, as permissions and pages need them.
struct PairingDirectory: Sendable {
    let pairings: [Pairing]
    private let byID: [Identifier<Pairing>: Pairing]

    init(_ connection: any SQLConnection) throws {
        pairings = try PairingQueries(connection).all()
        byID = Dictionary(pairings.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    subscript(id: Identifier<Pairing>) -> Pairing? { byID[id] }

    var codes: [Identifier<Pairing>: String] { byID.mapValues(\.code) }

    func children(of id: Identifier<Pairing>) -> [Pairing] { pairings.filter { $0.parent == id } }

    var scopes: [PairingScope] { pairings.map(scope) }

    func scope(_ pairing: Pairing) -> PairingScope {
        var ancestors: [Identifier<Pairing>] = []
        var parent = pairing.parent
        while let next = parent, !ancestors.contains(next) {
            ancestors.append(next)
            parent = byID[next]?.parent
        }
        return PairingScope(pairing, ancestors: ancestors)
    }
}

extension PairingDirectory {
    /// The rule object of what belongs to a pairing, or to one side of it alone.
    func object(_ id: Identifier<Pairing>, _ side: Side? = nil) -> RuleObject {
        RuleObject(pairing: self[id].map(scope), side: side)
    }
}

extension PairingScope {
    init(_ pairing: Pairing, ancestors: [Identifier<Pairing>]) {
        self.init(
            id: pairing.id, ancestors: ancestors, oldAreaProvince: pairing.oldArea.division.province,
            easternProvince: pairing.eastern.division.province)
    }

    /// The scope of a pairing, with its ancestors looked up; nil where there is no such pairing.
    static func load(_ id: Identifier<Pairing>, _ connection: any SQLConnection) throws -> PairingScope? {
        let queries = PairingQueries(connection)
        guard let pairing = try queries.find(id) else { return nil }
        var ancestors: [Identifier<Pairing>] = []
        var parent = pairing.parent
        while let next = parent, !ancestors.contains(next) {
            ancestors.append(next)
            parent = try queries.find(next)?.parent
        }
        return PairingScope(pairing, ancestors: ancestors)
    }
}

extension UseCases {
    /// The rule object of whatever belongs to both sides of a pairing. Throws notFound.
    func ruleObject(
        _ pairing: Identifier<Pairing>, _ connection: any SQLConnection, _ subject: String
    ) throws -> RuleObject {
        guard let scope = try PairingScope.load(pairing, connection) else { throw UseCaseError(subject, .notFound) }
        return RuleObject(pairing: scope)
    }
}
