// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import DocumentEngine
import Domain
import Foundation

struct ReadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "read", abstract: "Reads a document repeated to a size; prints speed and memory.")
    @Argument var file: String
    @Option(help: "Megabytes of UTF-8.") var megabytes = 5.0
    @Flag(help: "Repeat the whole document, as in a file of many, and not its tasks.") var whole = false

    func run() throws {
        let once = try String(contentsOfFile: file, encoding: .utf8)
        let size = Int(megabytes * 1_000_000)
        let text =
            try whole ? String(repeating: once, count: max(1, size / once.utf8.count)) : grow(once, to: size)
        measure(text)
    }

    private func measure(_ text: String) {
        let size = Double(text.utf8.count) / 1_000_000
        let before = peakMemory()
        let source = SourceText(text: text, format: .text)
        var tasks = 0
        let began = processorTime()
        let time = ContinuousClock().measure {
            tasks = DocumentReader().read(source).areas.reduce(0) { $0 + $1.tasks.count }
        }
        let processor = processorTime() - began
        let label = "read \(Int(size.rounded())) MB\(whole ? " of many documents" : "") (\(tasks) tasks)"
        report("\(label): speed, one core", size / time.seconds, "MB/s")
        report("\(label): speed by processor time", size / processor, "MB/s")
        report("\(label): peak memory above the start, times the text", (peakMemory() - before) / size, "x")
    }

    /// The document with its areas and tasks repeated until it has so many bytes: one plan of many areas.
    private func grow(_ once: String, to size: Int) throws -> String {
        let draft = DocumentReader().read(SourceText(text: once, format: .text))
        guard let first = draft.areas.first?.source.range.from,
            let last = draft.areas.last?.tasks.last.map({ $0.responsible.sources.last ?? $0.source })?.range.to
        else { throw ValidationError("\(file) holds no plan") }
        let scalars = Array(once.unicodeScalars)
        let start = scalars[..<first].lastIndex(of: "\n").map { $0 + 1 } ?? 0
        let end = scalars[last...].firstIndex(of: "\n").map { $0 + 1 } ?? scalars.count
        func text(_ slice: ArraySlice<Unicode.Scalar>) -> String {
            String(String.UnicodeScalarView(slice))
        }
        let tasks = text(scalars[start..<end])
        let times = max(1, (size - once.utf8.count) / tasks.utf8.count)
        return text(scalars[..<start]) + String(repeating: tasks, count: times) + text(scalars[end...])
    }

    /// How long the process has had a processor, in seconds: what other work on the machine takes away is left out.
    private func processorTime() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1_000_000_000
    }

    /// The most memory the process has held, in megabytes (10^6 bytes).
    private func peakMemory() -> Double {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
        return (line.split(whereSeparator: { !$0.isNumber }).first.flatMap { Double($0) } ?? 0) * 1024 / 1_000_000
    }
}
