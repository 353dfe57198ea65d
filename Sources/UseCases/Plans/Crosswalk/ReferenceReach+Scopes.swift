// SPDX-License-Identifier: Apache-2.0
import Domain

extension ReferencePlan.Reach {
    /// Whether the plans of a pairing are held against a reference of this reach.
    func covers(_ pairing: PairingScope) -> Bool {
        switch self {
        case .nation: true
        case .province(let code): pairing.oldAreaProvince == code || pairing.easternProvince == code
        case .pairing(let id): pairing.id == id || pairing.ancestors.contains(id)
        }
    }
}
