// SPDX-License-Identifier: Apache-2.0
import Delivery
package import Domain

/// The values of all settings, read once at start, each with where it came from.
package struct Settings: Sendable {
    /// Where a value came from, strongest first.
    package enum Source: String, Sendable {
        case flag
        case environment
        case file
        case standard = "default"
    }
    /// A setting with the value it has and where that came from.
    package struct Entry: Sendable {
        package let name: String
        package let environmentName: String
        package let value: String
        package let source: Source
        package let isSecret: Bool
        package let meaning: String
    }
    package let entries: [Entry]

    init(entries: [Entry]) { self.entries = entries }

    package var data: String { text("data") }
    package var host: String { text("host") }
    package var port: Int { whole("port") }
    package var logLevel: String { text("log") }
    package var isBehindTLS: Bool { flag("tls") }
    package var trustsProxy: Bool { flag("trustProxy") }
    package var maxUploadBytes: Int { whole("maxUploadMegabytes") << 20 }
    package var attachmentsEach: Int { whole("attachmentsEach") }
    package var unfinishedBytes: Int64 { Int64(whole("unfinishedMegabytes")) << 20 }
    /// nil where none is set.
    var virusScanner: VirusScanner? { VirusScanner(text("virusScanner")) }
    package var maxPages: Int { whole("maxPages") }
    package var toolSeconds: Int { whole("toolSeconds") }
    package var toolMemoryBytes: Int { whole("toolMemoryMegabytes") << 20 }
    package var sessionIdleSeconds: Int { whole("sessionIdleMinutes") * 60 }
    package var sessionSeconds: Int { whole("sessionHours") * 3600 }
    package var idleSeconds: Int { whole("idleSeconds") }
    package var requestsPerToken: Int { whole("apiRequestsPerMinute") }
    package var requestsPerAddress: Int { whole("addressRequestsPerMinute") }
    package var doorRequestsPerAddress: Int { whole("doorRequestsPerMinute") }
    package var uploadSeconds: Int { whole("uploadSeconds") }
    package var passwordDays: Int { whole("passwordDays") }
    /// nil where no file is named.
    package var commonPasswordFile: String? { text("commonPasswords").isEmpty ? nil : text("commonPasswords") }
    package var secondFactorRoles: Set<Role> {
        Set(text("secondFactorRoles").split(separator: ",").compactMap { Role(rawValue: $0.filter { $0 != " " }) })
    }
    package var contact: String { text("contact") }
    package var auditMonths: Int { whole("auditMonths") }
    package var auditSyslog: String { text("auditSyslog") }
    /// nil where none is set.
    package var publicAddress: String? {
        let address = text("publicAddress")
        guard !address.isEmpty else { return nil }
        return address.hasSuffix("/") ? String(address.dropLast()) : address
    }
    var robotHosts: Set<String> { names("robotHosts") }
    var privateRobotHosts: Set<String> { names("privateRobotHosts") }
    /// nil where none is set.
    var mailServer: MailServer? {
        let parts = text("mailServer").split(separator: ":")
        guard let host = parts.first, let protection = MailServer.Protection(rawValue: text("mailProtection")) else {
            return nil
        }
        let usual = protection == .starttls ? 587 : protection == .tls ? 465 : 25
        let user = text("mailUser")
        return MailServer(
            host: String(host), port: parts.count == 2 ? Int(parts[1]) ?? usual : usual, protection: protection,
            user: user.isEmpty ? nil : user, password: text("mailPassword"), from: text("mailFrom"))
    }
    package var databaseConnections: Int { whole("databaseConnections") }
    package var usesPlainDatabase: Bool { flag("plainDatabase") }

    /// The address of the database; the embedded one in the data folder where none is set.
    package var database: String {
        let address = text("database")
        return address.isEmpty ? "sqlite:\(data)/jiedui.sqlite" : address
    }

    private func text(_ name: String) -> String {
        guard let entry = entries.first(where: { $0.name == name }) else {
            preconditionFailure("the table of settings has no \(name)")
        }
        return entry.value
    }

    private func names(_ name: String) -> Set<String> {
        Set(text(name).split { $0 == "," || $0 == " " }.map { $0.lowercased() })
    }

    private func whole(_ name: String) -> Int {
        guard let number = Int(text(name)) else { preconditionFailure("\(name) was checked to be a whole number") }
        return number
    }

    private func flag(_ name: String) -> Bool { text(name) == "true" }
}
