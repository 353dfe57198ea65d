// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc

/// An address of the Internet Protocol, version 4 or 6.
struct NetworkAddress: Hashable, CustomStringConvertible {
    /// 4 or 16.
    let bytes: [UInt8]

    /// The address printed as `text`; nil for a name.
    init?(_ text: String) {
        var (four, six) = (in_addr(), in6_addr())
        if inet_pton(AF_INET, text, &four) == 1 {
            bytes = withUnsafeBytes(of: &four) { Array($0) }
        } else if inet_pton(AF_INET6, text, &six) == 1 {
            bytes = withUnsafeBytes(of: &six) { Array($0) }
        } else {
            return nil
        }
    }

    init(bytes: [UInt8]) { self.bytes = bytes }

    var description: String {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        _ = bytes.withUnsafeBytes {
            inet_ntop(bytes.count == 4 ? AF_INET : AF_INET6, $0.baseAddress, &text, socklen_t(text.count))
        }
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// Whether everybody on the Internet means the same machine by it: not this machine, no private network, no link,
    /// no group (the registers of special addresses of IANA: RFC 6890).
    var isPublic: Bool {
        if bytes.count == 4 { return !Self.special.contains { isWithin($0.network, $0.length) } }
        // What stands for an address of version 4, in whichever way, is judged as that.
        if isWithin(Self.mapped, 96) || isWithin(Self.translated, 96) {
            return NetworkAddress(bytes: Array(bytes.suffix(4))).isPublic
        }
        if isWithin([0x20, 0x02], 16) { return NetworkAddress(bytes: Array(bytes[2..<6])).isPublic }
        // Global unicast alone, without Teredo, documentation and the like.
        return isWithin([0x20], 3) && !isWithin([0x20, 0x01, 0x00], 23) && !isWithin([0x20, 0x01, 0x0D, 0xB8], 32)
    }

    private static let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
    private static let translated: [UInt8] = [0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0]

    private static let special: [(network: [UInt8], length: Int)] = [
        ([0], 8), ([10], 8), ([100, 64], 10), ([127], 8), ([169, 254], 16), ([172, 16], 12), ([192, 0, 0], 24),
        ([192, 0, 2], 24), ([192, 88, 99], 24), ([192, 168], 16), ([198, 18], 15), ([198, 51, 100], 24),
        ([203, 0, 113], 24), ([224], 3),
    ]

    private func isWithin(_ network: [UInt8], _ length: Int) -> Bool {
        (0..<length).allSatisfy { bit in
            let wanted = bit / 8 < network.count ? network[bit / 8] : 0
            return (bytes[bit / 8] ^ wanted) & (0x80 >> UInt8(bit % 8)) == 0
        }
    }

    /// The addresses of a host, by the resolver of the machine; empty where it has none. It may wait.
    static func all(of host: String) -> [NetworkAddress] {
        if let address = NetworkAddress(host) { return [address] }
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, nil, &hints, &list) == 0 else { return [] }
        defer { freeaddrinfo(list) }
        var found: [NetworkAddress] = []
        var next = list
        while let entry = next?.pointee {
            if entry.ai_family == AF_INET {
                entry.ai_addr.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { address in
                    found.append(NetworkAddress(bytes: withUnsafeBytes(of: address.pointee.sin_addr) { Array($0) }))
                }
            } else if entry.ai_family == AF_INET6 {
                entry.ai_addr.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { address in
                    found.append(NetworkAddress(bytes: withUnsafeBytes(of: address.pointee.sin6_addr) { Array($0) }))
                }
            }
            next = entry.ai_next
        }
        return found
    }
}
