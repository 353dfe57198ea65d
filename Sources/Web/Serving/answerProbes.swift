// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import UseCases

/// Says that the process is alive.
func answerHealth(_ visit: Visit) async throws -> Response { plain(.ok, "ok\n") }

/// Says whether the database answers, so that requests may be sent here.
func answerReadiness(_ visit: Visit) async throws -> Response {
    do {
        _ = try await visit.useCases.needsSetUp()
        return plain(.ok, "ready\n")
    } catch {
        visit.context.logger.error("not ready", metadata: ["error": "\(String(reflecting: error))"])
        return plain(.serviceUnavailable, "not ready\n")
    }
}

private func plain(_ status: HTTPResponse.Status, _ text: String) -> Response {
    Response(
        status: status, headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"],
        body: .init(byteBuffer: ByteBuffer(string: text)))
}
