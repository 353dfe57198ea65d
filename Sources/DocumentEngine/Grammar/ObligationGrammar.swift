// SPDX-License-Identifier: Apache-2.0
import Domain

/// By which words a safeguard binds somebody to what. The first kind of which a clause holds a word is its kind, unless
/// the kinds may stand side by side.
enum ObligationGrammar {
    private static let table: [(kind: DraftObligation.Kind, words: String)] = [
        (.visit, "互访 走访交流 高层往来 高层会晤 领导往来"),
        (.meeting, "联席会议 议事机制 议事协调 会商 座谈会 工作例会 联席会 协调会 领导小组会议 调度会 工作会议 召开会议 协商机制 对接会商 专题会议"),
        (.special, "重点专项"),
        (.yearPlan, "年度工作计划 年度计划 年度工作要点 年度重点工作 年度工作清单 年度任务 年度实施方案 年度合作计划 年度工作方案 年度工作任务 重点工作事项 年度项目清单"),
        (.specialPlan, "专项合作方案 专项实施方案 专项方案 专项规划 专项行动方案 专项工作方案"),
        (.filing, "备案"),
        (.commendation, "表扬 激励 表彰 奖励 通报表扬"),
        (.rectification, "整改 改进工作 改进落实 限期改进 督促改进"),
        (.evaluation, "评估 总结 督查 督促检查 督导 考核 评价 绩效 监测 督办 检查 跟踪问效"),
        (.report, "报告 上报 通报 报送 信息报送 汇报"),
        (.publicity, "宣传报道 宣传 媒体 报道 宣介 推介经验 舆论"),
        (
            .policy,
            """
            政策支持 支持政策 优惠政策 倾斜支持 重点保障 支持力度 政策环境 资金支持 政策措施 配套政策 要素保障 金融支持 重点支持 财政支持 用地保障 资金保障 金融机构
            专项资金 政策倾斜 大力支持 扶持政策
            """
        ),
    ]
    private static let list = table.flatMap { entry in
        entry.words.split(whereSeparator: \.isWhitespace).map { (String($0), entry.kind) }
    }
    static let words = WordSet(list.map(\.0))
    static func kind(_ index: Int) -> DraftObligation.Kind { list[index].1 }
    /// A plan of its own for each special.
    static let specials = WordSet("各专项 专项")
    static let plans = WordSet("实施方案 工作方案 方案")
    /// A word of an obligation before one of these names somebody else's rule or an aim.
    static let notObligations = WordSet("考核评估要求 评估要求 考核要求 政策动态 政策举措 政策文件 会议精神 宣传教育 金融机构网点 政策部署")
    static let foreign = WordSet("紧扣 按照 根据 围绕 依据")
    /// A longer clause is cut at the verb that binds.
    static let longestClause = 24
    static let bindingVerbs = WordSet("加大 给予 实行 提供 出台 建立 制定 编制 开展 召开 落实 组织 完善 健全 提出")
}
