// SPDX-License-Identifier: Apache-2.0
package import Definitions
package import Domain
import HTTPTypes
package import Hummingbird
package import Logging
package import UseCases

/// The web of the program: its addresses over the use cases.
package struct WebApplication: Sendable {
    private let site: Site

    /// Reads templates and assets and renders every page once; `reference` is the OpenAPI document. Throws where one of them is broken.
    package init(
        useCases: UseCases, messages: MessageCatalogue, settings: WebSettings, reference: [Language: [UInt8]] = [:],
        logger: Logger
    ) throws {
        site = try Site(
            useCases: useCases, messages: messages, settings: settings, reference: reference, logger: logger)
    }

    /// A router that answers every address. Further routes (the metrics) may be added to it.
    package func router() -> Router<WebContext> {
        let router = Router(context: WebContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: RequestRecord())
        router.add(middleware: SecureHeaders(settings: site.settings))
        router.add(middleware: ErrorPages(site: site))
        for address in Address.allCases {
            let gate = Gate(site: site, address: address)
            router.on(RouterPath(address.pattern), method: address.method) { request, context in
                try await gate.admit(request, context: context)
            }
        }
        refuseOtherMethods(on: router)
        return router
    }

    private func refuseOtherMethods(on router: Router<WebContext>) {
        let methods: [HTTPRequest.Method] = [.get, .post, .put, .patch, .delete]
        for (pattern, addresses) in Dictionary(grouping: Address.allCases, by: \.pattern) {
            let known = Set(addresses.map(\.method))
            for method in methods where !known.contains(method) {
                router.on(RouterPath(pattern), method: method) { _, _ -> Response in
                    throw HTTPError(
                        .methodNotAllowed, headers: [.allow: known.map(\.rawValue).sorted().joined(separator: ", ")])
                }
            }
        }
    }
}
