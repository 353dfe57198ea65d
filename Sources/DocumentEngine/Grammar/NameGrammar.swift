// SPDX-License-Identifier: Apache-2.0

/// Things that plans name: what is built, shared, held, joined. Each kind with the words in which a name ends.
enum NameGrammar {
    private static let table: [(kind: String, words: String)] = [
        ("platform", "平台 载体 网站 系统 云课堂 课堂 学习天地 专馆 专区 展馆 联络站 工作站 驿站 展销中心 交易中心 中心 服务站"),
        ("database", "数据库 名录 目录 清单 档案 台账 信息库"),
        (
            "park",
            "产业园 园区 开发区 示范区 示范基地 基地 合作区 工业园 示范园 实验区 先行区 文化公园 公园 示范镇 示范村 示范县 强镇 名镇 景区 旅游区 教学点 体验地 车间 工厂 枢纽 集群"
        ),
        ("brand", "品牌 名片 产品 食品 农产品 文创产品"),
        ("fund", "基金 资金池 REITs 信托基金"),
        ("route", "线路 路线 航线 直航 通道 专列 班列 口岸"),
        ("event", "活动 论坛 推介会 展销会 美食节 主题节 博览会 交流会 会议 大赛 比赛 展会 对接会 招商 巡回演出 文化节 夏令营 讲座 行"),
        ("mechanism", "机制 制度 体系 办法 模式 联盟 协议 体制 标准 规范 协作"),
        ("plan", "规划 方案 计划 战略 政策 纲要 行动 项目 工程 试点 课题 专项 示范工程 样板 高地 目的地 客源地 课程 教材 书籍 作品 成果"),
        (
            "exchange",
            """
            培训 研学 互访 挂职 帮扶 对接 合作 共享 交流 劳务合作 会诊 进修 转移 转化 结对 援助 服务 补偿 交易 学科 专科 资源 教育 远程医疗 产销对接 经验做法 经验
            飞地经济 改革 扶持 课题研究 修复 保护 采购 入驻 共建 匹配 建设 治理 网格化管理 整治 教学 研究
            """
        ),
    ]
    private static let list = table.flatMap { entry in
        entry.words.split(whereSeparator: \.isWhitespace).map { (String($0), entry.kind) }
    }
    static let ends = WordSet(list.map(\.0))
    static func kind(_ index: Int) -> String { list[index].1 }
    /// What may stand behind the end of a name in its clause.
    static let tails = WordSet(
        """
        建设 等 发展 工作 研发 活动 力度 作用 体系建设 试点工作 运营 创建 推广 开展 改革 领域 项目 能力 打造 等活动 等形式 等方面 方面 等建设 服务 水平 落地 合作 交流 等领域
        等模式 等方式 等平台 等平台建设 等信息化平台建设 名录 等工作
        """)
    /// Words before a name that are not part of it.
    static let heads = WordSet("一批 一系列 系列 各类 各项 若干 更多 多种形式 形式多样的 在 对 向 与 和 的 更加 等 以 把 将 为")
    /// Clauses that say why or how, not what.
    static let frames = WordSet(
        "充分发挥 发挥 依托 利用 立足 围绕 聚焦 结合 坚持 按照 遵循 通过 以 为 从 在 提升 提高 促进 实现 强化 突出 注重 不断 形成 增强 推动形成 改善 助推")
    /// Kinds of things that stand somewhere: an enumeration of them is several things.
    static let solidKinds: Set<String> = ["platform", "database", "park", "fund"]
    /// Verbs that make or hold a thing wherever they stand in a clause.
    static let makers = WordSet(
        """
        打造 建立 创建 搭建 共建 举办 开展 设立 制定 出台 开发 培育 推出 签署 签订 组建 成立 构建 建设 实施 开通 创作 编制 设计 策划 参与 参加 纳入 入驻 完善 健全
        共享 承接 开辟 开设 引入 新建 改造 推行 推广 发展 谋划推进 谋划 打响 做好 优先
        """)
    static let particle = Scalars(text: "的")[0]
    static let particles = Set(Scalars(text: "的"))
    static let shortest = 4
    static let longest = 28
}
