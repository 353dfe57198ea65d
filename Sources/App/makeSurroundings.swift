// SPDX-License-Identifier: Apache-2.0
import Definitions
import Delivery
import Domain
import Extraction
import Foundation
import ServiceLifecycle
import UseCases

/// The clock, the randomness and the folders of this machine, with the limits that the settings state.
///
/// Throws where the data folder can't be written, the file of common passwords not be read, or a
/// register is wrongly defined (`LedgerFaults`); who copies data alone does without the registers.
func makeSurroundings(_ settings: Settings, readsLedgers: Bool = true) throws -> Surroundings {
    var surroundings = makeSurroundings(folder: settings.data, secret: try readSigningSecret(in: settings.data))
    surroundings.extractor = makeExtractor(settings)
    if readsLedgers { surroundings.ledgers = try LedgerBook(own: ownLedgers(in: settings.data)) }
    if readsLedgers {
        surroundings.forms = try FormBook(
            own: URL(filePath: settings.data).appending(path: "forms"), ledgers: surroundings.ledgers)
    }
    surroundings.presets = try PresetBook(own: URL(filePath: settings.data).appending(path: "presets"))
    surroundings.calendar = try WorkingCalendar()
    surroundings.accounts.idleSeconds = Int64(settings.sessionIdleSeconds)
    surroundings.accounts.absoluteSeconds = Int64(settings.sessionSeconds)
    surroundings.accounts.passwordDays = settings.passwordDays
    surroundings.accounts.commonPasswords = try CommonPasswords(file: settings.commonPasswordFile)
    surroundings.accounts.secondFactorRoles = settings.secondFactorRoles
    surroundings.audit.months = settings.auditMonths
    surroundings.notices = noticeSettings(settings)
    surroundings.attachments = attachmentSettings(settings)
    return surroundings
}

/// How much may be attached, and the scanner that sees it first.
private func attachmentSettings(_ settings: Settings) -> AttachmentSettings {
    var result = AttachmentSettings()
    result.fileBytes = Int64(settings.maxUploadBytes)
    result.mostFiles = settings.attachmentsEach
    result.unfinishedBytes = settings.unfinishedBytes
    if let scanner = settings.virusScanner { result.scan = { try await scanner.scan($0) } }
    return result
}

/// The ways by which notices leave the program, as far as the settings set them up.
private func noticeSettings(_ settings: Settings) -> NoticeSettings {
    var result = NoticeSettings()
    result.publicAddress = settings.publicAddress
    result.robotHosts = settings.robotHosts.union(settings.privateRobotHosts)
    if let server = settings.mailServer { result.sendMail = { try await server.send($0) } }
    let caller = RobotCaller(hosts: settings.robotHosts, privateHosts: settings.privateRobotHosts)
    result.callRobot = { try await caller.call($0) }
    result.pause = { await pause(until: $0) }
    return result
}

/// Waits until a moment. Returns false, at once, where the program is to stop.
private func pause(until moment: Instant) async -> Bool {
    let milliseconds = moment.milliseconds - Int64(Date.now.timeIntervalSince1970 * 1000)
    await cancelWhenGracefulShutdown { try? await Task.sleep(for: .milliseconds(max(1, milliseconds))) }
    return !Task.isShuttingDownGracefully && !Task.isCancelled
}

/// Where an office's own registers and code lists lie, which take the place of the program's of the same key.
func ownLedgers(in folder: String) -> URL { URL(filePath: folder).appending(path: "ledgers") }

/// The clock and the randomness of this machine around a folder; without a `secret`, with one that is forgotten.
func makeSurroundings(folder: String, secret: [UInt8]? = nil) -> Surroundings {
    Surroundings(
        now: { Instant(milliseconds: Int64(Date.now.timeIntervalSince1970 * 1000)) },
        random: {
            var generator = SystemRandomNumberGenerator()
            return (generator.next(), generator.next())
        },
        dataFolder: folder, signingSecret: secret)
}

/// The reader of files with the limits that the settings state.
func makeExtractor(_ settings: Settings) -> Extractor {
    var limits = ExtractionLimits()
    limits.fileBytes = settings.maxUploadBytes
    limits.pages = settings.maxPages
    limits.toolSeconds = settings.toolSeconds
    limits.toolMemory = settings.toolMemoryBytes
    return Extractor(limits: limits)
}
