// SPDX-License-Identifier: Apache-2.0
import CCurl
package import Domain
import Foundation

/// The server that takes mail for delivery, spoken to in SMTP (RFC 5321) by libcurl.
package struct MailServer: Sendable {
    /// How the connection is protected.
    package enum Protection: String, CaseIterable, Sendable {
        /// Begun in clear, then TLS; refused where the server has none (RFC 3207).
        case starttls
        /// TLS from the first byte.
        case tls
        /// For a server on the same machine.
        case none
    }
    let host: String
    let port: Int
    let protection: Protection
    /// nil where the server asks for none.
    let user: String?
    let password: String
    /// The address of the sender.
    let from: String
    /// No message takes longer.
    var seconds = 60

    package init(host: String, port: Int, protection: Protection, user: String?, password: String, from: String) {
        (self.host, self.port, self.protection) = (host, port, protection)
        (self.user, self.password, self.from) = (user, password, from)
    }

    /// Messages go one after the other on a thread that may wait.
    private static let queue = DispatchQueue(label: "jiedui.mail")
    private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    /// Hands a message to the server. Throws `DeliveryProblem`; what the server said goes nowhere.
    package func send(_ mail: OutgoingMail) async throws {
        let text = MailText(mail, from: from).bytes
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            Self.queue.async { continuation.resume(with: Result { try hand(over: text, to: mail.to) }) }
        }
    }

    private func hand(over text: [UInt8], to address: String) throws {
        guard Self.isReady, let handle = curl_easy_init() else { throw DeliveryProblem.unknown }
        defer { curl_easy_cleanup(handle) }
        let recipients = curl_slist_append(nil, "<\(address)>")
        defer { curl_slist_free_all(recipients) }
        let source = MailSource(text)
        try set(handle, recipients)
        let pointer = Unmanaged.passUnretained(source).toOpaque()
        try check(jiedui_set_source(handle, readMail, pointer), handle)
        let code = withExtendedLifetime(source) { curl_easy_perform(handle) }
        try check(code, handle)
    }

    private func set(_ handle: UnsafeMutableRawPointer, _ recipients: UnsafeMutablePointer<curl_slist>?) throws {
        let scheme = protection == .tls ? "smtps" : "smtp"
        let name = host.contains(":") ? "[\(host)]" : host
        let texts: [(CURLoption, String)] = [
            (CURLOPT_URL, "\(scheme)://\(name):\(port)"), (CURLOPT_MAIL_FROM, "<\(from)>"),
            (CURLOPT_PROTOCOLS_STR, "smtp,smtps"),
            // Not by what the environment may say.
            (CURLOPT_PROXY, ""),
        ]
        for (option, text) in texts { try check(jiedui_set_text(handle, option, text), handle) }
        if let user {
            try check(jiedui_set_text(handle, CURLOPT_USERNAME, user), handle)
            try check(jiedui_set_text(handle, CURLOPT_PASSWORD, password), handle)
        }
        let ssl = protection == .none ? CURLUSESSL_NONE : CURLUSESSL_ALL
        let numbers: [(CURLoption, Int)] = [
            (CURLOPT_USE_SSL, Int(ssl.rawValue)), (CURLOPT_UPLOAD, 1), (CURLOPT_NOSIGNAL, 1),
            (CURLOPT_CONNECTTIMEOUT, min(15, seconds)), (CURLOPT_TIMEOUT, seconds),
        ]
        for (option, number) in numbers { try check(jiedui_set_number(handle, option, number), handle) }
        try check(jiedui_set_list(handle, CURLOPT_MAIL_RCPT, recipients), handle)
    }

    private func check(_ code: CURLcode, _ handle: UnsafeMutableRawPointer) throws {
        switch code {
        case CURLE_OK: return
        case CURLE_LOGIN_DENIED: throw DeliveryProblem.wrongSecret
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT, CURLE_OPERATION_TIMEDOUT, CURLE_RECV_ERROR,
            CURLE_GOT_NOTHING, CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION:
            throw DeliveryProblem.unreachable
        default:
            throw jiedui_response_code(handle) >= 400 || code == CURLE_USE_SSL_FAILED
                ? DeliveryProblem.refused : .unreachable
        }
    }
}

/// What is left to read of a message.
private final class MailSource {
    let bytes: [UInt8]
    var place = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }
}

/// Gives libcurl the next bytes of the message.
private func readMail(
    buffer: UnsafeMutablePointer<CChar>?, size: Int, count: Int, source: UnsafeMutableRawPointer?
) -> Int {
    guard let buffer, let source else { return 0 }
    let mail = Unmanaged<MailSource>.fromOpaque(source).takeUnretainedValue()
    let next = mail.bytes[mail.place..<min(mail.bytes.count, mail.place + size * count)]
    next.withUnsafeBytes { bytes in
        if let base = bytes.baseAddress { memcpy(buffer, base, bytes.count) }
    }
    mail.place += next.count
    return next.count
}
