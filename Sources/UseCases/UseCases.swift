// SPDX-License-Identifier: Apache-2.0
package import Definitions
package import Domain
package import Extraction
package import SQLCore

/// Every operation that a person or a timer can start. Pages, the API and the command line call nothing else.
///
/// An operation asks the rule table about the object it touches, inside its transaction and before the write, and
/// leaves its audit event in the same transaction.
package struct UseCases: Sendable {
    package let database: any SQLDatabase
    package let surroundings: Surroundings
    /// What was counted of the ledger since it last changed.
    let ledgerMemory: LedgerMemory
    /// In which columns the fields of registers lie.
    let ledgerShelf: LedgerShelf
    /// The imports whose rows are being written.
    let importRuns: ImportRuns
    /// Which refused attempts are in the record already.
    let refusalMemory: RefusalMemory
    let passwordQueue: PasswordQueue
    /// Tells the pages that are open what others change.
    package let changeFeed: ChangeFeed

    package init(database: any SQLDatabase, surroundings: Surroundings) {
        (self.database, self.surroundings) = (database, surroundings)
        (ledgerMemory, refusalMemory, changeFeed) = (LedgerMemory(), RefusalMemory(), ChangeFeed())
        (ledgerShelf, importRuns, passwordQueue) = (LedgerShelf(), ImportRuns(), PasswordQueue())
    }

    /// The same operations over `database`, which is the same data seen in another way.
    init(_ other: UseCases, over database: any SQLDatabase) {
        (self.database, surroundings) = (database, other.surroundings)
        (ledgerMemory, refusalMemory) = (other.ledgerMemory, other.refusalMemory)
        (changeFeed, ledgerShelf, importRuns) = (other.changeFeed, other.ledgerShelf, other.importRuns)
        passwordQueue = other.passwordQueue
    }
}

/// What an operation needs besides the database, handed in so that tests can decide it.
package struct Surroundings: Sendable {
    package var now: @Sendable () -> Instant
    /// 128 bits that nobody can foresee: passwords' salts and the tokens of sessions are made of them.
    package var random: @Sendable () -> (UInt64, UInt64)
    /// The folder for everything that is not in the database.
    package var dataFolder: String
    package var accounts = AccountSettings()
    package var audit = AuditSettings()
    package var extractor = Extractor()
    /// The registers and their code lists.
    package var ledgers = LedgerBook.none
    /// What bodies are asked for in reporting cycles.
    package var forms = FormBook.none
    package var attachments = AttachmentSettings()
    /// How notices leave the program.
    package var notices = NoticeSettings()
    /// On which days offices work.
    package var calendar = WorkingCalendar(knownYears: [], free: [], working: [])
    /// Which lights and slips there are to choose from.
    package var presets = PresetBook.none
    /// Signs what a visitor carries from page to page, such as the end of a list. Several instances share one.
    package var signingSecret: [UInt8]

    package init(
        now: @escaping @Sendable () -> Instant, random: @escaping @Sendable () -> (UInt64, UInt64), dataFolder: String,
        signingSecret: [UInt8]? = nil
    ) {
        (self.now, self.random, self.dataFolder) = (now, random, dataFolder)
        self.signingSecret = signingSecret ?? SecretToken(random: random).bytes
    }

    /// A new identity made now.
    func identifier<Subject>() -> Identifier<Subject> { Identifier(at: now(), random: random()) }
}
