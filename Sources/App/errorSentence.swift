// SPDX-License-Identifier: Apache-2.0
import Definitions
import DocumentEngine
import Domain
import Extraction
import Foundation
import NIOCore
import SQLCore
import UseCases

/// A file that carries a mark of secrecy, which is refused and not stored.
struct SecrecyError: Error {}

/// What went wrong, as a sentence that says what to do.
func errorSentence(_ error: any Error, _ messages: MessageCatalogue, _ language: Language) -> String {
    func text(_ key: String, _ arguments: [String: String] = [:]) -> String { messages.text(key, language, arguments) }
    switch error {
    case let error as any ExplainedError: return text(error.messageKey, error.arguments)
    case let error as LedgerFaults: return error.faults.map { line($0, text) }.joined(separator: "\n")
    case is SecrecyError: return text("document.secrecyMark")
    case let error as ReferenceError: return text("cli.noReference", ["file": error.file])
    case let error as LabelError: return text("cli.noLabel", ["folder": error.folder])
    case let error as DraftJSONError:
        return text("cli.noDraft", ["place": error.path.isEmpty ? "{}" : error.path, "reason": error.reason])
    case let error as WithheldError: return text("cli.withheld." + error.reason.rawValue)
    case let error as BarError: return text("cli.noBar", ["bar": error.bar])
    case let error as UseCaseError: return sentence(error, text)
    case let error as DatabaseAddressError: return text(error.messageKey)
    case let error as MigrationError: return text(error.messageKey, error.messageArguments)
    case let error as SQLError: return text("cli.databaseFailed", ["detail": error.message])
    case let error as SettingError: return error.description
    case let error as IOError where error.errnoCode == EADDRINUSE: return text("cli.portTaken")
    case let error as CocoaError: return text("cli.fileFailed", ["detail": error.localizedDescription])
    default: return text("cli.unexpected", ["detail": String(describing: error)])
    }
}

private func sentence(_ error: UseCaseError, _ text: (String, [String: String]) -> String) -> String {
    switch error.cause {
    case .notSignedIn: text("cli.notSignedIn", [:])
    case .notFound: text("cli.notFound", ["subject": text("cli.subject.\(error.subject)", [:])])
    case .forbidden(let reason), .conflict(let reason): text(reason, [:])
    case .stale: text("cli.stale", [:])
    case .invalid(let failures): failures.map { text($0.message, $0.arguments) }.joined(separator: "\n")
    case .locked, .busy, .tooMany: text("cli.locked", [:])
    case .confirmationNeeded: text("error.confirmationNeeded.text", [:])
    }
}

/// `ledgers/visit.yml:12:5: …`
func line(_ fault: LedgerFault, _ text: (String, [String: String]) -> String) -> String {
    "\(fault.file):\(fault.line):\(fault.column): " + text(fault.messageKey, fault.arguments)
}
