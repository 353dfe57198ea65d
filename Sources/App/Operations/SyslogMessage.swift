// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation

/// One message of syslog (RFC 5424), as bytes.
struct SyslogMessage: Hashable, Sendable {
    let text: String

    /// "Log audit" of RFC 5424, section 6.2.1.
    private static let facility = 13
    /// What receivers take by default; a longer entry is sent without what it was before and after.
    private static let mostBytes = 8_000

    init(_ link: AuditLink) {
        let severity =
            switch link.event.result {
            case .done: 6
            case .refused: 4
            case .failed: 3
            }
        let whole = link.line
        self.init(
            severity: severity, at: link.event.at, name: link.event.action,
            body: whole.utf8.count <= Self.mostBytes ? whole : link.withoutFields.line)
    }

    /// The head of the chain, written down where the database's owner can't change it.
    init(anchor: AuditHead, at now: Instant) {
        self.init(
            severity: 5, at: now, name: "anchor",
            body: "{\"sequence\":\(anchor.sequence),\"hash\":\(anchor.hash.jsonText)}")
    }

    private init(severity: Int, at: Instant, name: String, body: String) {
        let priority = Self.facility * 8 + severity
        text =
            "<\(priority)>1 \(at.isoText) \(Self.word(ProcessInfo.processInfo.hostName, 255)) jiedui "
            + "\(ProcessInfo.processInfo.processIdentifier) \(Self.word(name, 32)) - \(body)"
    }

    /// Printable ASCII without blanks, as the fields of the header are.
    private static func word(_ text: String, _ longest: Int) -> String {
        let kept = text.unicodeScalars.filter { (0x21...0x7E).contains($0.value) }.prefix(longest)
        return kept.isEmpty ? "-" : String(String.UnicodeScalarView(kept))
    }
}

extension AuditLink {
    /// The same entry and hash without what was before and after.
    fileprivate var withoutFields: AuditLink {
        let short = AuditEvent(
            id: event.id, at: event.at, actor: event.actor, body: event.body, session: event.session,
            action: event.action, objectKind: event.objectKind, objectID: event.objectID, pairing: event.pairing,
            before: nil, after: nil, result: event.result, reason: event.reason, requestID: event.requestID)
        return AuditLink(sequence: sequence, event: short, previous: previous, hash: hash)
    }
}
