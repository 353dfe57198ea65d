// SPDX-License-Identifier: Apache-2.0
import App
import ArgumentParser
import Foundation

struct LabelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "label", abstract: "Writes a label, by which 'jiedui evaluate' measures the reading.",
        discussion: """
            WHAT is a draft as 'jiedui parse --format json' prints it, once somebody has put it right; a document, whose \
            draft is right as it is; or the id of a draft or plan in the database. With --output the label goes to \
            FOLDER/labels and the text to FOLDER/documents, which 'jiedui evaluate FOLDER/labels' reads. Names, numbers \
            and mail addresses of persons are left out; a document that is secret or not public gets no label.
            """)
    @OptionGroup var options: SettingOptions
    @Argument(help: "A draft (.json), a document, or the id of a draft or plan.") var what: String
    @Option(help: "The document that a draft is of.") var text: String?
    @Option(name: .shortAndLong, help: "A folder for labels and texts; standard output gets the label otherwise.")
    var output: String?

    func run() async throws {
        if !FileManager.default.fileExists(atPath: what), UUID(uuidString: what) != nil {
            return try await withProgram(options) { try deliver(try await $0.label(id: what.lowercased())) }
        }
        let reading = try await makeReading(try await options.settings(), against: nil)
        do {
            try deliver(try await reading.label(what, text: text))
        } catch {
            Terminal.say(reading.sentence(error))
            throw ExitCode.failure
        }
    }

    private func deliver(_ label: WrittenLabel) throws {
        guard let output else { return Terminal.write(label.json) }
        try label.write(to: output)
    }
}
