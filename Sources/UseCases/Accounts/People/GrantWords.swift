// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

/// The names that stand in grants, looked up for all people of a page at once.
struct GrantWords {
    private let directory: PairingDirectory
    private let provinces: [DivisionCode: Division]
    private let bodies: [Identifier<Organisation>: [OrganisationName]]

    init(_ grants: [RoleGrant], _ directory: PairingDirectory, _ connection: any SQLConnection) throws {
        self.directory = directory
        let codes = Set(grants.compactMap { if case .province(let code) = $0 { code } else { nil } })
        let divisions = codes.isEmpty ? [] : try DivisionQueries(connection).all().filter { codes.contains($0.code) }
        provinces = Dictionary(divisions.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        let ids = Set(grants.compactMap { if case .unit(let body, _, _) = $0 { body } else { nil } })
        bodies = try OrganisationQueries(connection).names(of: ids.sorted())
    }

    /// The grants in words, with the names that bodies bore on a day.
    func labels(_ grants: [RoleGrant], on day: CalendarDate) -> [GrantLabel] {
        grants.map { grant in
            var label: (pairing: Identifier<Pairing>?, side: Side?, body: Identifier<Organisation>?) = (nil, nil, nil)
            var province: Division?
            switch grant {
            case .office(let pairing, let side): label = (pairing, side, nil)
            case .unit(let body, let pairing, let side): label = (pairing, side, body)
            case .observer(let pairing): label = (pairing, nil, nil)
            case .pairingAdmin(let pairing): label = (pairing, nil, nil)
            case .province(let code): province = provinces[code]
            case .national, .systemAdmin, .securityAdmin, .auditAdmin: break
            }
            return GrantLabel(
                grant: grant, pairing: label.pairing.flatMap { directory[$0] }, side: label.side, province: province,
                organisation: label.body.flatMap { bodies[$0]?.borne(on: day) })
        }
    }
}
