// SPDX-License-Identifier: Apache-2.0
package import Hummingbird

/// What the API knows of a request beside the request itself; the context of the program's router conforms to it.
package protocol APIContext: RequestContext {
    /// The address from which the connection came.
    var peer: String? { get }
    /// The name of the request in the log.
    var requestID: String { get }
}
