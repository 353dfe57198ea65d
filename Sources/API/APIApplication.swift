// SPDX-License-Identifier: Apache-2.0
package import Definitions
package import Domain
import HTTPTypes
package import Hummingbird
package import UseCases

/// The API of the program: its operations over the use cases.
package struct APIApplication: Sendable {
    let site: APISite

    package init(useCases: UseCases, messages: MessageCatalogue, settings: APISettings) {
        site = APISite(useCases: useCases, messages: messages, settings: settings)
    }

    /// Adds every operation to the router.
    package func addRoutes<Context: APIContext>(to router: Router<Context>) {
        router.add(middleware: UnknownOperations<Context>(site: site))
        for operation in APIOperation.allCases {
            let gate = APIGate(site: site, operation: operation)
            router.on(RouterPath(operation.pattern), method: operation.method) { request, context in
                let values = operation.declaration.pathValues.map { ($0, context.parameters.get($0) ?? "") }
                return await gate.admit(
                    request, Arrival(path: values, peer: context.peer, requestID: context.requestID),
                    logger: context.logger)
            }
        }
    }

    /// The OpenAPI document, whose sentences are in `language`.
    package func document(_ language: Language) -> [UInt8] { site.document(language) }
}
