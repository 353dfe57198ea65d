// SPDX-License-Identifier: Apache-2.0
package import Domain
package import Foundation
import Yams

extension WorkingCalendar {
    /// Reads working-days.yml. Throws `DefinitionError`.
    package init(folder: URL = DefinitionData.folder) throws(DefinitionError) {
        let file = try DefinitionFile("working-days.yml", in: folder)
        var (years, free, work): (Set<Int>, [CalendarDate], [CalendarDate]) = ([], [], [])
        for node in try file.items("years", of: file.root) {
            let year = try file.integer("year", of: node)
            guard years.insert(year).inserted else { throw file.error(node, "\(year) stands twice") }
            for text in try file.texts("free", of: node) {
                let ends = text.split(separator: " ").map { CalendarDate(iso: "\(year)-\($0)") }
                guard ends.count <= 2, let first = ends.first ?? nil, let last = ends.last ?? nil, first <= last else {
                    throw file.error(node, "\(text) must be a day or two of \(year), such as 10-01 10-07")
                }
                free += (first.dayNumber...last.dayNumber).compactMap { CalendarDate(dayNumber: $0) }
            }
            for text in try file.texts("work", of: node) {
                guard let day = CalendarDate(iso: "\(year)-\(text)") else {
                    throw file.error(node, "\(text) must be a day of \(year), such as 10-10")
                }
                work.append(day)
            }
        }
        self.init(knownYears: years, free: free, working: work)
    }
}
