// SPDX-License-Identifier: Apache-2.0
import Domain

/// Why a backup was not made, read or restored.
package enum BackupError: ExplainedError, Hashable, Sendable {
    /// There is a file of that name already.
    case fileExists(String)
    /// The file can't be opened, or the folder can't be written; the text is the system's.
    case unusable(path: String, detail: String)
    /// The database holds no Jiedui.
    case nothingToBackUp(String)
    /// The data folder isn't the one of the installation that uses this database.
    case foreignFolder(String)
    /// The file is no backup.
    case notABackup(String)
    /// The end of the file is missing.
    case truncated(String)
    /// A part of the backup isn't what its manifest says; the part.
    case damaged(String)
    /// A format that this program doesn't know.
    case otherFormat(String)
    /// The backup is encrypted, and no passphrase was given.
    case passphraseMissing
    case passphraseWrong
    /// The passphrase is too short to protect anything.
    case passphraseShort
    /// The database to restore into has tables already.
    case databaseNotEmpty
    /// The data folder to restore into holds something of an installation.
    case folderNotEmpty(String)
    /// A restore into this data folder did not come to its end.
    case unfinished(String)

    package var messageKey: String {
        switch self {
        case .fileExists: "backup.fileExists"
        case .unusable: "backup.unusable"
        case .nothingToBackUp: "backup.nothingToBackUp"
        case .foreignFolder: "backup.foreignFolder"
        case .notABackup: "backup.notABackup"
        case .truncated: "backup.truncated"
        case .damaged: "backup.damaged"
        case .otherFormat: "backup.otherFormat"
        case .passphraseMissing: "backup.passphraseMissing"
        case .passphraseWrong: "backup.passphraseWrong"
        case .passphraseShort: "backup.passphraseShort"
        case .databaseNotEmpty: "backup.databaseNotEmpty"
        case .folderNotEmpty: "backup.folderNotEmpty"
        case .unfinished: "backup.unfinished"
        }
    }

    package var arguments: [String: String] {
        switch self {
        case .fileExists(let path), .nothingToBackUp(let path), .foreignFolder(let path), .notABackup(let path),
            .truncated(let path), .folderNotEmpty(let path), .unfinished(let path):
            ["path": path]
        case .unusable(let path, let detail): ["path": path, "detail": detail]
        case .damaged(let part): ["part": part]
        case .otherFormat(let format): ["format": format]
        case .passphraseMissing, .passphraseWrong, .passphraseShort, .databaseNotEmpty: [:]
        }
    }
}
