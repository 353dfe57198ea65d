// SPDX-License-Identifier: Apache-2.0

/// By which words the reader knows that it may be wrong. How much each doubt weighs stands in `DoubtCode` (Domain).
enum DoubtGrammar {
    /// English conjunctions that scanning and translation leave in Chinese sentences, with what they stand for.
    static let strayList: [(word: String, meaning: String)] = [
        ("and", "和"), ("And", "和"), ("with", "与"), ("With", "与"), ("or", "或"), ("of", "的"),
    ]
    static let strayWords = WordSet(strayList.map(\.word))

    /// What a stray word stands for.
    static func meaning(_ scalars: Scalars, _ word: Range<Int>) -> String {
        strayWords.prefix(of: scalars, word).map { strayList[$0.index].meaning } ?? ""
    }

    /// Verbs behind which nearly always a thing stands that is named.
    static let sureMakers = WordSet(
        """
        打造 建立 创建 搭建 共建 举办 承办 办好 设立 互设 注册 出版 拍摄 绘制 编印 研发 援建 筹建 组建 成立 建设 开通 编制 签署 签订 布局 布设 开设 开辟 开发 制定
        共享 争取 结成 实施 申报 推行 出台 建成 配备 培育 发行 创作 开办 联办 创办 互建
        """)
    /// Verbs that may hold a thing, behind which the reader does not look for one without its word.
    static let mayName = WordSet(
        """
        探索 推行 推广 互认 互送 互免 列为 拍摄 创新 借鉴 选派 开展 发展 成立 建立 推进 推动 完善 共同 组建 形成 联合 设计 设立 构建 谋划 按照 打造 创建 选育 引进 承接 争取 试点
        """)
    /// What ends in one of these may be a thing that is named, though the reader knows it not for one.
    static let mayEnd = WordSet(
        """
        方式 思路 安排 格局 关系 网点 专线 专列 通道 直达车 结算 通办 一卡通 演练 核算 团队 工作队 特派员 专家 前期工作 校区 分校 做法 经验 业态 民宿 短片 票证 年卡 借阅证
        管委会 贷款 票据 市场 合作点 培养点 办学点 目录 档案 联动 联动处置 互认 联合会 门票 客源 中心 集群 平台 分拣点 单元 联控工作 联防联控 专架 学校 厂房 邀请赛 赛 环线 航线 班车 协议 贷 券 网 站 林
        """)
    /// Numbers in words of time that set a term.
    static let mayTarget = WordSet("年内 个月 年前 月前 月底 一轮 轮换 每期 每批 每次 年底 首笔 翻番 翻一番 前三年 前五年 前8年 前5年 前3年")
    /// Words of shares and terms: a number beside them may say how something is, and bind nobody.
    static let mayState = WordSet("持股 比例 聘期 一轮 分成 两家分 一堂 一段 一餐 一首 签订 托管期 各占")
    /// One sign apart, and both names of offices: no misreading.
    static let likeOffices = WordSet(
        "教育 体育 林业 农业 渔业 牧业 工业 水利 水务 商务 财政 民政 市委 县委 区委 省委 州委 统计 审计 公安 国安 信访 人社 文联 科联 科协 文旅 侨联 侨办 外办 台办 国资 税务 组织 宣传"
    )
    /// Words of which titles of plans are made.
    static let commonWords = WordSet(
        """
        加强 强化 深化 推进 推动 促进 提升 提高 完善 健全 优化 创新 发展 建设 共建 共享 合作 协作 协同 联动 对口 帮扶 支援 支持 保障 服务 红色 文化 旅游 革命 传承 弘扬 精神 遗址 文物
        保护 利用 教育 培训 干部 人才 交流 互派 挂职 医疗 卫生 健康 养老 就业 创业 劳务 消费 农业 农村 乡村 振兴 特色 产业 园区 平台 载体 企业 招商 引资 投资 金融 资本 市场 商贸 物流
        电商 贸易 开放 口岸 交通 基础 设施 公共 均等 民生 社会 治理 数字 经济 智慧 信息 科技 成果 转化 研发 绿色 生态 环境 低碳 能源 清洁 水利 资源 循环 流域 补偿 碳汇 新型 城镇 县城 县域
        镇村 搬迁 安置 脱贫 巩固 拓展 攻坚 有效 衔接 链条 供应 制造 现代 传统 转型 升级 高质 质量 品牌 标准 营商 政务 行政 审批 改革 机制 体制 制度 组织 领导 责任 落实 落地 监督 督促 检查
        考核 评估 评价 总结 宣传 引导 氛围 经验 推广 典型 资金 政策 用地 要素 年度 计划 方案 规划 目标 任务 工作 重点 领域 项目 工程 统筹 协调 沟通 会商 联席 会议 互访 高层 定期 常态 长效
        区域 城市 两地 双方 共同 联合 打造 培育 壮大 做强 做优 做大 发挥 优势 互补 融合 融入 对接 承接 转移 引进 输出 基地 示范 样板 通道 网络 体系 能力 水平 范围 内容 方式 模式 路径 渠道
        实施 主体 作用 力量 群众 居民 青年 妇女 志愿 慈善 公益 体育 赛事 康养 研学 线路 精品 景区 资产 股权 基金 银行 保险 信贷 债券 税收 分享 飞地 总部 配套 同城 一体 互通 互认 通办 便利
        """)
    /// Ends of names of bodies and places that lists of units hold besides offices.
    static let bodyEnds = WordSet("室 区 县 市 州 旗 镇 乡 组 队 园 店 厂 场 矿 港 行 刊 网 庭 校 委员 街道 部队 支部 省 等")
    static let rankWords = ScalarSet("省市县区州旗国两各盟乡镇")
}
