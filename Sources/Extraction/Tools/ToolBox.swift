// SPDX-License-Identifier: Apache-2.0
import Glibc

/// Where external tools are looked for and where they keep what they write.
package struct ToolBox: Hashable, Sendable {
    /// Folders in the order of search; nothing else of the caller's environment reaches a tool.
    package var searchPath: [String]
    /// The folder that holds the private folder of each run.
    package var temporaryFolder: String

    package init(searchPath: [String] = ["/usr/local/bin", "/usr/bin", "/bin"], temporaryFolder: String = "/tmp") {
        (self.searchPath, self.temporaryFolder) = (searchPath, temporaryFolder)
    }

    /// The tool's path; nil where it is missing.
    func find(_ tool: ExternalTool) -> String? {
        searchPath.map { $0 + "/" + tool.rawValue }.first { access($0, X_OK) == 0 }
    }

    /// What is known of every tool on this machine; runs each of them once.
    func reports(_ limits: ExtractionLimits) -> [ToolReport] {
        let isIsolated = !Isolation.command(self).isEmpty
        return ExternalTool.allCases.map { tool in
            let path = find(tool)
            return ToolReport(
                tool: tool.rawValue, package: tool.package, purpose: tool.purpose, isOptional: tool.isOptional,
                path: path, version: path == nil ? nil : version(of: tool, limits), isIsolated: isIsolated,
                lacksChinese: path != nil && tool == .tesseract && !readsChinese(limits))
        }
    }

    /// Whether the recognition of pictures has its model of simplified Chinese, which is a package of its own.
    private func readsChinese(_ limits: ExtractionLimits) -> Bool {
        let run = SandboxedTool(tool: .tesseract, box: self, limits: limits)
        guard let output = try? run.run({ _ in ["--list-langs"] }) else { return false }
        let languages = (String(decoding: output.bytes, as: UTF8.self) + output.complaint).split(separator: "\n")
        return languages.contains("chi_sim")
    }

    private func version(of tool: ExternalTool, _ limits: ExtractionLimits) -> String? {
        let run = SandboxedTool(tool: tool, box: self, limits: limits)
        guard let argument = tool.versionArgument, let output = try? run.run({ _ in [argument] }) else { return nil }
        let text = String(decoding: output.bytes, as: UTF8.self) + output.complaint
        return text.split(whereSeparator: { $0 == " " || $0 == "\n" }).first { word in
            word.first?.isNumber == true && word.contains(".")
        }.map { String($0) }
    }
}
