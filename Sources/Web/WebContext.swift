// SPDX-License-Identifier: Apache-2.0
package import Hummingbird
import Logging
import NIOCore

/// What is known of a request beside the request itself.
package struct WebContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// The address from which the connection came.
    let peer: String?

    package init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        peer = source.channel.remoteAddress?.ipAddress
    }
}
