// SPDX-License-Identifier: Apache-2.0
import AsyncHTTPClient
package import Domain
import Foundation
import NIOCore
import NIOHTTP1

/// Calls robots over HTTPS: only hosts that are listed, only at public addresses, never where an answer points to.
package struct RobotCaller: Sendable {
    /// Names, with the port where it is not the usual one.
    let hosts: Set<String>
    /// Those of `hosts` that may lie in a private network, and be called without TLS.
    let privateHosts: Set<String>
    /// No call takes longer.
    var seconds: Int64 = 20
    private static let mostAnswerBytes = 65_536
    private static let queue = DispatchQueue(label: "jiedui.resolver")

    package init(hosts: Set<String>, privateHosts: Set<String>) {
        (self.hosts, self.privateHosts) = (hosts.union(privateHosts), privateHosts)
    }

    /// Throws `DeliveryProblem`. Address and answer hold secrets and go nowhere.
    package func call(_ call: RobotCall) async throws {
        guard let url = URLComponents(string: call.address), let host = url.host?.lowercased() else {
            throw DeliveryProblem.hostNotListed
        }
        let address = try await address(of: host, port: url.port, scheme: url.scheme)
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.timeout = .init(connect: .seconds(5), read: .seconds(10))
        // The name is not looked up again: whoever answers for it could name another address the second time.
        configuration.dnsOverride = [host: address.description]
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        do {
            try await post(call, through: client)
            try await client.shutdown()
        } catch {
            try? await client.shutdown()
            throw error as? DeliveryProblem ?? .unreachable
        }
    }

    /// The address to connect to.
    private func address(of host: String, port: Int?, scheme: String?) async throws -> NetworkAddress {
        let name = port.map { "\(host):\($0)" } ?? host
        guard hosts.contains(name) else { throw DeliveryProblem.hostNotListed }
        let mayBePrivate = privateHosts.contains(name)
        guard scheme == "https" || (scheme == "http" && mayBePrivate) else { throw DeliveryProblem.hostNotListed }
        let bare = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
        let addresses = await withCheckedContinuation { continuation in
            Self.queue.async { continuation.resume(returning: NetworkAddress.all(of: bare)) }
        }
        guard let first = addresses.first else { throw DeliveryProblem.unreachable }
        // One address inside is enough to refuse: which one a connection takes is chance.
        guard mayBePrivate || addresses.allSatisfy(\.isPublic) else { throw DeliveryProblem.privateAddress }
        return first
    }

    private func post(_ call: RobotCall, through client: HTTPClient) async throws {
        var request = HTTPClientRequest(url: call.url())
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json; charset=utf-8")
        request.body = .bytes(ByteBuffer(bytes: try RobotPayload(call).body))
        let response = try await client.execute(request, timeout: .seconds(seconds))
        switch response.status.code {
        case 200: break
        case 300..<400: throw DeliveryProblem.redirected
        case 401, 403: throw DeliveryProblem.wrongSecret
        default: throw DeliveryProblem.refused
        }
        guard let body = try? await response.body.collect(upTo: Self.mostAnswerBytes),
            let answer = try? JSONDecoder().decode(Answer.self, from: Data(body.readableBytesView))
        else { throw DeliveryProblem.answerUnclear }
        if answer.errcode == 0 { return }
        throw Self.wrongSecrets.contains(answer.errcode) ? DeliveryProblem.wrongSecret : .refused
    }

    private struct Answer: Decodable { let errcode: Int }
    /// DingTalk: no such token, wrong signature (or keyword, or address); WeCom: no such webhook.
    private static let wrongSecrets: Set = [300_001, 310_000, 93_000]
}
