// SPDX-License-Identifier: Apache-2.0
import Domain

/// Throws invalid (field `role`) where one account can't hold these roles together: of the three duties nobody holds
/// two (GB/T 22239-2019, 8.1.5), and who holds one has nothing to do with any pairing.
///
/// Asked wherever grants are written, whatever the state of the account and whoever writes them.
func checkDuties(_ grants: [RoleGrant]) throws(UseCaseError) {
    let duties = Set(grants.map(\.role).filter(\.isAdministrator))
    let message: String
    if duties.count > 1 {
        message = "grant.twoDuties"
    } else if !duties.isEmpty, grants.contains(where: { $0.role == .pairingAdmin }) {
        message = "grant.dutyAndPairing"
    } else if !duties.isEmpty, grants.contains(where: { !$0.role.isAdministrator }) {
        message = "grant.dutyAndBusiness"
    } else if Set(grants).count != grants.count {
        message = "grant.twice"
    } else {
        return
    }
    throw UseCaseError("user", .invalid([ValidationFailure(field: "role", message: message)]))
}
