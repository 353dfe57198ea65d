// SPDX-License-Identifier: Apache-2.0

/// How headings are numbered and what the chapters of a plan are called.
enum HeadingGrammar {
    private static let ordinalSign = Scalars(text: "第")[0]
    private static let articleWords: [(word: String, scheme: Marker.Scheme)] = [
        ("部分", .volume), ("编", .volume), ("篇", .volume), ("章", .chapter), ("节", .section), ("条", .article),
    ]
    private static let articles = WordSet(articleWords.map(\.word))
    /// A decimal number before one of these is an amount.
    static let measures = WordSet(
        """
        亿 万 千 百 元 倍 个 名 人 家 项 户 亩 公里 平方 立方 吨 公斤 米 年 月 日 天 时 分 秒 % ％ ‰ 度 号 级 版 代 期
        批 次 场 所 座 条 件 台 辆 公顷 千瓦 兆瓦 美元 以上 以下 左右
        """)

    /// Begins with a unit of measure and is none, behind a gap.
    static let yearly = WordSet(
        "年度 年初 年中 年终 月度 日常 人才 人员 人力 家庭 个性 名校 名师 名医 场馆 期满 分工 分类 分级 天然 元宵 项目 批发 件件 版权 级联 代表 代建 次生 条件 条块 号召")

    static func isOrdinalSign(_ scalar: UInt32) -> Bool { scalar == ordinalSign }

    static func article(_ scalars: Scalars, _ at: Int, _ end: Int) -> (scheme: Marker.Scheme, length: Int)? {
        articles.match(in: scalars, at: at, before: end).map { (articleWords[$0.index].scheme, $0.range.count) }
    }

    /// The forms of numbers that plans print most.
    static let usualForms: [(scheme: Marker.Scheme, before: String, inside: String, behind: String, isChinese: Bool)] =
        [
            (.enumeration, "", "", "、", true), (.parenthesis, "（", "）", "", true), (.point, "", "", ".", false),
        ]
    /// What scanning makes of a numeral or of a sign beside one.
    static let damagedNumerals = ScalarSet("工兰彡川口囗匹囚西曰日士土王干千十七匕入人大几丸丶亠丁冖厂卜丨丿乙儿凹旦二三一四五六八九")

    /// What scanning makes of a stop.
    static let damagedStops = ScalarSet("．.·・•oO〇○")
    /// What else it makes of one, where a comma may stand too.
    static let damagedCommas = ScalarSet(",，、")

    private static let counting = Scalars(text: "是")[0]

    /// The word with which a paragraph counts, such as firstly, where it is the one of a number.
    static func countingWord(_ scalars: Scalars, _ paragraph: Range<Int>, _ number: Int) -> Range<Int>? {
        let word = NumeralGrammar.printed(number) + [counting]
        guard number < 100, paragraph.count > word.count, scalars[paragraph.prefix(word.count)].elementsEqual(word)
        else { return nil }
        return paragraph.prefix(word.count)
    }

    /// Does a line begin with such a word?
    static func counts(_ scalars: Scalars, _ line: Range<Int>) -> Bool {
        (1...10).contains { countingWord(scalars, line, $0) != nil }
    }

    /// The number in a circle, 1 to 20.
    static func circled(_ scalar: UInt32) -> Int? {
        (0x2460...0x2473).contains(scalar) ? Int(scalar) - 0x245F : nil
    }

    /// What the bracket behind the title of an area counts.
    static let taskCounters = WordSet("项 条 个 项任务 项工作 项重点任务 条任务 条举措 项举措 个项目 件 项内容 大项")
    static let totalSign = Scalars(text: "共")[0]

