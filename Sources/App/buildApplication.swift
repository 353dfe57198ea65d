// SPDX-License-Identifier: Apache-2.0
import API
import Domain
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
import Web

/// The program as a server: the pages, the figures for monitoring, and how it listens.
///
/// `onStart` is called once it listens, with the host and the port it got.
func buildApplication(
    _ program: Program, metrics: MetricsRegistry, version: String,
    onStart: @escaping @Sendable (String, Int) async -> Void
) async throws -> some ApplicationProtocol {
    let logger = Logger(label: "jiedui")
    let api = APIApplication(
        useCases: program.useCases, messages: program.messages, settings: apiSettings(program.settings, version))
    let documents = Language.allCases.map { ($0, api.document($0)) }
    let web = try WebApplication(
        useCases: program.useCases, messages: program.messages, settings: webSettings(program.settings, version),
        reference: Dictionary(uniqueKeysWithValues: documents), logger: logger)
    let router = web.router()
    api.addRoutes(to: router)
    router.get("/metrics") { _, _ in
        Response(
            status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: metrics.printed())))
    }
    let settings = program.settings
    return Application(
        router: router,
        // A connection on which nothing moves for so long is closed: nobody holds one by sending slowly.
        server: .http1(configuration: .init(idleTimeout: .seconds(Int64(settings.idleSeconds)))),
        configuration: ApplicationConfiguration(
            address: .hostname(settings.host, port: settings.port), serverName: nil),
        services: services(program, logger),
        onServerRunning: { channel in
            let address = channel.localAddress
            await onStart(address?.ipAddress ?? settings.host, address?.port ?? settings.port)
        },
        logger: logger)
}

/// What runs beside the server.
private func services(_ program: Program, _ logger: Logger) -> [any Service] {
    let address = program.settings.auditSyslog
    return [
        Housekeeping(useCases: program.useCases, logger: logger),
        RecordForwarding(
            useCases: program.useCases, address: address.isEmpty ? nil : SyslogAddress(address), logger: logger),
        ChangeTelling(useCases: program.useCases, logger: logger),
        JobRunning(useCases: program.useCases, logger: logger),
    ]
}

private func webSettings(_ settings: Settings, _ version: String) -> WebSettings {
    var result = WebSettings(
        isSecure: settings.isBehindTLS, trustsForwardedAddress: settings.trustsProxy,
        uploadLimit: settings.maxUploadBytes, uploadFolder: settings.data + "/incoming", version: version,
        contact: settings.contact)
    result.doorRequestsPerAddress = settings.doorRequestsPerAddress
    result.uploadSeconds = settings.uploadSeconds
    return result
}

private func apiSettings(_ settings: Settings, _ version: String) -> APISettings {
    var result = APISettings(uploadFolder: settings.data + "/incoming", version: version)
    result.trustsForwardedAddress = settings.trustsProxy
    result.uploadLimit = settings.maxUploadBytes
    result.uploadSeconds = settings.uploadSeconds
    result.requestsPerToken = settings.requestsPerToken
    result.requestsPerAddress = settings.requestsPerAddress
    return result
}

extension WebContext: APIContext {}
