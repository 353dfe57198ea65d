// SPDX-License-Identifier: Apache-2.0
import Domain

/// How targets are worded: numbers of things, frequencies, deadlines.
enum TargetGrammar {
    private static let frequencyWords: [(words: String, frequency: Frequency)] = [
        ("每年 每一年 年度 每半年 每两年 逐年", .year), ("每月 每个月 月度 按月", .month),
        ("定期 常态化 每季度 每季 季度 按季 每周 不定期", .regular),
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
        个 场 次 批 期 项 家 名 人 所 条 座 件 台 辆 户 亩 公里 平方公里 平方米 万亩 万人 万人次 人次 亿元 万元 元 吨 万吨 千瓦 万千瓦 届 种 对 支 处 套 门
        部 篇 本 间 万户 批次 万名 百分点 个百分点 % ％ 倍 轮 站 户次 场次 万平方米 公顷 个以上 余个 余名 多个 余家 多家 余项
        """)
    /// What is counted behind these is an aspect or kind, nothing to be done.
    static let aspects = WordSet("方面 大类 种类 大方面 类 维度 层面 方向 原则 阶段 环节 重点方面")
    /// Numbers in fixed terms.
    static let fixed = WordSet(
        """
        一批 一系列 一体 一定 一流 一般 一起 一道 一致 一种 一项 一个 一些 一方面 一带 一路 一是 一贯 两个维护 两个确立 四个意识 四个自信 三农 三产
        第一 第二 第三 统一 十四五 十三五 十五五 二十大 十九大 一事 一企 一县 一园 一村 一品 万众 千方百计 百姓 一次性 两岸 三中全会 一站式 一对一 一网
        """)
    /// Terms of a plan: five years of it.
    static let termNouns = WordSet("实施方案 方案 规划 行动 行动计划 计划 攻坚")
    static let deadlineEnds = WordSet("年底前 年底 年末 年前 年")
    static let deadlineLeads = WordSet("到 至 截至 力争到 在 于")
    static let about = WordSet("左右 以上 以内 以下 余 多")
    static let tenThousand = Scalars(text: "万")[0]
    static let hundredMillion = Scalars(text: "亿")[0]
}
