// SPDX-License-Identifier: Apache-2.0
import App
import ArgumentParser

struct ParseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parse", abstract: "Prints the structure of documents.",
        discussion: """
            - reads standard input; a folder stands for the documents in it. With --output, each document's result is \
            a file of its own in that folder (or, for one document, the file named); otherwise results follow each \
            other on standard output, JSON one object a line where there are several.
            """)
    @OptionGroup var options: SettingOptions
    @Argument(help: "Files, folders, or - for standard input.") var files: [String]
    @Option(help: "tree, json, csv or xlsx.") var format = "tree"
    @Option(help: "A plan; each task names the clauses of it that it carries out.") var against: String?
    @Flag(help: "Why each line was read as it was, instead of the structure; with --format json as JSON.")
    var explain = false
    @Option(name: .shortAndLong, help: "A file for one document, a folder for several.") var output: String?

    func run() async throws {
        guard let format = DraftFormat(rawValue: format) else {
            throw ValidationError("--format takes tree, json, csv or xlsx")
        }
        guard !explain || format == .tree || format == .json else {
            throw ValidationError("--explain takes --format tree or json")
        }
        let found = findFiles(files, endings: readableEndings)
        guard !found.isEmpty else {
            throw ValidationError("there is nothing to read in \(files.joined(separator: " "))")
        }
        let isSingle = found.count == 1
        if format == .xlsx, output == nil, !isSingle { throw ValidationError("several .xlsx need --output FOLDER") }
        let reading = try await makeReading(try await options.settings(), against: against)
        var failures: [String] = []
        for (done, file) in found.enumerated() {
            Terminal.progress(done, of: found.count, file)
            do {
                let onOneLine = !isSingle && output == nil
                let bytes =
                    explain
                    ? try await reading.explain(file, asJSON: format == .json, onOneLine: onOneLine)
                    : try await reading.read(file, format: format, onOneLine: onOneLine)
                try deliver(bytes, of: file, format: format, isSingle: isSingle)
            } catch {
                failures.append("\(file): \(reading.sentence(error))")
            }
        }
        Terminal.progress(found.count, of: found.count, "")
        for failure in failures { Terminal.say(failure) }
        if !failures.isEmpty { throw ExitCode.failure }
    }

    private func deliver(_ bytes: [UInt8], of file: String, format: DraftFormat, isSingle: Bool) throws {
        guard let output else { return Terminal.write(bytes) }
        try writeFile(
            bytes, to: isSingle && !isFolder(output) ? output : resultPath(of: file, in: output, format: format))
    }
}

/// What reads documents for a command; tasks are linked to the clauses of the plan in `reference`.
func makeReading(_ settings: Settings, against reference: String?) async throws -> Reading {
    let reading = try Reading(settings)
    guard let reference else { return reading }
    do { return try await reading.linking(to: reference) } catch {
        Terminal.say(reading.sentence(error))
        throw ExitCode.failure
    }
}
