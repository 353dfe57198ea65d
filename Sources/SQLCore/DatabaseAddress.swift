// SPDX-License-Identifier: Apache-2.0

/// Where a database is: `sqlite:PATH` or `postgres://user:password@host:port/name`.
package enum DatabaseAddress: Hashable, Sendable {
    /// The path of the file; a relative one is taken from the working directory.
    case sqlite(path: String)
    /// The whole address, as libpq reads it (also `postgresql://`, with parameters such as `?sslmode=verify-full`).
    case postgres(url: String)

    /// Reads an address. Throws `DatabaseAddressError`.
    package init(_ text: String) throws(DatabaseAddressError) {
        if text.hasPrefix("sqlite:") {
            let path = String(text.dropFirst("sqlite:".count))
            guard !path.isEmpty else { throw .missingPath }
            self = .sqlite(path: path)
        } else if text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") {
            self = .postgres(url: text)
        } else {
            throw .unknownScheme
        }
    }

    /// The address with the password replaced by `***`.
    package var redacted: String {
        switch self {
        case .sqlite(let path): "sqlite:" + path
        case .postgres(let url): Self.redact(url)
        }
    }

    private static func redact(_ url: String) -> String {
        var shown = url
        if let start = url.firstRange(of: "://")?.upperBound {
            let end = url[start...].firstIndex { "/?#".contains($0) } ?? url.endIndex
            if let at = url[start..<end].lastIndex(of: "@"), let colon = url[start..<at].firstIndex(of: ":") {
                shown.replaceSubrange(colon..<at, with: ":***")
            }
        }
        guard let question = shown.firstIndex(of: "?") else { return shown }
        let parameters = shown[shown.index(after: question)...].split(separator: "&").map { parameter in
            parameter.hasPrefix("password=") || parameter.hasPrefix("sslpassword=")
                ? parameter.prefix { $0 != "=" } + "=***" : parameter
        }
        return shown[...question] + parameters.joined(separator: "&")
    }
}

/// Why an address of a database was not understood.
package enum DatabaseAddressError: String, Error, Hashable, Sendable {
    /// Neither `sqlite:` nor `postgres://`.
    case unknownScheme
    /// `sqlite:` without a path.
    case missingPath

    /// The sentence for people, in the catalogues.
    package var messageKey: String { "databaseAddress." + rawValue }
}
