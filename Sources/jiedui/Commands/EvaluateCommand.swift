// SPDX-License-Identifier: Apache-2.0
import App
import ArgumentParser

struct EvaluateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate", abstract: "Compares what is read in labelled documents with their labels.",
        discussion: """
            A label is a .json file of the form jiedui/plan-label/1; it names its text in document.sourceFile, \
            relative to the folder above the labels'. Prints F1, precision and recall for every kind of element.
            """)
    @OptionGroup var options: SettingOptions
    @Argument(help: "The folder of the labels.") var folder: String
    @Option(help: "A plan; the clauses of it that tasks carry out are compared too.") var against: String?
    @Flag(help: "One JSON object: the figures of all documents, and of each.") var json = false
    @Option(name: .customLong("fail-under"), help: "KEY=X: end with 1 where the figure of KEY is below X.")
    var bars: [String] = []

    func run() async throws {
        let reading = try await makeReading(try await options.settings(), against: against)
        do {
            let evaluation = try await Evaluation(of: folder, reading, progress: Terminal.progress)
            let failures = try evaluation.failures(of: bars)
            Terminal.write(json ? evaluation.json() : evaluation.table())
            for failure in failures { Terminal.say(failure) }
            if !failures.isEmpty { throw ExitCode.failure }
        } catch let code as ExitCode {
            throw code
        } catch {
            Terminal.say(reading.sentence(error))
            throw ExitCode.failure
        }
    }
}
