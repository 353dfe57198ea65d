// SPDX-License-Identifier: Apache-2.0

/// Where the record is sent: `udp://host:514`, `tcp://host:601` or `unix:/dev/log`.
enum SyslogAddress: Hashable, Sendable {
    case udp(host: String, port: String)
    case tcp(host: String, port: String)
    case unix(path: String)

    /// nil for an address of another form.
    init?(_ text: String) {
        if text.hasPrefix("unix:/") {
            self = .unix(path: String(text.dropFirst(5)))
            return
        }
        let kinds = ["udp://": "514", "tcp://": "601"]
        guard let (scheme, standard) = kinds.first(where: { text.hasPrefix($0.key) }) else { return nil }
        var host = String(text.dropFirst(scheme.count))
        var port = standard
        // The last colon begins the port, unless it stands inside the brackets of an IPv6 address.
        if let colon = host.lastIndex(of: ":"), host[colon...].dropFirst().allSatisfy(\.isNumber) {
            port = String(host[colon...].dropFirst())
            host = String(host[..<colon])
        }
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        guard !host.isEmpty, !host.contains("/"), let number = Int(port), (1...65_535).contains(number) else {
            return nil
        }
        self = scheme == "udp://" ? .udp(host: host, port: port) : .tcp(host: host, port: port)
    }
}