    /// Chapters that stand before the tasks.
    static let overall = WordSet(
        """
        总体要求 总体思路 总体目标 总体考虑 总体安排 总体部署 指导思想 基本原则 主要目标 工作目标 发展目标 合作目标 目标要求 基本情况
        合作基础 发展基础 现实基础 重要意义 重大意义 必要性 结对关系 合作关系 结对安排 总则 发展背景 背景 形势 现状 合作原则 工作原则
        工作思路 合作思路 思路目标 目标任务和原则 前言 序言 规划背景 战略定位 合作期限 实施范围 合作范围 基本思路 基本要求 规划基础
        """)
    /// Ends of short titles of chapters that stand before the tasks.
    static let overallEnds = WordSet("目标 原则 思想 思路 背景 意义 形势 基础")
    /// Chapters whose sections are the areas of the tasks.
    static let tasks = WordSet(
        """
        重点任务 合作重点 主要任务 工作任务 工作重点 重点工作 合作内容 重点领域 重点合作 合作领域 主要内容 任务举措 工作举措 重点举措
        主要举措 合作任务 具体任务 工作内容 任务分工 重点事项 工作要点 目标任务 任务安排 重点内容 主要工作 具体举措 工作措施 重点措施
        主要措施 具体措施 重点方向 合作事项 具体安排 年度任务 任务清单 重点合作任务
        """)
    /// Chapters about the cooperation itself.
    static let safeguards = WordSet(
        """
        保障措施 组织保障 保障机制 工作保障 实施保障 机制保障 强化保障 保障体系 保障条件 政策保障 服务保障机制 保障与 保障支撑 组织实施
        组织领导 工作要求 工作机制 推进机制 落实机制 实施机制 支持政策 政策支持 政策措施 组织推进 推进落实 督促落实 监督考核 考核评估
        评估考核 组织与实施 实施与保障 监督评估 有关要求 相关要求 组织机制 协作机制 合作机制 健全机制 完善机制 保障工作 实施步骤 附则 附 则
        """)
    /// In the title of a chapter, the word that makes it one about the cooperation itself.
    static let safeguardHint = WordSet("保障 组织实施 督导 考核 评估")
    /// What begins a paragraph that cannot go on with the one before.
    static let paragraphStarts = WordSet(
        """
        附件 附： 附: 抄送 抄报 主送 责任单位： 责任单位: 牵头单位： 牵头单位: 责任部门： 责任部门: 配合单位： 配合单位: 此件 （此件 (此件 共印
        （责任 (责任 〔责任 [责任 【责任 （牵头 (牵头 〔牵头 [牵头 【牵头
        """)
    /// With what the sentences of an agreement begin.
    static let parties = WordSet("本 双方 甲方 乙方 两市 两地 各方 甲乙双方")
    /// Labels that lead to the text of a task in a list of tasks, before a colon.
    static let contentLabels = WordSet(
        """
        主要内容 工作内容 具体内容 任务内容 具体任务 主要任务 工作任务 重点内容 合作内容 工作措施 具体措施 主要措施 工作举措 具体举措 主要举措 重点举措
        推进措施 落实措施 任务描述 任务要求 内容及要求 内容
        """)
    /// What begins a line of particulars on the page of a site; it goes on with nothing, and nothing goes on with it.
    static let particulars = WordSet(
        """
        当前位置： 您的位置： 您当前的位置： 首页> 发布日期： 发布时间： 发文日期： 索引号： 索引号/ 主题分类： 发文机关： 发文机构： 发布机构： 公开主体：
        成文日期： 成文时间： 生成日期： 发文字号： 文号： 有效性： 效力状态： 字号： 字体： 信息来源： 来源： 浏览次数： 访问次数： 阅读次数： 公文种类：
        体裁分类： 组配分类： 公开方式： 公开范围： 服务对象： 文件名称： 名称： 标题： 关键词： 主题词： 打印本页 关闭窗口 废止日期： 生效日期： 有效期：
        """)
    /// A title line that ends so is whole.
    static let titleEnds = WordSet("的通知 解读之一 解读之二 解读之三 解读之四")
    static let bullets: Set<UInt32> = [0x2022, 0x25CF, 0x25A0, 0x25C6, 0x203B, 0x25AA, 0x25CB, 0x25A1, 0x25C7, 0x2666]
    /// A list of contents stands under this.
    static let contents = WordSet("目录 目次")
    /// A subtitle or a name stands after these.
    static let longestTitle = 40
}
