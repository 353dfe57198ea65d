// SPDX-License-Identifier: Apache-2.0

/// What a person can be allowed to do. Every operation names one.
package enum Action: String, CaseIterable, Sendable {
    /// The list of pairings and places, which is reference data.
    case readDirectory
    /// Adopted plans, their tasks, their documents and what was said about them.
    case readPlan
    /// What an office has published of a plan: the wording of the published version, nothing that was said of it.
    case readPublishedPlan
    /// Publishing a version of a plan, and withdrawing it.
    case publishPlan
    /// Documents that are not adopted, and the drafts made of them.
    case readDraft
    case uploadDocument
    case correctDraft
    case discardDraft
    case adoptDraft
    case commentTask
    /// Saying which clauses of a reference plan a task carries out.
    case correctCrosswalk
    /// Making a document the plan against which those of the nation or of a province are held.
    case setReference
    /// The same for a pairing of one's own.
    case setPairingReference
    /// Rows of registers and the figures made of them, with what is personal masked.
    case readLedger
    /// Entering, changing and removing rows of one's own side.
    case editLedger
    /// Saying of the other side's rows that they are right, or giving one's own values.
    case confirmLedger
    /// Leaving a comment on a row.
    case commentLedger
    /// Naming a row as evidence of a task.
    case attachEvidence
    /// Taking down the figures of a period.
    case closeLedgerPeriod
    /// What is masked in rows; every use is recorded, with a reason.
    case revealLedgerPerson
    /// Computing all figures again from the rows.
    case verifyLedgers
    /// Yearly lists that both cities have agreed to, with how their work stands.
    case readWork
    /// Yearly lists before that.
    case readWorkDraft
    /// Beginning a yearly list, adding and changing its items.
    case planWork
    /// Agreeing to a yearly list for one's city.
    case agreeWork
    /// Saying how the work of one's own side stands.
    case reportWork
    /// Closing, sending back and setting aside the work of one's own side; confirming that of the other.
    case checkWork
    /// Supervision orders: offices all of theirs, those above the filed ones, bodies what was issued to them.
    case readSupervision
    /// Drafting, approving, issuing and striking off orders of one's own side; confirming those of the other.
    case manageSupervision
    /// Signing for an order, answering it, asking for more time.
    case answerSupervision
    /// Special requests: offices those of their side and joint ones, those above what was submitted, bodies what they
    /// asked for or were asked about.
    case readRequest
    /// Asking for a decision of its own: drafting, submitting, withdrawing.
    case makeRequest
    /// Asking departments, deciding and carrying out requests of one's own side; confirming those of the other.
    case decideRequest
    /// Giving a department's opinion.
    case answerRequest
    /// A pairing that stands by itself.
    case addPairing
    /// A pairing inside another: of counties, parks, schools.
    case addChildPairing
    /// The directory of bodies.
    case readOrganisation
    /// Creating, renaming, merging and splitting bodies.
    case manageOrganisation
    /// The phone book of a pairing, with what is personal masked.
    case readContact
    case manageContact
    /// What is masked in the phone book; every use is recorded.
    case revealContact
    /// People who sign in: who they are and what they may be.
    case readUser
    /// Creating and inviting people, changing what is said of them.
    case createUser
    /// Ending and renewing access: disabling, enabling, unlocking, a new password.
    case disableUser
    /// Giving and taking roles; activating who was invited.
    case grantRole
    /// Giving a person's open matters to another.
    case handOver
    /// The record of who did what.
    case readAudit
    /// The part of the record about signing in, accounts and roles.
    case readAccessRecord
    /// Who can see an object, and what a person can see.
    case explainAccess
    /// Complaints and suggestions that came in.
    case readFeedback
    /// The caller's own password, language, sessions and tokens.
    case changeOwnAccount
    /// The robots of an office's group chats.
    case keepRobots
    /// What starts by the clock, and what could not be sent.
    case readJobs
    /// Sending once more what failed.
    case sendAgain
    /// Noting with which installation on another network a pairing's work is exchanged by file.
    case keepExchange
    /// Carrying a pairing's work to the other network and taking over what comes from there.
    case carryWork
    /// Filling in the demonstration and taking it away.
    case manageDemo
    /// Copies of everything, for a restore.
    case backUp

    /// True for what administrators do; few others do any of it.
    var isAdministration: Bool {
        switch self {
        case .readUser, .createUser, .disableUser, .grantRole, .handOver, .readAudit, .readAccessRecord,
            .manageDemo, .backUp, .verifyLedgers, .readJobs, .sendAgain, .keepExchange:
            true
        default: false
        }
    }

    /// True for what changes nothing, which is all that a token made for reading may do. A reveal only reads, and yet
    /// it must be wanted.
    package var onlyReads: Bool {
        switch self {
        case .readDirectory, .readPlan, .readPublishedPlan, .readDraft, .readOrganisation, .readContact, .readUser,
            .readAudit,
            .readAccessRecord,
            .explainAccess, .readFeedback, .readLedger, .verifyLedgers, .readWork, .readWorkDraft, .readJobs,
            .readSupervision, .readRequest:
            true
        default: false
        }
    }
}
