// SPDX-License-Identifier: Apache-2.0
import Definitions
package import Domain
import OfficeFiles
import SQLCore
import Storage

extension UseCases {
    /// What was handed in for a cycle as a workbook: one sheet for each area, a row for each share, and a last sheet with
    /// what is missing, late or sent back. Of filings that the caller doesn't see only what became of them stands there.
    package func exportCycle(_ caller: Caller, id: String, language: Language) async throws -> [UInt8] {
        let messages = try MessageCatalogue()
        let (rows, filings) = try await database.read { connection in
            let rows = try cycleDetail(caller, id, connection)
            let seen = try rows.rows.filter(\.isSeen).map { row in
                try self.detail(findFiling(row.filing.id.text, caller, connection), caller)
            }
            return (rows, seen)
        }
        return try await withoutBlocking(turn: surroundings.random().0) {
            let words = SummaryWords(messages: messages, language: language, pairing: rows.pairing)
            var areas: [String: [[SheetCell]]] = [:]
            for filing in filings where [.submitted, .accepted, .locked].contains(filing.filing.state) {
                for line in filing.lines {
                    areas[line.item.area, default: []].append(words.row(line, filing, rows.form))
                }
            }
            var sheets = areas.sorted { $0.key < $1.key }.map { area, lines in
                Sheet(
                    title: area.isEmpty ? words("cycle.noArea") : area, columns: words.columns(rows.form), rows: lines)
            }
            sheets.append(words.bodies(filings, rows.form))
            if let figures = words.figures(filings) { sheets.append(figures) }
            if let differences = words.differences(rows.differences) { sheets.append(differences) }
            sheets.append(words.exceptions(rows, rows.cycle))
            return try writeXLSX(sheets)
        }
    }
}

/// Writes the sheets of a cycle's summary.
private struct SummaryWords {
    let messages: MessageCatalogue
    let language: Language
    let pairing: Pairing

    func callAsFunction(_ key: String) -> String { messages.text(key, language) }

    func party(_ side: Side) -> String {
        language == .chinese ? pairing.party(side).name : pairing.party(side).romanised
    }

    func columns(_ form: FilingForm) -> [SheetColumn] {
        [
            SheetColumn(header: self("filing.column.item"), width: 40, wraps: true),
            SheetColumn(header: self("cycle.side"), width: 14), SheetColumn(header: self("cycle.unit"), width: 26),
            SheetColumn(header: self("filing.column.milestones"), width: 36, wraps: true),
        ]
            + form.asked(hasMilestones: false).map {
                SheetColumn(header: $0.field.title[language], width: 36, wraps: true)
            } + [SheetColumn(header: self("cycle.state"), width: 14)]
    }

    func row(_ line: FilingDetail.Line, _ filing: FilingDetail, _ form: FilingForm) -> [SheetCell] {
        let nodes = line.milestones.map { node in
            node.due.description + " " + node.text
                + (node.reachedOn == nil ? "" : " (" + self("item.reached") + ")")
        }
        return [
            .text(line.item.title), .text(party(filing.filing.side)), .text(filing.filing.unit),
            .text(nodes.joined(separator: "\n")),
        ]
            + form.asked(hasMilestones: false).map { field in
                line.boxes.first { $0.field.key == field.key }.map { .text(text(of: $0)) } ?? .empty
            } + [.text(self("filing.state." + filing.filing.state.rawValue))]
    }

    /// What stands in a field; beside it what the other city reports, where that isn't settled.
    private func text(of box: FilingDetail.Box) -> String {
        guard let line = box.difference else { return box.text }
        return box.text + "\n" + self("itemDifference.state.open") + ": " + values(line)
    }

    private func values(_ line: ItemDifferenceLine) -> String {
        Side.allCases.map { party($0) + " " + line.text(line.difference.ticket.value(of: $0), language) }
            .joined(separator: " / ")
    }

