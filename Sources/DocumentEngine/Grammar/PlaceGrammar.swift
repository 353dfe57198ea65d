// SPDX-License-Identifier: Apache-2.0

/// How places are named.
enum PlaceGrammar {
    /// Ends of names of cities and what ranks with them.
    static let cities = WordSet("市 州 地区 盟 自治州")
    static let districts = WordSet("区 县 市 旗 自治县 新区")
    static let cityWord = Scalars(text: "市")[0]
    static let prefectureWord = Scalars(text: "州")[0]
    static let ranks = WordSet("市 州")
    /// The rank of a part of a city.
    static let urbanWord = Scalars(text: "区")[0]
    /// The ranks of counties and districts.
    static let countyWords = ScalarSet("县区旗")
    static let provinces = WordSet("省 自治区 特别行政区")
    /// What joins two places in a title.
    static let joiners = WordSet("与 和 同 及 、 — – - － — ─ · ・ 对口合作 对接")
    /// In a title, between the city that helps and the one that is helped.
    static let titleHelp = WordSet("支持 帮扶 帮助 助力 支援 推动")
    /// What may stand behind the name of a city in a title that names who agrees.
    static let titleBodies = WordSet("人民政府办公厅 人民政府办公室 人民政府")
    /// Bodies whose city is drawn on where they act in another.
    static let actors = WordSet("大学 学院 医院 医学院 企业 高校 集团 银行 金融机构 港 经济技术开发区 高新技术产业开发区 职业")
    static let actsIn = WordSet("在 与 到 赴 参与 为")
    /// For what one goes to the eastern city.
    static let learning = WordSet("进修 跟班 跟岗 务工 就业")
    /// Verbs behind which the old area stands, as the one that is helped.
    static let helpVerbs = WordSet("支持 帮助 助力 协助 助推 扶持 支援 援助 推动 促进 帮扶")
    /// Words that lead to a place, mostly to the old area.
    static let wayWords = WordSet("到 赴 来 向 驻")
    /// Verbs behind which the eastern city stands, as the one that is drawn on.
    static let drawVerbs = WordSet("鼓励 引导 借鉴 学习 分享 推广 发挥 充分发挥 组织 引入 引进 招引 邀请 依托 共享 对接 动员 选派 利用")
    static let oldAreaWords = WordSet(
        "革命老区 老区 苏区 老区重点城市 红色 革命 长征 红军 特产 山货 特色农产品 农特产品 农副产品 农产品 脱贫 干部学院 籍务工 籍农民工")
    static let easternWords = WordSet(
        """
        援建 选派 派出 派驻 捐赠 出资 协助 帮助 龙头企业 企业 专家 名师 名校 消费者 市民 市场 社会资本 机关 商超 旅行社 资本 优质 先进 软件企业
        """)
    /// What ends the name of a place in a title.
    static let titleTopic = WordSet("对口合作 对口帮扶 结对合作 结对 对口支援 对口协作 合作 协作")
    /// Characters that no name of a place begins with in running text.
    static let nonNames = ScalarSet("的和与及或在对向到赴来从为是以由将把被让给使各本我该此每两全省市县区州等同共支鼓引推助促帮协充加按据根关于个、，。；：“”（）《》")
}

/// A pair printed as two places with a dash between them.
enum PairGrammar {
    private static let dashes = ScalarClass.dash

    /// Is a text a pair of places and nothing else?
    static func isPair(_ scalars: Scalars, _ range: Range<Int>) -> Bool { sides(scalars, range) != nil }

    /// The two sides of a line that pairs two places, each perhaps with a bracket behind it.
    static func sides(_ scalars: Scalars, _ range: Range<Int>) -> (left: Range<Int>, right: Range<Int>)? {
        guard range.count <= 60, let dash = range.first(where: { scalars[$0].is(dashes) }) else { return nil }
        var end = dash
        while end < range.upperBound, scalars[end].is(dashes) { end += 1 }
        let (left, right) = (range.lowerBound..<dash, end..<range.upperBound)
        guard isPlace(scalars, left), isPlace(scalars, right) else { return nil }
        return (left, right)
    }

    private static func isPlace(_ scalars: Scalars, _ range: Range<Int>) -> Bool {
        let name = place(scalars, range)
        return (2...12).contains(name.count)
            && (PlaceGrammar.cities.suffix(of: scalars, name) ?? PlaceGrammar.districts.suffix(of: scalars, name))
                != nil
            && name.allSatisfy { scalars[$0].is(.han) }
    }

    /// A place without the bracket and the stop behind it.
    static func place(_ scalars: Scalars, _ range: Range<Int>) -> Range<Int> {
        let end = range.first { scalars[$0].is([.opener, .stop, .separator]) } ?? range.upperBound
        return range.lowerBound..<end
    }

    /// What stands in the bracket behind a place.
    static func region(_ scalars: Scalars, _ range: Range<Int>) -> Range<Int>? {
        guard let open = range.first(where: { scalars[$0].is(.opener) }),
            let close = range.last(where: { scalars[$0].is(.closer) }), open + 1 < close
        else { return nil }
        return (open + 1)..<close
    }
}
