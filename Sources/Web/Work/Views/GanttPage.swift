// SPDX-License-Identifier: Apache-2.0

/// A yearly list as bars over twelve months.
struct GanttPage: PageModel {
    static let template = "gantt"
    static let samples = [
        GanttPage(
            id: "i", pairing: "a-b", pairingLabel: "A – B", title: "T", isDraft: true, views: .sample,
            lights: [.sample],
            chart: "", isEmpty: false, watching: .sample),
        GanttPage(
            id: "i", pairing: "a-b", pairingLabel: "A – B", title: "T", isDraft: false, views: .sample, lights: [],
            chart: "", isEmpty: true, watching: nil),
    ]
    let id: String
    let pairing: String
    let pairingLabel: String
    let title: String
    let isDraft: Bool
    let views: ListViews
    let lights: [YearPlansPage.Count]
    /// Written by `renderGantt`.
    let chart: String
    let isEmpty: Bool
    let watching: Watching?
    var section: Section? { .work }
}

/// The three views of a yearly list, of which one is open.
struct ListViews: Sendable {
    struct View: Sendable {
        let path: String
        let label: String
        let isOpen: Bool
    }
    let views: [View]

    static let sample = ListViews(views: [
        View(path: "/", label: "L", isOpen: true), View(path: "/", label: "L", isOpen: false),
    ])

    enum Kind: String, CaseIterable { case table, gantt, calendar }

    init(views: [View]) { self.views = views }

    init(of list: String, open: Kind, _ phrases: Phrases) {
        views = Kind.allCases.map { kind in
            let path =
                switch kind {
                case .table: Address.yearPlan.path(list)
                case .gantt: Address.ganttOfYearPlan.path(list)
                case .calendar: Address.calendar.path() + "?list=" + list
                }
            return View(path: path, label: phrases("work.view." + kind.rawValue), isOpen: kind == open)
        }
    }
}
