// SPDX-License-Identifier: Apache-2.0

/// What is known of one external tool on this machine.
package struct ToolReport: Hashable, Sendable {
    package let tool: String
    /// The Debian package that brings it.
    package let package: String
    /// Where it was found; nil where it is missing.
    package let path: String?
    package let version: String?
    /// Whether it runs without network.
    package let isIsolated: Bool

    package init(tool: String, package: String, path: String?, version: String?, isIsolated: Bool) {
        (self.tool, self.package, self.path) = (tool, package, path)
        (self.version, self.isIsolated) = (version, isIsolated)
    }
}
