// SPDX-License-Identifier: Apache-2.0

/// The headings by which a table of tasks is known. This is the file to change when a table is not read as one:
/// `Tables/TableHeading.swift` decides by it what each column holds.
enum TableGrammar {
    /// What a column holds.
    enum Column: Int, CaseIterable {
        case number, area, title, text, goal, lead, cooperate, units, deadline
        /// Known, and nothing of the task: remarks, persons, progress.
        case other
    }

    private static let headings: [(column: Column, words: String)] = [
        (.number, "序号 编号 序 号 任务编号 任务序号 项目编号 条目 No. NO. No NO #"),
        (
            .area,
            """
            领域 合作领域 重点领域 工作领域 任务领域 类别 任务类别 工作类别 类型 分类 大类 板块 方面 合作方向 重点方向 合作板块 所属领域 专题 一级任务 篇章 任务分类
            工作板块 合作类别 工作方向 重点任务领域
            """
        ),
        (
            .title,
            """
            任务 重点任务 工作任务 任务名称 主要任务 重点工作 重点工作任务 工作事项 合作事项 事项 重点事项 任务事项 二级任务 工作项目 年度任务 具体任务 合作任务
            重点合作任务 工作名称 事项名称 任务清单 目标任务 工作要点 主要工作 年度重点任务 年度重点工作 合作项目 任务项目 重点合作事项 任务条目 重点任务名称 工作
            """
        ),
        (
            .text,
            """
            举措 主要举措 具体举措 重点举措 工作举措 任务举措 措施 主要措施 具体措施 工作措施 推进措施 落实措施 任务措施 工作内容 主要内容 任务内容 具体内容 内容
            合作内容 重点内容 主要工作内容 任务分解 任务要求 工作要求 具体工作 工作安排 三级任务 具体要求 任务描述 具体工作内容 任务内容及要求 工作内容及要求
            主要任务及措施 任务分解内容 分解任务 工作分解 具体工作任务 具体任务内容 推进举措 年度工作内容 具体工作措施 任务细化 细化任务 主要任务内容
            """
        ),
        (
            .goal,
            """
            目标 工作目标 年度目标 预期目标 目标要求 预期成果 主要目标 量化指标 考核指标 目标任务值 预期效果 成果形式 工作成果 指标 主要指标 任务目标 阶段目标
            年度任务目标 成效目标 具体目标 预期成效 年度预期目标
            """
        ),
        (
            .lead,
            """
            牵头单位 牵头部门 牵头责任单位 责任牵头单位 牵头责任部门 主办单位 总牵头单位 主要牵头单位 第一责任单位 牵头 主责单位 主责部门 市级牵头单位 牵头市直部门
            牵头市直单位 牵头处室 主办部门
            """
        ),
        (
            .cooperate,
            """
            配合单位 配合部门 配合责任单位 参与单位 参加单位 协办单位 协同单位 协助单位 参与部门 参加部门 协同部门 协办部门 配合 参与 责任配合单位 市级配合单位
            协同配合单位 配合及参与单位 配合（参与）单位
            """
        ),
        (
            .units,
            """
            责任单位 责任部门 责任主体 责任分工 主要责任单位 实施单位 落实单位 负责单位 承办单位 联系单位 责任处室 责任科室 实施主体 承担单位 责任 完成单位 负责部门
            工作单位 责任市直部门 市级责任单位 责任单位及部门 责任单位和部门 单位 部门 分工 落实部门 承办部门 任务单位
            """
        ),
        (
            .deadline,
            """
            完成时限 完成时间 完成期限 完成日期 办结时限 办理时限 时限要求 时间节点 时间要求 时间安排 进度安排 进度要求 推进时限 实施时间 实施期限 起止时间 工作时限
            时限 期限 时间 完成时间节点 计划完成时间 年限 实施年限 完成年限 推进时间 推进计划 时间进度 完成节点
            """
        ),
        (
            .other,
            """
            备注 说明 联系人 联络员 联系方式 联系电话 电话 责任人 责任领导 牵头领导 分管领导 负责人 进展 进展情况 完成情况 推进情况 工作进展 任务来源 来源 依据
            落实情况 责任人员 签字 附件 状态 进度 分管市领导 市级领导 责任市领导 工作进展情况 存在问题 下步打算 投资 总投资 投资额 备注说明
            """
        ),
    ]
    private static let wordList = headings.flatMap { entry in
        entry.words.split(whereSeparator: \.isWhitespace).map { (word: String($0), column: entry.column) }
    }
    private static let words = WordSet(wordList.map(\.word))

    /// Parts of headings that tell a column where the whole is no known heading, the most telling first.
    private static let hints: [(words: WordSet, column: Column)] = [
        (WordSet("领导 责任人 负责人 联系人 联络员 电话 备注 进展 来源"), .other),
        (WordSet("牵头"), .lead), (WordSet("配合 协助 协同 参与单位 参与部门"), .cooperate),
        (WordSet("责任单位 责任部门 责任主体 实施单位 承办单位 落实单位 负责单位"), .units),
        (WordSet("时限 期限 完成时间 时间节点"), .deadline), (WordSet("序号 编号"), .number),
        (WordSet("领域 类别 板块"), .area), (WordSet("目标 指标"), .goal), (WordSet("举措 措施 内容"), .text),
        (WordSet("任务 事项"), .title),
    ]
    /// No heading is longer, without white space.
    static let longestHeading = 16

    /// What a column holds by its heading without white space; nil where it is no heading that is known.
    static func column(_ heading: Scalars) -> Column? {
        let all = withoutBracket(heading)
        guard (1...longestHeading).contains(all.count) else { return nil }
        if let match = words.match(in: heading, at: 0, before: all.upperBound), match.range == all {
            return wordList[match.index].column
        }
        return hints.first { $0.words.occurs(in: heading, all) }?.column
    }

    /// A heading without what a bracket adds to it.
    private static func withoutBracket(_ heading: Scalars) -> Range<Int> {
        let all = 0..<heading.count
        guard let last = heading.last, last.is(.closer), let open = all.last(where: { heading[$0].is(.opener) }),
            open > 0
        else { return all }
        return 0..<open
    }

    /// Lines below the rows, and rows of sums.
    static let notes = WordSet("注： 注: 备注： 备注: 说明： 说明: 填表 填报 合计 总计 联系人 制表")
    /// In a cell of a term, what means no term at all.
    static let openTerms = WordSet("长期 持续 全程 适时 按要求 按照要求 根据要求 长期坚持")
    /// A unit that binds a row without naming a body.
    static let emptyCells = WordSet("/ — - – －－ —— ／ 无 同上")
    static let sameAsAbove = WordSet("同上 同前 〃 ″")
}
