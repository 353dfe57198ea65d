// SPDX-License-Identifier: Apache-2.0
package import Domain
import Foundation
import Glibc

/// Why a scanner could not be asked, or gave no verdict.
package struct VirusScannerError: Error, CustomStringConvertible {
    package let description: String
}

/// A ClamAV daemon on this machine, asked over its socket: `INSTREAM` of clamd(8).
package struct VirusScanner: Hashable, Sendable {
    /// Where it listens.
    enum Place: Hashable, Sendable {
        case unix(String)
        case tcp(port: UInt16)
    }
    let place: Place
    /// What does not move for so long is given up.
    package var seconds = 60

    /// `unix:/run/clamav/clamd.ctl`, or `tcp://127.0.0.1:3310`; nil for anything else. What is scanned doesn't leave the
    /// machine.
    package init?(_ text: String) {
        if text.hasPrefix("unix:/") {
            place = .unix(String(text.dropFirst(5)))
        } else if let match = text.wholeMatch(of: #/tcp:\/\/(?:127\.0\.0\.1|localhost):(\d{1,5})/#),
            let port = UInt16(match.output.1)
        {
            place = .tcp(port: port)
        } else {
            return nil
        }
    }

    /// What it says of the file of a path. Throws `VirusScannerError` where it says nothing.
    package func scan(_ path: String) async throws -> ScanVerdict {
        try await elsewhere {
            let line = try ScannerLine(place, seconds: seconds)
            let file = try FileHandle(forReadingFrom: URL(filePath: path))
            defer { try? file.close() }
            try line.send(Array("zINSTREAM\0".utf8))
            while let bytes = try file.read(upToCount: 1 << 17), !bytes.isEmpty {
                let count = UInt32(bytes.count)
                try line.send([24, 16, 8, 0].map { UInt8(truncatingIfNeeded: count >> $0) } + bytes)
            }
            try line.send([0, 0, 0, 0])
            return try Self.verdict(try line.answer())
        }
    }

    /// Whether it answers. Throws `VirusScannerError` with why it doesn't.
    package func greet() async throws {
        try await elsewhere {
            let line = try ScannerLine(place, seconds: seconds)
            try line.send(Array("zPING\0".utf8))
            let answer = try line.answer()
            guard answer == "PONG" else { throw VirusScannerError(description: "clamd: \(answer)") }
        }
    }

    /// `stream: OK`, `stream: NAME FOUND`; anything else is no verdict.
    static func verdict(_ answer: String) throws -> ScanVerdict {
        if answer == "stream: OK" { return .clean }
        if answer.hasPrefix("stream: "), answer.hasSuffix(" FOUND") {
            return .found(String(answer.dropFirst(8).dropLast(6)))
        }
        throw VirusScannerError(description: "clamd: " + (answer.isEmpty ? "no answer" : answer))
    }

    /// Sockets block, and the threads that serve requests must not.
    private func elsewhere<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            Self.queue.async { continuation.resume(with: Result { try body() }) }
        }
    }

    private static let queue = DispatchQueue(label: "jiedui.scanner", attributes: .concurrent)
}

/// One connection to the scanner; it takes one question.
private final class ScannerLine {
    private let descriptor: CInt

    init(_ place: VirusScanner.Place, seconds: Int) throws {
        switch place {
        case .unix(let path):
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            let bytes = Array(path.utf8)
            guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else {
                throw VirusScannerError(description: "\(path): the path is too long")
            }
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
            descriptor = try Self.connect(AF_UNIX, &address, path, seconds)
        case .tcp(let port):
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            (address.sin_port, address.sin_addr.s_addr) = (port.bigEndian, UInt32(0x7F00_0001).bigEndian)
            descriptor = try Self.connect(AF_INET, &address, "127.0.0.1:\(port)", seconds)
        }
    }

    deinit { close(descriptor) }

    private static func connect<Address>(
        _ family: CInt, _ address: inout Address, _ name: String, _ seconds: Int
    ) throws -> CInt {
        let opened = socket(family, CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0)
        guard opened >= 0 else { throw VirusScannerError(description: reason(name)) }
        var wait = timeval(tv_sec: seconds, tv_usec: 0)
        for option in [SO_SNDTIMEO, SO_RCVTIMEO] {
            setsockopt(opened, SOL_SOCKET, option, &wait, socklen_t(MemoryLayout<timeval>.size))
        }
        let isConnected = withUnsafePointer(to: &address) { place in
            place.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(opened, $0, socklen_t(MemoryLayout<Address>.size)) == 0
            }
        }
        guard isConnected else {
            let error = VirusScannerError(description: reason(name))
            close(opened)
            throw error
        }
        return opened
    }

    func send(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL)) }
            // It says why it takes no more, such as a file beyond its own limit.
            guard sent > 0 else { throw VirusScannerError(description: (try? answer()) ?? Self.reason("clamd")) }
            rest = rest.dropFirst(sent)
        }
    }

    /// What it says, to its end or the zero byte behind it.
    func answer() throws -> String {
        var text: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1_024)
        while text.count < 4_096 {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count >= 0 else { throw VirusScannerError(description: Self.reason("clamd")) }
            if count == 0 { break }
            text += buffer[..<count]
            if text.contains(0) { break }
        }
        return String(decoding: text.prefix { $0 != 0 }, as: UTF8.self)
    }

    private static func reason(_ what: String) -> String { what + ": " + String(cString: strerror(errno)) }
}
