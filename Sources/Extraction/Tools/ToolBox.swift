// SPDX-License-Identifier: Apache-2.0

/// Where external tools are looked for and where they keep what they write.
package struct ToolBox: Hashable, Sendable {
    /// Folders in the order of search; nothing else of the caller's environment reaches a tool.
    package var searchPath: [String]
    /// The folder that holds the private folder of each run.
    package var temporaryFolder: String

    package init(searchPath: [String] = ["/usr/local/bin", "/usr/bin", "/bin"], temporaryFolder: String = "/tmp") {
        (self.searchPath, self.temporaryFolder) = (searchPath, temporaryFolder)
    }
}
