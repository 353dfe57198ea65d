// SPDX-License-Identifier: Apache-2.0

/// Things that plans name: what is built, shared, held, joined. Each kind with the words in which a name ends.
enum NameGrammar {
    private static let table: [(kind: String, words: String)] = [
        (
            "platform",
            "研究院 研究中心 实验室 工作室 工作队 服务队 宣讲队 小分队 讲师团 服务团 办学点 联络点 联络处 展示厅 展厅 体验馆 生活馆 题库 小程序 专柜 前置仓 门诊 分院 分校 校区 平台 载体 网站 系统 云课堂 课堂 学习天地 专馆 专区 展馆 联络站 工作站 驿站 展销中心 交易中心 中心 服务站"
        ),
        ("database", "数据库 名录 目录 清单 档案 台账 信息库 资源库 项目库 专家库 人才库 案例库 图谱 名单"),
        (
            "park",
            "产业园 园区 开发区 示范区 示范基地 基地 合作区 工业园 示范园 实验区 先行区 文化公园 公园 示范镇 示范村 示范县 强镇 名镇 景区 旅游区 教学点 体验地 车间 工厂 枢纽 集群"
        ),
        ("brand", "品牌 名片 产品 食品 农产品 文创产品"),
        ("fund", "基金 资金池 REITs 信托基金"),
        ("route", "铁路 高铁 高速公路 连接线 作业区 快线 专线 直达车 环线 航班 线路 路线 航线 直航 通道 专列 班列 口岸"),
        (
            "event",
            "进博会 广交会 农博会 交易会 洽谈会 峰会 说明会 招聘会 招商会 展览会 展示会 研讨会 文化周 邀请赛 友谊赛 挑战赛 对抗赛 马拉松 艺术节 旅游节 推介周 旅游季 联展 巡展 研修班 培训班 专题班 活动 论坛 推介会 展销会 美食节 主题节 博览会 交流会 会议 大赛 比赛 展会 对接会 招商 巡回演出 文化节 夏令营 讲座 行"
        ),
        ("mechanism", "合作关系 结对关系 帮扶关系 协作关系 伙伴关系 共建关系 机制 制度 体系 办法 模式 联盟 协议 体制 标准 规范"),
        ("plan", "规划 方案 计划 战略 政策 纲要 行动 项目 工程 试点 课题 专项 示范工程 样板 高地 目的地 客源地 课程 教材 书籍 成果"),
        (
            "exchange",
            """
            培训 研学 互访 挂职 帮扶 对接 合作 共享 交流 劳务合作 会诊 进修 转移 转化 结对 援助 服务 补偿 交易 学科 专科 资源 教育 远程医疗 产销对接 经验做法 经验
            协作 互认 互通 通办 直接结算 演练 核算 联防联控 联动处置 免费救治 免费筛查 义诊 通用通兑
            飞地经济 改革 扶持 课题研究 修复 保护 采购 入驻 共建 匹配 建设 治理 网格化管理 整治 教学 研究
            """
        ),
    ]
    private static let list = table.flatMap { entry in
        entry.words.split(whereSeparator: \.isWhitespace).map { (String($0), entry.kind) }
    }
    /// The kind of what is done together and is no thing.
    static let work = "exchange"
    /// The kind of a thing whose name ends in no word of the table.
    static let other = "other"
    /// What is done behind any verb and is no thing.
    static let workEnds = WordSet(
        """
        合作 交流 建设 治理 经验 做法 资源 服务 协作 共享 保护 教学 改革 力度 水平 能力 工作 发展 作用 优势 领域 方面 任务 问题 需求 情况 关系 影响力
        质量 成效 效益 效率 环境 条件 渠道 空间 基础 修复 整治 管理 支持 帮扶 提升 转型 升级 融合 参与 保障 指导 帮助 宣传 营销 推广 采购 检查 运营 产业 技术 团队 人才 企业 设备 考察 赛事 落户 驻点 查房 写生 举行 通行 达到 以上
        带教 诊断 经济 元素 格局 入手 打造 制定 创新 培养 投资建设 作品 前提下 要素 新业态 观摩 收益分配 人员
        """)
    /// Work that is named whatever the verb: it is agreed on between the two sides.
    static let agreedWork = WordSet(
        "对接 转移 转化 培训 互认 互通 通办 结对 交易 补偿 匹配 进修 援助 结对共建 互派 调剂 联动处置 直接结算 演练 核算 联防联控 免费救治 免费筛查 义诊 通用通兑")
    /// Verbs behind which a number of things follows that are wanted and not named.
    static let counting = WordSet("新增 提升 鼓励 优先 发放 制作 用好 学习 引导 促进 助力")
    /// What every plan has and no name tells apart.
    static let generic = WordSet(
        "项目 基地 生产基地 研发中心 标准厂房 合作模式 文艺作品 文化作品 业务培训 展会 经贸展会 境外展会 活动 平台 机制 体系 课堂 台账 清单 产业项目 工作机制 线上平台 线路 园区 协议 规划 方案 收费标准")
    /// Words for what is done behind a thing, so that the thing ends before them.
    static let serials = WordSet("进村 下乡 赴 走进 接送 送课 上门 进校园 进社区 进企业 驻点 驻村 落户 参加 面向 惠及 覆盖 走出")
    /// Verbs that make or hold, and behind which what has no word for a thing is mostly none.
    static let weakMakers = WordSet("组织 发展 选派 培育 设计 推广 共享 派驻 引入 引进 完成 启动 争取 列入 建成 加入 完善 改造 参与 参加 优先 做好 健全 谋划 承接")
    static let ends = WordSet(list.map(\.0))
    static func kind(_ index: Int) -> String { list[index].1 }
    /// What may stand behind the end of a name in its clause.
    static let tails = WordSet(
        """
        建设 等 发展 工作 研发 活动 力度 作用 体系建设 试点工作 运营 创建 推广 开展 改革 领域 项目 能力 打造 等活动 等形式 等方面 方面 等建设 服务 水平 落地 合作 交流 等领域
        前期工作 规划研究 可行性研究 前期研究 前期 扩容升级 升级改造 改造提升 提升改造 备案 商签 编制 总体规划编制 影响 陈列布展水平 落地建设 开工建设 运行 挂牌运行
        合作共建 经验 等经验 等经验做法 等方面经验
        推广应用 展示利用 影响力 共建 试运行
        等模式 等方式 等平台 等平台建设 等信息化平台建设 名录 等工作
        """)
    /// Words before a name that are not part of it.
    static let heads = WordSet("一批 一系列 系列 各类 各项 若干 更多 多种形式 形式多样的 在 对 向 与 和 的 更加 等 以 把 将 为")
    /// Clauses that say why or how, not what.
    static let frames = WordSet(
        "充分发挥 发挥 依托 利用 立足 围绕 聚焦 结合 坚持 按照 遵循 通过 以 为 从 在 提升 提高 促进 实现 强化 突出 注重 不断 形成 增强 推动形成 改善 助推")
    /// Kinds of things that stand somewhere: an enumeration of them is several things.
    static let solidKinds: Set<String> = ["platform", "database", "park", "fund"]
    /// Of those, the ones that are known as such without a verb.
    static let standing: Set<String> = ["platform", "park", "fund"]
    /// Verbs that make or hold a thing wherever they stand in a clause.
    static let makers = WordSet(
        """
        完成 启动 编写 引进 接入 加入 列为 列入 打造成 建设成 培育成 建成 争取 互送 缔结 联建 领办 合办 兴办
        打造 建立 创建 搭建 共建 举办 承办 互办 办好 开展 设立 互设 注册 组织 选派 派驻 拍摄 出版 发行 绘制 编印 研发 配备 配套建设 布局 布设 建成 援建 筹建 改建 推进建设 发放 租用 进驻 结成 互换 申报 争创 开办 联办 联合举办 打磨 创排 演绎 新增 实行 设置 挂牌 配建 修建 开播 上线 谋划建设 制作 征集 赋予 制定 出台 开发 培育 推出 签署 签订 组建 成立 构建 建设 实施 开通 创作 编制 设计 策划 参与 参加 纳入 入驻 完善 健全
        共享 承接 开辟 开设 引入 新建 改造 推行 推广 发展 谋划推进 谋划 打响 做好 优先
        """)
    /// Words behind a quoted name for how it is meant.
    static let quotedTails = WordSet("思路 方式 做法 安排 模式 理念 经验 业态 格局 改革 机制 品牌 活动 行动 计划 工程 项目 产品 的 建设 试点 服务 管理 办法 制度 课程 线路")
    /// Verbs behind which what is built up is named though no word for a thing ends it.
    static let builders = WordSet("推动 推进 开展 参与 加快 支持 加强 助力 加快推进 实施 深化")
    static let building = WordSet("建设")
    static let longestBuilt = 12
    /// Behind these, what is shared is named.
    static let sharers = WordSet("共享 共建共享 开放共享 互享")
    static let shared = WordSet("资源")
    /// Work that is offered to people.
    static let served = WordSet("服务")
    static let servers = WordSet("开展 开通 推行 推广 提供")
    /// Verbs behind which projects and plans are somebody else's.
    static let joiners = WordSet("参与 引进 承接 加入")
    /// Ends of what is said of the way, behind which the verb of the clause stands.
    static let ways = WordSet("方式 形式 模式 载体 重点 契机 抓手 基础 主体 牵引 纽带 平台 依托 主题 导向")
    static let and = WordSet("和 与 及 以及")
    static let particle = Scalars(text: "的")[0]
    static let particles = ScalarSet("的")
    static let shortest = 4
    static let longest = 28
}
