// SPDX-License-Identifier: Apache-2.0
import Domain
import Hummingbird
import UseCases

/// Two plans beside each other, or who else does what one task says; without a choice the plans to choose from.
func showLikeness(_ visit: Visit) async throws -> Response {
    let caller = try visit.caller
    if let task = visit.query.optional("task") {
        let found = try await visit.useCases.likeTasks(caller, task: task)
        return try visit.show(LikenessPage(found, visit.phrases))
    }
    let plans = try await visit.useCases.comparablePlans(caller)
    let mine = visit.query.optional("mine") ?? plans.first { !$0.isPublication }?.id.text
    guard let mine, let other = visit.query.optional("other") else {
        return try visit.show(LikenessPage(plans, mine: mine, other: nil, nil, visit.phrases))
    }
    let found = try await visit.useCases.comparePlans(caller, mine: mine, other: other)
    return try visit.show(LikenessPage(plans, mine: mine, other: other, found, visit.phrases))
}

extension LikenessPage {
    init(_ found: TaskWithLikes, _ phrases: Phrases) {
        self.init(
            mine: [], others: [], isChosen: false, head: Head(mine: PlanLink(found.task.plan, phrases), other: nil),
            tasks: [Task(found, showsPlan: true, phrases)], unmatched: [])
    }

    init(_ plans: [ComparablePlan], mine: String?, other: String?, _ found: PlanLikeness?, _ phrases: Phrases) {
        func choices(_ chosen: String?) -> [Choice] {
            plans.map { plan in
                Choice(
                    id: plan.id.text, label: plan.pairing.label(in: phrases.language) + " · " + plan.title,
                    isChosen: plan.id.text == chosen)
            }
        }
        self.init(
            mine: choices(mine), others: choices(other), isChosen: found != nil,
            head: found.map { Head(mine: PlanLink($0.mine, phrases), other: PlanLink($0.other, phrases)) },
            tasks: found?.tasks.map { Task($0, showsPlan: false, phrases) } ?? [],
            unmatched: found?.unmatched.map { Task($0, phrases) } ?? [])
    }
}

extension LikenessPage.PlanLink {
    fileprivate init(_ plan: ComparablePlan, _ phrases: Phrases) {
        self.init(
            title: plan.title, pairing: plan.pairing.label(in: phrases.language),
            href: (plan.isPublication ? Address.publishedPlan : .plan).path(plan.id.text),
            isPublication: plan.isPublication)
    }
}

extension LikenessPage.Task {
    fileprivate init(_ found: TaskWithLikes, showsPlan: Bool, _ phrases: Phrases) {
        self.init(found.task, likes: found.likes.map { LikenessPage.Like($0, showsPlan: showsPlan, phrases) }, phrases)
    }

    fileprivate init(_ task: ComparableTask, likes: [LikenessPage.Like] = [], _ phrases: Phrases) {
        self.init(
            path: task.path, title: task.title, href: task.href, text: task.text,
            units: task.units.joined(separator: phrases("likeness.and")), likes: likes)
    }
}

extension LikenessPage.Like {
    fileprivate init(_ like: LikeTask, showsPlan: Bool, _ phrases: Phrases) {
        let task = like.task
        self.init(
            path: task.path, title: task.title, href: task.href,
            units: task.units.joined(separator: phrases("likeness.and")), likeness: like.likeness,
            plan: showsPlan ? LikenessPage.PlanLink(task.plan, phrases) : nil, words: HTML(like.words).string,
            otherWords: HTML(like.otherWords).string)
    }
}

extension ComparableTask {
    /// Where it can be read: on its own page, or in the published plan.
    fileprivate var href: String {
        plan.isPublication
            ? Address.publishedPlan.path(plan.id.text) + "#" + PublishedPlanPage.anchor(of: id)
            : Address.task.path(id.text)
    }
}

extension HTML {
    /// A text with the wording marked that another text shares.
    fileprivate init(_ words: [SharedWords]) {
        self.init()
        for run in words {
            if run.isShared { markup("<mark>") }
            text(run.text)
            if run.isShared { markup("</mark>") }
        }
    }
}
