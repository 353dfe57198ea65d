// SPDX-License-Identifier: Apache-2.0
import Definitions
package import Domain
import OfficeFiles
import Reports
import SQLCore
import Storage

extension UseCases {
    /// A yearly list as a workbook, with the columns of the table that breaks tasks down. `language` names the columns.
    package func exportYearPlan(_ caller: Caller, id: String, language: Language) async throws -> [UInt8] {
        let detail = try await yearPlan(caller, id: id)
        let messages = try MessageCatalogue()
        return try await withoutBlocking(turn: surroundings.random().0) {
            let columns = ItemFields.Name.allCases.map { name in
                YearPlanTable.Column(
                    heading: heading(name, detail.pairing, messages, language), width: name.width,
                    wraps: name.width > 14)
            }
            let state = YearPlanTable.Column(
                heading: messages.text("work.light", language), width: 16, wraps: false)
            let rows = detail.items.map { line in
                ItemFields.Name.allCases.map { name in
                    name == .isJoint && !line.fields[name].isEmpty
                        ? messages.text("work.yes", language) : line.fields[name]
                } + [lightText(line.light, messages, language)]
            }
            return try writeXLSX([
                YearPlanTable(
                    title: messages.text("work.titleOf", language, ["year": String(detail.plan.year)]),
                    columns: columns + [state], rows: rows
                ).sheet
            ])
        }
    }

    /// The light by its letter and its word, as the pairing's preset has them.
    private func lightText(_ light: WorkLight, _ messages: MessageCatalogue, _ language: Language) -> String {
        guard let look = light.look else { return messages.text("light.level." + light.level.rawValue, language) }
        return look.letter[language] + " " + look.word[language]
    }

    private func heading(
        _ name: ItemFields.Name, _ pairing: Pairing, _ messages: MessageCatalogue, _ language: Language
    ) -> String {
        guard let duty = name.duty else { return messages.text("item." + name.rawValue, language) }
        return messages.text(
            duty.role == .lead ? "item.lead" : "item.units", language,
            ["party": language == .chinese ? pairing.party(duty.side).name : pairing.party(duty.side).romanised])
    }
}

extension ItemFields.Name {
    /// In characters of a sheet.
    fileprivate var width: Double {
        switch self {
        case .position, .weight, .isJoint: 8
        case .leaderPost, .leaderName, .start, .due: 14
        case .measures: 60
        case .title, .goal, .oldAreaLead, .easternLead, .oldAreaUnits, .easternUnits: 28
        case .area, .q1, .q2, .q3, .q4, .special, .note: 20
        }
    }
}
