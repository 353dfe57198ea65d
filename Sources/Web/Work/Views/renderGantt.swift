// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

/// A yearly list as a table of bars, one item a row in the order of the list: what is done of it within its bar, its
/// milestones, and the line of today. Each row says the same in words for those who don't see it.
func renderGantt(_ detail: YearPlanDetail, today: CalendarDate, _ phrases: Phrases) -> HTML {
    guard let scale = YearScale(detail.plan.year) else { return HTML() }
    var writer = GanttWriter(scale: scale, today: today, phrases: phrases)
    writer.write(detail)
    return writer.html
}

/// A year on a line: two units a day.
struct YearScale {
    let first: CalendarDate
    let last: CalendarDate
    static let day = 2

    init?(_ year: Int) {
        guard let days = Period("\(year)")?.days else { return nil }
        (first, last) = (days.lowerBound, days.upperBound)
    }

    var width: Int { Int(last.dayNumber - first.dayNumber + 1) * Self.day }

    /// Where a day begins; days of other years stand at the ends.
    func place(_ day: CalendarDate) -> Int {
        Int(min(max(day, first), last).dayNumber - first.dayNumber) * Self.day
    }

    func holds(_ day: CalendarDate) -> Bool { (first...last).contains(day) }

    /// The first days of the months.
    var months: [CalendarDate] { (1...12).compactMap { CalendarDate(year: first.year, month: $0, day: 1) } }
}

private struct GanttWriter {
    let scale: YearScale
    let today: CalendarDate
    let phrases: Phrases
    var html = HTML()
    private static let height = 28

    mutating func write(_ detail: YearPlanDetail) {
        html.markup("<table class=\"gantt\"><caption class=\"visually-hidden\">")
        html.text(phrases("gantt.caption"))
        html.markup("</caption><thead><tr><th scope=\"col\">")
        html.text(phrases("work.item"))
        html.markup("</th><th scope=\"col\">")
        months()
        html.markup("</th></tr></thead><tbody>")
        var area = ""
        for line in detail.items {
            // A new area is named above its first item.
            if line.item.area != area, !line.item.area.isEmpty {
                html.markup("<tr class=\"gantt-area\"><th scope=\"rowgroup\" colspan=\"2\" lang=\"zh-Hans\"><span>")
                html.text(line.item.area)
                html.markup("</span></th></tr>")
            }
            area = line.item.area
            row(line)
        }
        html.markup("</tbody></table>")
    }

    private mutating func months() {
        open(height: 20)
        for (number, day) in scale.months.enumerated() {
            if number > 0 { line(scale.place(day), "gantt-month", 20) }
            html.markup("<text class=\"gantt-label\" y=\"14\" x=\"")
            html.number(scale.place(day) + 4)
            html.markup("\">")
            html.text(phrases("gantt.month.\(number + 1)"))
            html.markup("</text>")
        }
        html.markup("</svg><span class=\"visually-hidden\">")
        html.text(phrases("gantt.year", ["year": String(scale.first.year)]))
        html.markup("</span>")
    }

    private mutating func row(_ item: ItemLine) {
        let id = item.item.id.text
        html.markup("<tr><th scope=\"row\"><div class=\"gantt-name\">")
        html.add(LightView(item.light, phrases))
        html.markup("<a href=\"")
        html.text(Address.item.path(id))
        html.markup("\" lang=\"zh-Hans\">")
        html.text(item.item.title)
        html.markup("</a></div></th><td>")
        open(height: Self.height)
        for day in scale.months.dropFirst() { line(scale.place(day), "gantt-month", Self.height) }
        bar(item, id)
        for milestone in item.milestones where !milestone.isDropped && scale.holds(milestone.due) { mark(milestone) }
        if scale.holds(today) { line(scale.place(today), "gantt-today", Self.height) }
        html.markup("</svg><span class=\"visually-hidden\">")
        html.text(words(item))
        html.markup("</span></td></tr>\n")
    }

    /// The bar leads to the item, as its name does for keys.
    private mutating func bar(_ line: ItemLine, _ id: String) {
        let from = scale.place(line.item.start ?? scale.first)
        let to = line.item.due.map { scale.place($0) + YearScale.day } ?? scale.width
        let width = max(4, to - from)
        html.markup("<a tabindex=\"-1\" href=\"")
        html.text(Address.item.path(id))
        html.markup("\">")
        let colour = line.light.look.map { " gantt-" + $0.colour.rawValue } ?? ""
        let open = line.item.due == nil ? " gantt-open" : ""
        rectangle("gantt-bar gantt-" + line.light.level.rawValue + colour + open, from, width)
        if let progress = line.light.progress, progress > 0 {
            rectangle("gantt-done", from, max(2, width * min(1_000, progress) / 1_000), isInner: true)
        }
        html.markup("</a>")
    }

    private mutating func rectangle(_ name: String, _ x: Int, _ width: Int, isInner: Bool = false) {
        html.markup("<rect class=\"")
        html.text(name)
        html.markup(isInner ? "\" y=\"16\" height=\"4\" x=\"" : "\" y=\"6\" height=\"16\" rx=\"2\" x=\"")
        html.number(x)
        html.markup("\" width=\"")
        html.number(width)
        html.markup("\"/>")
    }

    /// A lozenge at its day: filled where it was reached, with a cross where its day has passed.
    private mutating func mark(_ milestone: Milestone) {
        let x = scale.place(milestone.due) + 1
        let isOver = milestone.reachedOn == nil && milestone.due < today
        html.markup("<path class=\"gantt-mark")
        html.markup(milestone.reachedOn != nil ? " gantt-reached\" d=\"M" : isOver ? " gantt-over\" d=\"M" : "\" d=\"M")
        html.number(min(max(x, 7), scale.width - 7))
        html.markup(isOver ? ",7l7,7l-7,7l-7,-7zm-3,4l6,6m0,-6l-6,6\"><title>" : ",7l7,7l-7,7l-7,-7z\"><title>")
        html.text(milestone.due.description + " " + milestone.text)
        html.markup("</title></path>")
    }

    private mutating func line(_ x: Int, _ name: StaticString, _ height: Int) {
        html.markup("<line class=\"")
        html.markup(name)
        html.markup("\" y1=\"0\" y2=\"")
        html.number(height)
        html.markup("\" x1=\"")
        html.number(x)
        html.markup("\" x2=\"")
        html.number(x)
        html.markup("\"/>")
    }

    private mutating func open(height: Int) {
        html.markup("<svg class=\"gantt-chart\" focusable=\"false\" aria-hidden=\"true\" viewBox=\"0 0 ")
        html.number(scale.width)
        html.markup(" ")
        html.number(height)
        html.markup("\" width=\"")
        html.number(scale.width)
        html.markup("\" height=\"")
        html.number(height)
        html.markup("\">")
    }

    /// What the row shows, in words.
    private func words(_ line: ItemLine) -> String {
        let due = line.item.due?.description ?? phrases("gantt.noDue")
        var parts = [
            phrases("gantt.from", ["from": line.item.start?.description ?? scale.first.description, "to": due])
        ]
        if let progress = line.light.progress {
            parts.append(phrases("gantt.progress", ["share": percentText(progress)]))
        }
        for milestone in line.milestones where !milestone.isDropped {
            let key =
                milestone.reachedOn != nil ? "gantt.reached" : milestone.due < today ? "gantt.over" : "gantt.coming"
            parts.append(phrases(key, ["day": milestone.due.description, "text": milestone.text]))
        }
        return parts.joined(separator: phrases("light.between"))
    }
}
