// SPDX-License-Identifier: Apache-2.0
import Domain

/// How targets are worded: numbers of things, frequencies, deadlines.
enum TargetGrammar {
    private static let frequencyWords: [(words: String, frequency: Frequency)] = [
        ("每年 每一年 年度 每半年 每两年 逐年 年均 一年一 全年", .year), ("每月 每个月 月度 按月 逐月 月调度 月通报 月报告", .month),
        ("定期 常态化 每季度 每季 季度 按季 每周 不定期 季调度 季通报 一季一 半年一 一月一 按年次", .regular),
    ]
    private static let frequencyList = frequencyWords.flatMap { entry in
        entry.words.split(whereSeparator: \.isWhitespace).map { (String($0), entry.frequency) }
    }
    static let frequencies = WordSet(frequencyList.map(\.0))
    static func frequency(_ index: Int) -> Frequency { frequencyList[index].1 }
    /// Frequencies from which a phrase begins; others keep what stands before them.
    static let leading = WordSet("每年 每月 每季度 每半年 每两年 每季 每周 每个月")
    /// A frequency behind these is somebody else's rule.
    static let foreign = WordSet("按照 根据 依照 落实国家 紧扣 对照")
    static let foreignEnds = WordSet("要求 规定 部署")

    /// What numbers count. Of two that fit, the longer.
    static let counters = WordSet(
        """
        节 集 课时 学时 枚 只 头 尾 万尾 万只 班次 兆瓦 万立方米 个 场 次 批 期 项 家 名 人 所 条 座 件 台 辆 户 亩 公里 平方公里 平方米 万亩 万人 万人次 人次 亿元 万元 元 吨 万吨 千瓦 万千瓦 届 种 对 支 处 套 门
        部 篇 本 间 位 册 幅 款 栋 艘 株 张 天 首 笔 日以内 万户 批次 万名 百分点 个百分点 % ％ 倍 轮 站 户次 场次 万平方米 公顷 个以上 余个 余名 多个 余家 多家 余项
        """)
    /// What is counted behind these is an aspect or kind, nothing to be done.
    static let aspects = WordSet("方面 大类 种类 大方面 类 维度 层面 方向 原则 阶段 环节 重点方面 个月 行业 领域 主链 轮换")
    /// Numbers in fixed terms.
    static let fixed = WordSet(
        """
        一轮 新一轮 一批 一系列 一体 一定 一流 一般 一起 一道 一致 一种 一项 一个 一些 一方面 一带 一路 一是 一贯 两个维护 两个确立 四个意识 四个自信 三农 三产
        第一 第二 第三 统一 十四五 十三五 十五五 二十大 十九大 一事 一企 一县 一园 一村 一品 万众 千方百计 百姓 一次性 两岸 三中全会 一站式 一对一 一网 最先一公里 最后一公里 一名分管 一张蓝图 一张图 一张网 一套政策 一届接着一届 一件事一次办
        三位一体 零部件 零距离 零成本 零门槛 首位 首批 首日
        """)
    /// Terms of a plan: five years of it.
    static let termNouns = WordSet("合作协议 战略合作协议 协议 实施方案 方案 规划 行动 行动计划 计划 攻坚")
    /// Before a number of years, the word for how long something lasts.
    static let durations = WordSet("工作不少于 驻点不少于 驻点时间 时间不低于 时间一般 时间不少 时间为 每批 为期 期限 任期 聘期 托管期 协议期 合作期 服务期 挂职期 期 为期 周期")
    /// Ends of the year and months by which something is done, at the beginning of a clause.
    static let seasons = WordSet("年底 年末 年初 年终 每年底 上半年 下半年")
    static let yearly = WordSet("年底 年末 年初 年终 每年底")
    static let monthEnds = WordSet("月底前 月前 月底 月末前 月中旬前 月份")
    /// A year before these tells of the past or of a document.
    static let past = WordSet("以来 修订 印发 发布 以后 度 以前 之后 全 同期 我 出台的 签订的 实施的")
    /// Where a frequency belongs to the name of a plan that somebody keeps.
    static let listed = WordSet("列入 纳入 利用 依据 细分到 分解到")
    /// A number of things that are there already stands behind such a word and a particle.
    static let done = WordSet("已 现有 原有")
    /// Behind a frequency that is listed somewhere, what binds every year all the same.
    static let yearlyDuties = WordSet("考核 考评 督查 评估 评价")
    /// Behind a unit, that the number says how great something is.
    static let grades = WordSet("级 级别")
    static let months = WordSet("个月")
    static let ordinal = Scalars(text: "第")[0]
    static let deadlineEnds = WordSet("年底前 年底 年末 年前 年")
    static let deadlineLeads = WordSet("到 至 截至 力争到 在 于 力争 确保 争取 拟于 计划于 预计")
    static let about = WordSet("左右 以上 以内 以下 余 多")
    static let tenThousand = Scalars(text: "万")[0]
    static let hundredMillion = Scalars(text: "亿")[0]
}
