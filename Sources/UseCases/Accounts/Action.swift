// SPDX-License-Identifier: Apache-2.0

/// What a person can be allowed to do. Every operation names one.
package enum Action: String, CaseIterable, Sendable {
    /// The list of pairings, which is reference data.
    case readDirectory
    /// Adopted plans, their tasks, their documents and what was said about them.
    case readPlan
    /// Documents that are not adopted, and the drafts made of them.
    case readDraft
    case uploadDocument
    case correctDraft
    case discardDraft
    case adoptDraft
    case commentTask
    /// A pairing that stands by itself.
    case addPairing
    /// A pairing inside another: of counties, parks, schools.
    case addChildPairing
    case createUser
    case grantRole
    /// The caller's own password, language and sessions.
    case changeOwnAccount
    /// Filling in the demonstration and taking it away.
    case manageDemo

    /// True for what administrators do; they do nothing else, and nobody else does it.
    var isAdministration: Bool { self == .createUser || self == .grantRole || self == .manageDemo }
}
