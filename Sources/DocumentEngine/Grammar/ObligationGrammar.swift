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
            年度工作计划 年度计划 年度工作要点 年度重点工作 年度工作清单 年度任务 年度实施方案 年度合作计划 年度合作项目清单 年度合作清单 年度工作方案 年度工作任务 重点工作事项 年度项目清单
            年度实施计划 年度重点任务 年度要点 年度清单 年度行动计划 年度工作安排 重点工作清单 逐年拟定 逐年编制 逐年制定 按年度制定 按年度编制 制定年度计划
            """
        ),
        (.specialPlan, "专项合作方案 专项实施方案 专项方案 专项规划 专项行动方案 专项工作方案 子方案 作战图 专项计划"),
        (.filing, "备案"),
        (.commendation, "表扬 激励 表彰 奖励 评先评优 评优评先 通报表扬 荣誉称号 嘉奖 通报表彰"),
        (.rectification, "整改 改进工作 改进落实 限期改进 限时改进 督促改进 督办函 挂牌督办 督促纠偏 限期销号 整改时限 约谈 问责"),
        (.evaluation, "评估 总结 督查 督促检查 督导 考核 评价 绩效 监测 督办 检查 跟踪问效 调度 自评 及时提醒 预警提醒 台账管理"),
        (.report, "报告 上报 通报 报送 信息报送 汇报 简报 结果报 报告报 情况报 结果上报 报两省 报省 报领导小组 报市委 报两市 报市 报县 报专班 报国家 报党委 报办公室 报协调"),
        (.publicity, "宣传报道 宣传 媒体 报道 刊播 宣介 推介经验 舆论 讲好"),
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
    /// What binds where a verb and what it acts on stand in one clause, whatever stands between them.
    private static let frameWords: [(kind: DraftObligation.Kind, verbs: String, objects: String)] = [
        (.meeting, "召开 举行", "会议 会商会 协商会 专题会 碰头会"),
        (
            .special, "每年确定 每年谋划 每年推出 每年遴选 每年推进 每年实施 每年选取 每年选择 每年打造 每年组织实施 年度确定",
            "专项 示范项目 标志性项目 重点项目 重点合作项目 重点事项 重大项目"
        ),
        (.yearPlan, "每年 年度 逐年 按年", "工作计划 实施计划 合作计划 工作要点 任务清单 项目清单 工作清单 任务表"),
        (
            .specialPlan, "制定 编制 制订 细化 出台 研究制定",
            "实施方案 工作方案 合作方案 行动方案 推进方案 配套方案 实施细则 工作细则 具体方案 子方案"
        ),
        (
            .policy, "给予 予以 提供 享受 落实 加大 优先 强化 争取 出台 制定 完善 统筹 整合 安排 设立 保障",
            """
            保障 便利 倾斜 补助 补贴 奖补 优惠 优惠政策 支持政策 政策资源 政策支持 资金 经费 转移支付 用地 用能 用地计划 指标保障 合作项目 补助资金 待遇 要素支持 信贷支持
            绿色通道 容缺受理 财政投入
            """
        ),
        (.policy, "鼓励 引导 支持 撬动 吸引 动员 推动 发挥", "社会资本 金融机构 政策性银行 开发性金融 地方政府专项债券 专项债券 银行业 保险资金 国有资本"),
        (.policy, "建立 开辟 开设 实行 推行 探索", "绿色通道 一事一议 一企一策 特事特办 容缺受理 快速审批"),
        (.evaluation, "纳入 列入", "考核 督查 目标管理 考评 绩效 督办事项"),
        (.policy, "纳入 列入", "财政预算 年度预算 预算统筹"),
    ]
    static let frames = frameWords.map { (kind: $0.kind, verbs: WordSet($0.verbs), objects: WordSet($0.objects)) }

    /// A plan of its own for each special.
    static let specials = WordSet("各专项 专项")
    static let plans = WordSet("实施方案 工作方案 方案")
    /// A word of an obligation before one of these names somebody else's rule or an aim.
    static let notObligations = WordSet(
        "会商确定 会商明确 会商制定 会商提出 申报 填报 及时总结 年实施方案 列入年度计划 土地利用年度计划 总结上年 总结经验 总结可推广 总结推广 绩效考核指标 考核评估要求 评估要求 考核要求 政策动态 政策举措 政策文件 会议精神 宣传教育 金融机构网点 政策部署"
    )
    /// Behind a frequency: that what stands before it happens so often.
    static let held = WordSet("召开 举行 举办 开展 进行")
    /// To whom a result is handed in.
    static let delivered = WordSet("报告报 结果报 情况报 结果上报 情况上报 报告报送")
    static let foreign = WordSet("紧扣 按照 根据 围绕 依据")
    /// What begins like a foreign rule and only says that rules are kept.
    static let lawful = WordSet("按照有关规定 按照国家有关规定 按照规定 按有关规定 依法依规 按照相关规定 根据有关规定 依据有关规定")
    /// A longer clause is cut at the verb that binds.
    static let longestClause = 24
    static let bindingVerbs = WordSet("加大 给予 实行 提供 出台 建立 制定 编制 开展 召开 落实 组织 完善 健全 提出")
}
