// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain

/// The state machines of the responsibility loop as a page for people, in Markdown: docs/loop.md is made of it.
struct LoopPage {
    let messages: MessageCatalogue

    var markdown: String {
        ([Self.head]
            + [
                section("leg", WorkLeg.table), section("filing", Filing.table),
                section("order", SupervisionOrder.table),
                section("handling", HandlingLeg.table), section("request", SpecialRequest.table),
                section("opinion", RequestOpinion.table), section("decision", MeetingDecision.table),
                section("itemDifference", Difference.table),
            ]).joined(separator: "\n\n") + "\n"
    }

    private static let head = """
        # The responsibility loop

        Made from the tables of states in `Sources/Domain` (`Work`, `Filings`, `Supervision`, `Requests`, `Meetings`) by `make \
        loop`; don't edit it by hand. What no line says can't be done. Who is which part is decided by the use cases: \
        the responsible unit and the offices by their roles, the program by a day that has come or by what lies below.
        """

    private func section<State, Step>(_ machine: String, _ table: StateTable<State, Step>) -> String {
        """
        ## \(words("loop." + machine))

        ```mermaid
        stateDiagram-v2
        \(picture(machine, table).map { "    " + $0 }.joined(separator: "\n"))
        ```

        | from | step | who | needs | only where | to | then |
        |---|---|---|---|---|---|---|
        \(table.lines.map { row(machine, $0) }.joined(separator: "\n"))
        """
    }

    private func picture<State, Step>(_ machine: String, _ table: StateTable<State, Step>) -> [String] {
        func name(_ state: State) -> String { state.rawValue.replacing("-", with: "_") }
        let names = State.allCases.map { "\(name($0)): \(words("\(machine).state.\($0.rawValue)"))" }
        let moves = table.lines.flatMap { line in
            State.allCases.filter(line.from.contains).map { from in
                "\(name(from)) --> \(name(line.to ?? from)): \(words("\(machine).step.\(line.step.rawValue)"))"
            }
        }
        let ends = State.allCases.filter(\.isEnd).map { "\(name($0)) --> [*]" }
        return names + ["[*] --> \(name(table.start))"] + moves + ends
    }

    private func row<State, Step>(_ machine: String, _ line: StateTable<State, Step>.Line) -> String {
        let from = State.allCases.filter(line.from.contains).map { words("\(machine).state.\($0.rawValue)") }
        let only =
            LoopFact.allCases.filter(line.when.contains).map { words("fact." + $0.rawValue) }
            + LoopFact.allCases.filter(line.unless.contains).map { "not " + words("fact." + $0.rawValue) }
        let cells = [
            from.joined(separator: ", "), words("\(machine).step.\(line.step.rawValue)"),
            LoopPart.allCases.filter(line.by.contains).map { words("part." + $0.rawValue) }.joined(separator: ", "),
            LoopNeed.allCases.filter(line.needs.contains).map { words("need." + $0.rawValue) }.joined(separator: "; "),
            only.joined(separator: ", "), line.to.map { words("\(machine).state.\($0.rawValue)") } ?? "stays",
            line.follows.map { "`\($0.rawValue)`" }.joined(separator: " "),
        ]
        return "| " + cells.joined(separator: " | ") + " |"
    }

    private func words(_ key: String) -> String { messages.text(key, .english) }
}
