// SPDX-License-Identifier: Apache-2.0
import CSpawn
import Glibc

/// One run of a program in a session of its own, so that it can be killed with everything that it started.
struct ChildProcess {
    /// The program's path and its arguments.
    let command: [String]
    let environment: [String]
    let folder: String
    var seconds = 60
    var outputLimit = 512 << 20
    /// Whether the program that is started waits for the one that does the work, in a process namespace.
    var isSupervised = false

    enum End {
        case exited(ToolOutput)
        case signalled(Int32)
        case overTime
        case overOutput
        case cancelled
        case notStarted(Int32)
    }

    /// Runs the program to its end; blocks the calling thread.
    func run(_ cancellation: CancellationFlag) -> End {
        guard let output = Pipe(), let complaint = Pipe() else { return .notStarted(errno) }
        defer {
            output.close()
            complaint.close()
        }
        var pid: pid_t = 0
        let status = spawn(&pid, output: output.write, complaint: complaint.write)
        guard status == 0 else { return .notStarted(status) }
        output.closeWrite()
        complaint.closeWrite()
        var reading = ChildReading(output: output.read, complaint: complaint.read, limit: outputLimit)
        let stop = watch(pid, &reading, cancellation)
        if stop != nil, isSupervised { stopWorker(of: pid) }
        // Whatever the program left running goes with it; its number cannot be another's before it is waited for.
        kill(-pid, SIGKILL)
        var ended: Int32 = 0
        while waitpid(pid, &ended, 0) == -1 && errno == EINTR {}
        if let stop { return stop }
        reading.drain()
        if reading.isOverLimit { return .overOutput }
        let signal = ended & 0x7F
        guard signal == 0 else { return .signalled(signal) }
        let text = String(decoding: reading.complaint, as: UTF8.self)
        return .exited(ToolOutput(status: Int(ended >> 8) & 0xFF, bytes: reading.output, complaint: text))
    }

    /// Reads what the program prints until it ends; returns why it has to be stopped, or nil when it ended.
    private func watch(_ pid: pid_t, _ reading: inout ChildReading, _ cancellation: CancellationFlag) -> End? {
        let deadline = milliseconds() + seconds * 1_000
        while true {
            let rest = deadline - milliseconds()
            if rest <= 0 { return .overTime }
            if cancellation.isSet { return .cancelled }
            reading.wait(atMost: Int32(min(rest, reading.isDone ? 2 : 50)))
            if reading.isOverLimit { return .overOutput }
            if hasEnded(pid) { return nil }
        }
    }

    /// Whether the program has ended; it is not waited for yet.
    private func hasEnded(_ pid: pid_t) -> Bool {
        var info = siginfo_t()
        return waitid(P_PID, id_t(pid), &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_signo == SIGCHLD
    }

    /// Kills the first process of the namespace, with which the kernel kills the rest, and lets its parent wait for
    /// it: killed together, it would be left to the machine's first process, which in a container may wait for none.
    private func stopWorker(of pid: pid_t) {
        guard let list = fopen("/proc/\(pid)/task/\(pid)/children", "r") else { return }
        defer { fclose(list) }
        var text = [CChar](repeating: 0, count: 1_024)
        guard fgets(&text, Int32(text.count), list) != nil else { return }
        let workers = String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        for worker in workers.split(separator: " ").compactMap({ pid_t($0) }) { kill(worker, SIGKILL) }
        let deadline = milliseconds() + 1_000
        while !hasEnded(pid), milliseconds() < deadline { poll(nil, 0, 2) }
    }

    private func spawn(_ pid: inout pid_t, output: Int32, complaint: Int32) -> Int32 {
        withCStrings(command) { arguments in
            withCStrings(environment) {
                spawn_in_session(&pid, arguments, $0, folder, output, complaint)
            }
        }
    }
}

/// What a child printed so far.
private struct ChildReading {
    private var descriptors: [pollfd]
    private let limit: Int
    private(set) var output: [UInt8] = []
    private(set) var complaint: [UInt8] = []
    private(set) var isOverLimit = false
    private var piece = [UInt8](repeating: 0, count: 1 << 16)

    init(output: Int32, complaint: Int32, limit: Int) {
        descriptors = [output, complaint].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        self.limit = limit
    }

    /// Whether both ends were closed.
    var isDone: Bool { descriptors.allSatisfy { $0.fd < 0 } }

    mutating func wait(atMost milliseconds: Int32) {
        guard poll(&descriptors, nfds_t(descriptors.count), milliseconds) > 0 else { return }
        for index in descriptors.indices where descriptors[index].revents != 0 { read(index) }
    }

    /// Takes what is still in the pipes after the end.
    mutating func drain() {
        while !isDone && !isOverLimit {
            guard poll(&descriptors, nfds_t(descriptors.count), 0) > 0 else { return }
            for index in descriptors.indices where descriptors[index].revents != 0 { read(index) }
        }
    }

    private mutating func read(_ index: Int) {
        let count = piece.withUnsafeMutableBytes { Glibc.read(descriptors[index].fd, $0.baseAddress, $0.count) }
        guard count > 0 else {
            if count == 0 || errno != EINTR { descriptors[index].fd = -1 }
            return
        }
        if index == 0 {
            isOverLimit = output.count + count > limit
            if !isOverLimit { output.append(contentsOf: piece[..<count]) }
        } else if complaint.count < 1 << 16 {
            complaint.append(contentsOf: piece[..<count])
        }
    }
}

/// Both ends close when another program is started, so that no other child holds them open.
private final class Pipe {
    let read: Int32
    private(set) var write: Int32

    init?() {
        var ends: [Int32] = [0, 0]
        guard open_private_pipe(&ends) == 0 else { return nil }
        (read, write) = (ends[0], ends[1])
    }

    func closeWrite() {
        if write >= 0 { Glibc.close(write) }
        write = -1
    }

    func close() {
        closeWrite()
        Glibc.close(read)
    }
}

private func milliseconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000 + time.tv_nsec / 1_000_000
}

private func withCStrings<Result>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
) -> Result {
    let copies = strings.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return body(copies + [nil])
}
