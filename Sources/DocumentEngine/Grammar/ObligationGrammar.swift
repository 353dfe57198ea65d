// SPDX-License-Identifier: Apache-2.0
import Domain

/// By which words a safeguard binds somebody to what. The first kind of which a clause holds a word is its kind, unless
/// the kinds may stand side by side.
enum ObligationGrammar {
    private static let table: [(kind: DraftObligation.Kind, words: String)] = [
        (.visit, "互访 走访 走访交流 高层往来 高层会晤 领导往来 党政代表团 代表团赴 带队赴 带队去 拜访 回访"),
        (
            .meeting,
            "联席会议 议事机制 议事协调 会商 座谈会 工作例会 联席会 协调会 领导小组会议 调度会 工作会议 召开会议 协商机制 对接会商 专题会议 全体会议 推进会 例会 碰头 联络员会议 会晤 现场会 视频会议 碰头会"
        ),
        (.special, "重点专项 标志性专项 重大专项 年度专项"),
        (
            .yearPlan,
            """
            年度工作计划 年度计划 年度工作要点 年度重点工作 年度工作清单 年度任务 年度实施方案 年度合作计划 年度工作方案 年度工作任务 重点工作事项 年度项目清单
            年度实施计划 年度重点任务 年度要点 年度清单 年度行动计划 年度工作安排 重点工作清单 逐年拟定 逐年编制 逐年制定 按年度制定 按年度编制 制定年度计划
            """
        ),
        (.specialPlan, "专项合作方案 专项实施方案 专项方案 专项规划 专项行动方案 专项工作方案 子方案 作战图 专项计划"),
        (.filing, "备案"),
        (.commendation, "表扬 激励 表彰 奖励 通报表扬 荣誉称号 嘉奖 通报表彰"),
        (.rectification, "整改 改进工作 改进落实 限期改进 限时改进 督促改进 督办函 挂牌督办 限期销号 整改时限 约谈 问责"),
        (.evaluation, "评估 总结 督查 督促检查 督导 考核 评价 绩效 监测 督办 检查 跟踪问效 调度 自评 及时提醒 预警提醒 台账管理"),
        (.report, "报告 上报 通报 报送 信息报送 汇报 简报 结果报 报告报 情况报 结果上报 报两省 报省 报领导小组 报市委"),
        (.publicity, "宣传报道 宣传 媒体 报道 宣介 推介经验 舆论"),
        (
            .policy,
            """
            政策支持 支持政策 优惠政策 倾斜支持 重点保障 支持力度 政策环境 资金支持 政策措施 配套政策 要素保障 金融支持 重点支持 财政支持 用地保障 资金保障 金融机构
            专项资金 政策倾斜 大力支持 扶持政策 予以保障 予以支持 给予支持 给予倾斜 优先保障 优先安排 优先予以安排 予以安排 予以倾斜 以奖代补 奖补政策
            优惠措施 提供便利 先行先试 信贷 引导资金 专门经费 工作经费 专项经费 专项债券 用地指标 跨市交易 中央预算内投资 贴息 融资支持 对口合作贷 项目倾斜
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
    static let notObligations = WordSet(
        "列入年度计划 土地利用年度计划 总结上年 总结经验 总结可推广 总结推广 绩效考核指标 考核评估要求 评估要求 考核要求 政策动态 政策举措 政策文件 会议精神 宣传教育 金融机构网点 政策部署")
    static let foreign = WordSet("紧扣 按照 根据 围绕 依据")
    /// What begins like a foreign rule and only says that rules are kept.
    static let lawful = WordSet("按照有关规定 按照国家有关规定 按照规定 按有关规定 依法依规 按照相关规定 根据有关规定 依据有关规定")
    /// A longer clause is cut at the verb that binds.
    static let longestClause = 24
    static let bindingVerbs = WordSet("加大 给予 实行 提供 出台 建立 制定 编制 开展 召开 落实 组织 完善 健全 提出")
}