    /// What both cities reported differently; nil where nothing.
    func differences(_ lines: [ItemDifferenceLine]) -> Sheet? {
        guard !lines.isEmpty else { return nil }
        let heads: [(String, Double)] = [
            ("filing.column.item", 40), ("filing.place", 16), ("itemDifference.values", 40),
            ("itemDifference.state", 14), ("itemDifference.settled", 16), ("itemDifference.note", 40),
        ]
        return Sheet(
            title: self("itemDifference.all"),
            columns: heads.map { SheetColumn(header: self($0.0), width: $0.1, wraps: true) },
            rows: lines.map { line in
                [
                    .text(line.item.title), .text(line.field.field.title[language]), .text(values(line)),
                    .text(self("itemDifference.state." + line.difference.state.rawValue)),
                    line.difference.ticket.settled.map { .text(line.text($0, language)) } ?? .empty,
                    .text(line.difference.reason ?? ""),
                ]
            })
    }

    /// What bodies say of their work as a whole.
    func bodies(_ filings: [FilingDetail], _ form: FilingForm) -> Sheet {
        let fields = form.asked(hasMilestones: nil)
        return Sheet(
            title: self("filing.body"),
            columns: [
                SheetColumn(header: self("cycle.side"), width: 14), SheetColumn(header: self("cycle.unit"), width: 30),
            ] + fields.map { SheetColumn(header: $0.field.title[language], width: 60, wraps: true) },
            rows: filings.filter { [.submitted, .accepted, .locked].contains($0.filing.state) }.map { filing in
                [.text(party(filing.filing.side)), .text(filing.filing.unit)]
                    + fields.map { field in
                        filing.body.first { $0.field.key == field.key }.map { .text($0.text) } ?? .empty
                    }
            })
    }

    /// What registers came to for each body when it handed in; nil where no form names a figure.
    func figures(_ filings: [FilingDetail]) -> Sheet? {
        let rows = filings.filter(\.filing.isHandedIn).flatMap { filing in
            filing.figures.map { figure -> [SheetCell] in
                func text(_ amount: Int64?) -> SheetCell {
                    .text(figureWithUnit(amount, figure.indicator, figure.ledger, language))
                }
                return [
                    .text(party(filing.filing.side)), .text(filing.filing.unit),
                    .text(figure.indicator.title[language]), text(figure.shown.amount), text(figure.shown.before),
                    .text(self("filing.extent." + figure.extent.rawValue)),
                    .text(figure.disputed > 0 ? self("figure.open") : ""),
                    figure.kept.map { .text($0.at.day.description) } ?? .empty,
                    figure.hasMoved ? text(figure.amount) : .empty,
                ]
            }
        }
        guard !rows.isEmpty else { return nil }
        let heads: [(String, Double)] = [
            ("cycle.side", 14), ("cycle.unit", 30), ("filing.figure", 26), ("filing.figureNow", 18),
            ("filing.figureLast", 18), ("filing.figureExtent", 22), ("filing.figureDoubt", 14),
            ("filing.figureKept", 18), ("filing.figureSince", 18),
        ]
        return Sheet(
            title: self("filing.figures"), columns: heads.map { SheetColumn(header: self($0.0), width: $0.1) },
            rows: rows)
    }

    /// What is missing, late or sent back, with what was said where an order or a correction stands beside it.
    func exceptions(_ rows: CycleDetail, _ cycle: FilingCycle) -> Sheet {
        let shown = rows.rows.filter { row in
            row.filing.state != .excused
                && (row.isLate || row.filing.returns > 0 || row.filing.state.isWithBody
                    || row.filing.state == .missed)
        }
        return Sheet(
            title: self("cycle.exceptions"),
            columns: [
                SheetColumn(header: self("cycle.side"), width: 14), SheetColumn(header: self("cycle.unit"), width: 30),
                SheetColumn(header: self("cycle.state"), width: 14),
                SheetColumn(header: self("cycle.dueDay"), width: 14),
                SheetColumn(header: self("cycle.submitted"), width: 18),
                SheetColumn(header: self("cycle.late"), width: 10),
                SheetColumn(header: self("cycle.returns"), width: 10),
                SheetColumn(header: self("cycle.reminders"), width: 10),
            ],
            rows: shown.map { row in
                [
                    .text(party(row.filing.side)), .text(row.filing.unit),
                    .text(self("filing.state." + row.filing.state.rawValue)), .text(cycle.due.description),
                    row.filing.firstSubmittedAt.map { .text($0.day.description) } ?? .empty,
                    .text(row.isLate ? self("work.yes") : ""), .number(Double(row.filing.returns)),
                    .number(Double(row.filing.reminders)),
                ]
            })
    }
}
