// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// The scripts, styles and pictures, held in memory under addresses that change with their content.
struct Assets: Sendable {
    struct Asset: Sendable {
        let hash: String
        let type: String
        let body: ByteBuffer
    }
    private let assets: [String: Asset]

    init(logger: Logger) throws {
        var assets: [String: Asset] = [:]
        for folder in ["assets", "vendor"] {
            let place = resources(folder)
            let files = (try? FileManager.default.contentsOfDirectory(at: place, includingPropertiesForKeys: nil)) ?? []
            for file in files {
                guard let type = Self.types[file.pathExtension] else { continue }
                let bytes = try Data(contentsOf: file)
                let hash = SHA256.hash(data: bytes).prefix(8).map { byte in
                    let digits = String(byte, radix: 16)
                    return digits.count == 1 ? "0" + digits : digits
                }
                assets[file.lastPathComponent] = Asset(hash: hash.joined(), type: type, body: ByteBuffer(bytes: bytes))
            }
        }
        for name in Self.fetched where assets[name] == nil {
            logger.warning("an asset that set-up fetches is missing", metadata: ["asset": "\(name)"])
        }
        self.assets = assets
    }

    /// What is fetched when the program is set up and never committed.
    static let fetched = ["bootstrap.min.css", "echarts.min.js", "htmx.min.js"]

    private static let types = [
        "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml",
        "png": "image/png", "ico": "image/x-icon",
    ]

    subscript(name: String) -> Asset? { assets[name] }

    /// The address of the asset `name`, with the hash of its content in it.
    func path(of name: String) -> String { Address.asset.path(assets[name]?.hash ?? "none", name) }
}

/// Sends a style, script or picture. Its address holds the hash of its content, so a browser keeps it for a year.
func sendAsset(_ visit: Visit) async throws -> Response {
    guard let asset = visit.site.assets[try visit.value("name")] else { throw HTTPError(.notFound) }
    let tag = "\"" + asset.hash + "\""
    let isCurrent = try visit.value("hash") == asset.hash
    let headers: HTTPFields = [
        .contentType: asset.type, .eTag: tag,
        .cacheControl: isCurrent ? "public, max-age=31536000, immutable" : "no-cache",
    ]
    if visit.request.headers[.ifNoneMatch] == tag { return Response(status: .notModified, headers: headers) }
    return Response(status: .ok, headers: headers, body: .init(byteBuffer: asset.body))
}
