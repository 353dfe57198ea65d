// SPDX-License-Identifier: Apache-2.0
import Domain

/// What stands at the head and the foot of an official document.
enum MetadataGrammar {
    // MARK: Titles

    static let forwarding = WordSet("关于印发 关于转发 关于发布 关于公布 关于下达 关于批转 关于联合印发")
    static let about = WordSet("关于")
    static let notice = WordSet("的通知 通知 的函 的通报")
    static let noticeEnd = WordSet("的通知 的函 的通报")
    /// What a document calls itself at the end of its title.
    static let documentKinds: [(words: String, kind: DraftPart.Kind)] = [
        ("工作方案", .workPlan),
        ("解读 问答 答记者问 解析 专家解读 政策解读 访谈", .reading),
        ("座谈会精神 会议精神 座谈会情况 会议情况 座谈会 会议纪要 纪要 联席会议 会议材料 会议简报 讲话 致辞 发言 会议报道 工作会议 对接会", .meeting),
        (
            """
            实施方案 行动方案 合作方案 总体方案 专项方案 方案 规划 计划 行动计划 工作要点 要点 任务分解表 分工方案 清单 工作安排 安排 台账 任务分工 责任分工
            框架协议 合作协议 协议 协议书 规划纲要 纲要 备忘录 重点任务 任务表 三年行动 实施细则
            """, .plan
        ),
        ("意见 指导意见 实施意见 若干措施 政策措施 措施 办法 规定 决定", .opinion),
        ("通知 通报 公告 通告 函 批复", .notice),
        ("报告 总结 简报 信息 情况 附表 名单 附件 说明", .other),
    ]
    private static let kindList = documentKinds.flatMap { entry in
        entry.words.split(whereSeparator: \.isWhitespace).map { (String($0), entry.kind) }
    }
    static let kinds = WordSet(kindList.map(\.0))
    static let readingSeries = WordSet("解读之一 解读之二 解读之三 解读之四 解读之五 解读（一） 解读（二） 解读（三） 解读(一) 解读(二) 解读一 解读二")
    /// Ends of titles of lists that divide the tasks of a plan among units.
    static let divisions = WordSet("分解表 分工方案 分工表 任务清单 工作台账 任务台账 任务分工 责任分工 责任清单 任务分解 责任分解表")
    static let draftMarks = WordSet("征求意见稿 讨论稿 送审稿 试行 修订稿 草案 修订 稿 暂行")
    static let documentWord = WordSet("文件")

    /// The kind of a document by the end of its title; a bracket behind it does not count.
    static func kind(_ scalars: Scalars, _ title: Range<Int>) -> DraftPart.Kind? {
        if readingSeries.occurs(in: scalars, title) { return .reading }
        var title = title
        while !title.isEmpty, scalars[title.upperBound - 1].is(.closer),
            let open = title.last(where: { scalars[$0].is(.opener) })
        {
            title = title.lowerBound..<open
        }
        return kinds.suffix(of: scalars, title).map { kindList[$0.index].1 }
    }

    // MARK: Bodies that issue and receive documents

    static let issuerEnds = WordSet(
        """
        人民政府 政府办公厅 政府办公室 办公厅 办公室 委员会 发展改革委 发展和改革委员会 改革委 委 厅 局 部 政府 领导小组 指挥部 国务院 党委 省委 市委 合作办
        """)
    static let governments = WordSet("人民政府 人民政府办公厅 人民政府办公室 委员会 办公厅 办公室 领导小组")
    static let signers = WordSet("签发人 签发 会签人")
    static let greetingWords = WordSet("现将 为 经 根据 按照")
    static let printed = WordSet("印发 印制 发布")
    static let issued = WordSet("印发了 发布了 出台了 印发 制定印发了 公布了")

    // MARK: Basis

    /// What stands before a document on which a chapter is based.
    static let citingStrict = WordSet("按照 根据 依据 依照 遵照")
    static let forwarded = WordSet("现将 将《 经")

    // MARK: Dates and numbers

    static let year = Scalars(text: "年")[0]
    static let month = Scalars(text: "月")[0]
    static let day = Scalars(text: "日")[0]
    static let numberWord = Scalars(text: "号")[0]
    static let until = WordSet("至 到 — – - － ～ ~ —— ― ─")
    static let termWords = WordSet("期限 有效期 实施期 规划期 合作期 工作期 期间 时限 周期")
    static let publishedLabels = WordSet("发布时间 发布日期 发文日期 公开日期 发布 时间 日期")
    static let writtenLabels = WordSet("成文日期 成文时间")
    static let sourceLabels = WordSet("来源 信息来源 文章来源 发布机构 发布单位")
    static let numberLabels = WordSet("发文字号 文号 编号")

    // MARK: Imprint

    static let copyLabel = WordSet("抄送 抄报")
    static let copiesLead = WordSet("共印 印数 印发份数 印")
    static let copiesUnit = WordSet("份")
    static let publicity = WordSet("此件公开发布 此件依申请公开 此件不予公开 此件主动公开 此件不公开 此件公开 主动公开 依申请公开 不予公开 此件删减后公开")
    static let limitedPublicity = WordSet("依申请公开 删减后公开")
    static let closedPublicity = WordSet("不予公开 不公开")
    static let publicityLabel = WordSet("公开方式 公开属性 公开形式 信息公开选项 公开选项")
    static let attachment = WordSet("附件 附：")
    /// What begins the foot of a document, of a reading or of a page of a site.
    static let imprintStarts = WordSet(
        """
        抄送 抄报 附件 （此件 (此件 此件 共印 （作者 (作者 作者： 作者: 责任编辑 信息来源 来源： 来源: 编辑： 编辑: 打印本页 关闭窗口 相关链接 上一篇 下一篇
        分享到 扫一扫 公开方式 公开属性 联系人 （联系人 (联系人 主办单位： 主办单位: 承办单位： 承办单位: 主办： 主办: 承办： 承办: 备案号 网站标识码 技术支持： 网站地图 ICP 版权所有 相关阅读 相关解读 附注
        """)
}

extension MetadataGrammar {
    private static let nameTails = WordSet("办公 办 厅 驻 外事 研究室 机关 各 直属 文件")

    /// Does a name go on where a shorter one could end?
    static func continuesName(_ scalars: Scalars, _ at: Int, _ end: Int) -> Bool {
        nameTails.match(in: scalars, at: at, before: end) != nil
    }
}
