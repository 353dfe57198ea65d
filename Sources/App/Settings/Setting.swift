// SPDX-License-Identifier: Apache-2.0
import Delivery
import Domain
import UseCases

/// One setting: its name in the file, its default, what values it takes, and whether it is a secret.
///
/// The environment names it `JIEDUI_` and the name in capitals with underscores: `maxUploadMegabytes` is
/// `JIEDUI_MAX_UPLOAD_MEGABYTES`.
struct Setting: Sendable {
    enum Kind: Sendable {
        case text
        case whole(ClosedRange<Int>)
        case flag
        case oneOf([String])
        /// Any of these with commas between, or none.
        case someOf([String])
        case syslog
        case scanner
    }
    let name: String
    let kind: Kind
    let standard: String
    var isSecret = false
    /// What it decides, for `jiedui config`.
    let meaning: String

    /// The name in the environment.
    var environmentName: String {
        var result = "JIEDUI_"
        for letter in name {
            if letter.isUppercase { result.append("_") }
            result.append(letter.uppercased())
        }
        return result
    }

    /// Every setting there is, in the order in which `jiedui config` prints them.
    static let all: [Setting] = [
        Setting(
            name: "database", kind: .text, standard: "", isSecret: true,
            meaning: "sqlite:PATH or postgres://USER:PASSWORD@HOST:PORT/NAME; empty is sqlite in the data folder"),
        Setting(
            name: "data", kind: .text, standard: "jiedui-data",
            meaning: "folder for files, cache and the embedded database"),
        Setting(name: "host", kind: .text, standard: "127.0.0.1", meaning: "address to listen on"),
        Setting(
            name: "port", kind: .whole(0...65535), standard: "8080", meaning: "port to listen on; 0 takes a free one"),
        Setting(
            name: "log", kind: .oneOf(["trace", "debug", "info", "notice", "warning", "error", "critical"]),
            standard: "info", meaning: "least level that is logged"),
        Setting(
            name: "tls", kind: .flag, standard: "false",
            meaning: "true behind a proxy that speaks HTTPS: cookies are Secure, browsers are told to stay on HTTPS"),
        Setting(
            name: "trustProxy", kind: .flag, standard: "false",
            meaning: "true where a proxy in front sets X-Forwarded-For: visitors' addresses are read from it"),
        Setting(
            name: "maxUploadMegabytes", kind: .whole(1...2048), standard: "50", meaning: "largest file that is accepted"
        ),
        Setting(
            name: "attachmentsEach", kind: .whole(1...500), standard: "50",
            meaning: "most files that hang on one filing, share, answer, request or meeting"),
        Setting(
            name: "unfinishedMegabytes", kind: .whole(1...1_048_576), standard: "1024",
            meaning: "most that the people of one body may have on the way at once"),
        Setting(
            name: "virusScanner", kind: .scanner, standard: "",
            meaning: "unix:/run/clamav/clamd.ctl or tcp://127.0.0.1:3310: the ClamAV daemon that sees attachments first"
        ),
        Setting(
            name: "maxPages", kind: .whole(1...100_000), standard: "500", meaning: "most pages a document may have"),
        Setting(name: "toolSeconds", kind: .whole(1...3600), standard: "60", meaning: "time limit of an external tool"),
        Setting(
            name: "toolMemoryMegabytes", kind: .whole(64...65536), standard: "1024",
            meaning: "memory limit of an external tool"),
        Setting(
            name: "sessionIdleMinutes", kind: .whole(1...1440), standard: "60",
            meaning: "a session ends after so long unused"),
        Setting(
            name: "sessionHours", kind: .whole(1...168), standard: "12",
            meaning: "a session ends after so long in any case"),
        Setting(
            name: "idleSeconds", kind: .whole(5...3600), standard: "75",
            meaning: "a connection on which nothing moves for so long is closed"),
        Setting(
            name: "apiRequestsPerMinute", kind: .whole(1...1_000_000), standard: "6000",
            meaning: "requests a minute that are answered to one access token"),
        Setting(
            name: "addressRequestsPerMinute", kind: .whole(1...1_000_000), standard: "12000",
            meaning: "requests a minute that the API answers to one network address"),
        Setting(
            name: "doorRequestsPerMinute", kind: .whole(1...1_000_000), standard: "120",
            meaning: "requests a minute that sign-in, set-up, passwords and codes answer to one network address"),
        Setting(
            name: "uploadSeconds", kind: .whole(10...86_400), standard: "900",
            meaning: "a file must have come in whole after so long"),
        Setting(
            name: "passwordDays", kind: .whole(0...3650), standard: "90",
            meaning: "a password must be changed at the sign-in after so many days; 0 never asks"),
        Setting(
            name: "commonPasswords", kind: .text, standard: "",
            meaning: "a file with passwords that are refused besides the built-in ones, one a line"),
        Setting(
            name: "secondFactorRoles", kind: .someOf(Role.allCases.map(\.rawValue)), standard: "",
            meaning: "roles with commas between whose holders must have a second factor"),
        Setting(
            name: "contact", kind: .text, standard: "",
            meaning: "whom to turn to with complaints and suggestions, as printed on the feedback page"),
        Setting(
            name: "auditMonths", kind: .whole(AuditSettings.leastMonths...1200), standard: "36",
            meaning: "so many months the record of who did what is kept"),
        Setting(
            name: "auditSyslog", kind: .syslog, standard: "",
            meaning: "udp://HOST:514, tcp://HOST:601 or unix:/dev/log: where the record is sent too; empty is nowhere"),
        Setting(
            name: "publicAddress", kind: .text, standard: "",
            meaning: "what links in mails and chats begin with, such as https://jiedui.example.cn; empty sends none"),
        Setting(
            name: "mailServer", kind: .text, standard: "",
            meaning: "HOST or HOST:PORT of the server that takes mail; empty sends none"),
        Setting(
            name: "mailProtection", kind: .oneOf(MailServer.Protection.allCases.map(\.rawValue)),
            standard: "starttls",
            meaning: "starttls (port 587), tls (port 465), or none (port 25) for a server on the same machine"),
        Setting(name: "mailFrom", kind: .text, standard: "", meaning: "the sender's address of mails"),
        Setting(name: "mailUser", kind: .text, standard: "", meaning: "the user name at the mail server, if any"),
        Setting(
            name: "mailPassword", kind: .text, standard: "", isSecret: true,
            meaning: "the password at the mail server"),
        Setting(
            name: "robotHosts", kind: .text, standard: NoticeSettings.publicHosts.sorted().joined(separator: ","),
            meaning: "hosts with commas between that robots of group chats may be called at"),
        Setting(
            name: "privateRobotHosts", kind: .text, standard: "",
            meaning: "the same for gateways in a private network, as HOST or HOST:PORT; these may do without HTTPS"),
        Setting(
            name: "databaseConnections", kind: .whole(2...200), standard: "8",
            meaning: "connections to the database server"),
        Setting(
            name: "plainDatabase", kind: .flag, standard: "false",
            meaning: "true uses no optional feature of the database server, even where it has it"),
    ]
}
