// SPDX-License-Identifier: Apache-2.0

/// What is known of one external tool on this machine.
package struct ToolReport: Hashable, Sendable {
    package let tool: String
    /// The Debian package that brings it.
    package let package: String
    /// What it is needed for, a word of a closed list: `html`, `pdf`, `scans`, `office`, `pictures`,
    /// `fence`.
    package let purpose: String
    /// Whether only some kinds of files need it.
    package let isOptional: Bool
    /// Where it was found; nil where it is missing.
    package let path: String?
    package let version: String?
    /// Whether it runs without network.
    package let isIsolated: Bool
    /// It is there, but what it needs to read Chinese is not.
    package let lacksChinese: Bool

    package init(
        tool: String, package: String, purpose: String, isOptional: Bool, path: String?, version: String?,
        isIsolated: Bool, lacksChinese: Bool = false
    ) {
        (self.tool, self.package, self.purpose, self.isOptional) = (tool, package, purpose, isOptional)
        (self.path, self.version, self.isIsolated) = (path, version, isIsolated)
        self.lacksChinese = lacksChinese
    }
}
