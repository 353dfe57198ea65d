// SPDX-License-Identifier: Apache-2.0
package import Hummingbird
import Logging
import NIOCore

/// What is known of a request beside the request itself.
package struct WebContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// The address from which the connection came.
    package let peer: String?
    /// The name of the request in the log. Not the framework's `id`, which needs a log handler that keeps metadata.
    package let requestID: String

    package init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        peer = source.channel.remoteAddress?.ipAddress
        requestID = source.logger[metadataKey: "hb.request.id"]?.description ?? RequestID().description
    }
}
