// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc

/// An external program behind a fence: no shell, no network where the machine permits that, limits on time, memory
/// and output, and a private folder that is gone afterwards. At a limit it is killed with all its children.
struct SandboxedTool: Sendable {
    let tool: ExternalTool
    let box: ToolBox
    let limits: ExtractionLimits
    var cancellation = CancellationFlag()

    /// Runs the tool; `makeArguments` is given the private folder, which is also the working directory. The output is
    /// what the tool prints, or the file of the name `fileMade` that it leaves in the folder.
    func run(
        fileMade: String? = nil, outputLimit: Int = 512 << 20,
        _ makeArguments: (_ folder: String) throws(ExtractionError) -> [String]
    ) throws(ExtractionError) -> ToolOutput {
        guard let path = box.find(tool) else {
            throw .toolMissing(tool: tool.rawValue, package: tool.package)
        }
        guard let prlimit = box.find(.prlimit) else {
            throw .toolMissing(tool: ExternalTool.prlimit.rawValue, package: ExternalTool.prlimit.package)
        }
        guard let folder = makePrivateFolder(in: box.temporaryFolder) else {
            throw .toolFailed(tool: tool.rawValue, status: Int(errno))
        }
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let isolation = Isolation.command(box)
        let command = isolation + [prlimit] + limitArguments + [path] + (try makeArguments(folder))
        var child = ChildProcess(command: command, environment: environment(folder), folder: folder)
        child.seconds = limits.toolSeconds
        child.outputLimit = outputLimit
        child.isSupervised = isolation.contains("--fork")
        let output = try judge(child.run(cancellation))
        guard let fileMade else { return output }
        let made = FileManager.default.contents(atPath: folder + "/" + fileMade) ?? Data()
        return ToolOutput(status: output.status, bytes: [UInt8](made), complaint: output.complaint)
    }

    /// The address space is what is limited, because resident memory cannot be.
    private var limitArguments: [String] {
        [
            "--as=\(limits.toolMemory)", "--cpu=\(limits.toolSeconds)", "--fsize=\(limits.toolMemory)",
            "--nofile=256", "--core=0",
        ]
    }

    private func environment(_ folder: String) -> [String] {
        [
            "PATH=" + box.searchPath.joined(separator: ":"), "LC_ALL=C.UTF-8", "HOME=" + folder, "TMPDIR=" + folder,
            // One page is recognised by one core; several files are read beside each other.
            "OMP_THREAD_LIMIT=1",
        ]
    }

    private func judge(_ end: ChildProcess.End) throws(ExtractionError) -> ToolOutput {
        switch end {
        case .exited(let output):
            if output.status != 0, output.complaint.lowercased().contains("memory") {
                throw .toolMemory(tool: tool.rawValue, megabytes: limits.toolMemory >> 20)
            }
            return output
        case .signalled(let signal):
            if signal == SIGXCPU || signal == SIGKILL {
                throw .toolTimeout(tool: tool.rawValue, seconds: limits.toolSeconds)
            }
            throw .toolFailed(tool: tool.rawValue, status: 128 + Int(signal))
        case .overTime: throw .toolTimeout(tool: tool.rawValue, seconds: limits.toolSeconds)
        case .overOutput: throw .toolMemory(tool: tool.rawValue, megabytes: limits.toolMemory >> 20)
        case .cancelled: throw .cancelled
        case .notStarted(let code): throw .toolFailed(tool: tool.rawValue, status: Int(code))
        }
    }
}

/// What a tool printed and how it ended.
struct ToolOutput: Sendable {
    let status: Int
    let bytes: [UInt8]
    /// The beginning of what it printed to standard error.
    let complaint: String
}

private func makePrivateFolder(in parent: String) -> String? {
    var pattern = Array((parent + "/jiedui-tool-XXXXXX").utf8CString)
    return pattern.withUnsafeMutableBufferPointer { buffer in
        buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
    }
}
