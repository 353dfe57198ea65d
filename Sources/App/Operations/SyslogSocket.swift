// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Why a message could not be handed over, in the system's words.
struct SyslogError: Error, CustomStringConvertible {
    let description: String
    init(_ what: String) { description = what + ": " + String(cString: strerror(errno)) }
}

/// The way to a receiver of syslog: opened when it is first needed, and anew after a failure. Used by one thread.
final class SyslogSocket {
    private let address: SyslogAddress
    private var descriptor: CInt = -1
    /// A stream needs to be told where a message ends (RFC 6587, section 3.4.1); a datagram is one.
    private var isStream = false

    init(_ address: SyslogAddress) { self.address = address }

    deinit { disconnect() }

    /// Hands the messages over in order. Throws `SyslogError` at the first that can't be.
    func send(_ messages: [SyslogMessage]) throws {
        if descriptor >= 0, isStream, hasEnded() { disconnect() }
        if descriptor < 0 { try connect() }
        for message in messages {
            let bytes = Array(message.text.utf8)
            do {
                try send(isStream ? Array("\(bytes.count) ".utf8) + bytes : bytes)
            } catch {
                disconnect()
                throw error
            }
        }
    }

    private func send(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL)) }
            guard sent > 0 else { throw SyslogError("syslog takes nothing") }
            rest = rest.dropFirst(sent)
        }
    }

    /// Whether the receiver has closed its end: what is written after that would be lost without a word.
    private func hasEnded() -> Bool {
        var byte: UInt8 = 0
        return recv(descriptor, &byte, 1, CInt(MSG_PEEK) | CInt(MSG_DONTWAIT)) == 0
    }

    private func connect() throws {
        switch address {
        case .unix(let path):
            // /dev/log is a datagram socket on most systems, a stream on some.
            if try !connect(path, SOCK_DGRAM), try !connect(path, SOCK_STREAM) { throw SyslogError(path) }
        case .udp(let host, let port): try connect(host, port, SOCK_DGRAM)
        case .tcp(let host, let port): try connect(host, port, SOCK_STREAM)
        }
    }

    private func connect(_ path: String, _ kind: __socket_type) throws -> Bool {
        var place = sockaddr_un()
        place.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: place.sun_path) else {
            errno = ENAMETOOLONG
            throw SyslogError(path)
        }
        withUnsafeMutableBytes(of: &place.sun_path) { $0.copyBytes(from: bytes) }
        let opened = socket(AF_UNIX, CInt(kind.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0)
        let isConnected = withUnsafePointer(to: &place) { place in
            place.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(opened, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
        return use(opened, isConnected: isConnected, kind)
    }

    private func connect(_ host: String, _ port: String, _ kind: __socket_type) throws {
        var hints = addrinfo()
        hints.ai_socktype = CInt(kind.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, port, &hints, &found) == 0 else { throw SyslogError("no address of \(host)") }
        defer { freeaddrinfo(found) }
        var next = found
        while let info = next?.pointee {
            let opened = socket(info.ai_family, info.ai_socktype | CInt(SOCK_CLOEXEC.rawValue), info.ai_protocol)
            limit(opened)
            if use(opened, isConnected: Glibc.connect(opened, info.ai_addr, info.ai_addrlen) == 0, kind) { return }
            next = info.ai_next
        }
        throw SyslogError("\(host):\(port)")
    }

    /// A receiver that takes nothing holds the sender no longer than five seconds.
    private func limit(_ opened: CInt) {
        var wait = timeval(tv_sec: 5, tv_usec: 0)
        setsockopt(opened, SOL_SOCKET, SO_SNDTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
    }

    private func use(_ opened: CInt, isConnected: Bool, _ kind: __socket_type) -> Bool {
        guard isConnected else {
            let reason = errno
            close(opened)
            errno = reason
            return false
        }
        limit(opened)
        (descriptor, isStream) = (opened, kind == SOCK_STREAM)
        return true
    }

    private func disconnect() {
        if descriptor >= 0 { close(descriptor) }
        descriptor = -1
    }
}
