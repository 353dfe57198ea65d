// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// Which way of running a program without network this machine permits; asked once per place of the tool.
enum Isolation {
    private static let known = Mutex<[String: [String]]>([:])

    /// The words to put before a command; none where no isolation is permitted.
    static func command(_ box: ToolBox) -> [String] {
        guard let unshare = box.find(.unshare), let prlimit = box.find(.prlimit) else { return [] }
        if let answer = known.withLock({ $0[unshare] }) { return answer }
        let answer = probe(unshare: unshare, prlimit: prlimit, box)
        known.withLock { $0[unshare] = answer }
        return answer
    }

    /// An own process namespace too where possible: when its first process is killed, the kernel kills the rest.
    private static func probe(unshare: String, prlimit: String, _ box: ToolBox) -> [String] {
        let ways = [
            ["--map-root-user", "--net", "--pid", "--fork", "--kill-child"],
            ["--net", "--pid", "--fork", "--kill-child"],
            ["--map-root-user", "--net"],
            ["--net"],
        ]
        for way in ways {
            let command = [unshare] + way + [prlimit, "--core=0", prlimit, "--version"]
            var child = ChildProcess(command: command, environment: ["LC_ALL=C.UTF-8"], folder: "/")
            child.seconds = 5
            if case .exited(let output) = child.run(CancellationFlag()), output.status == 0 {
                return [unshare] + way
            }
        }
        return []
    }
}
