// SPDX-License-Identifier: Apache-2.0
import Domain

/// How documents name the units that must act. This is the file to change when a list of units is read wrongly:
/// `Units/findUnitLists.swift` finds the lists, `Units/readUnitList.swift` takes one apart, `Units/expandUnits.swift`
/// says what its items mean.
enum UnitGrammar {
    // MARK: Labels, before a colon

    private static let leadLabels = """
        牵头单位 牵头部门 牵头责任单位 责任牵头单位 牵头责任部门 主办单位 总牵头单位 主要牵头单位 第一责任单位 牵头
        """
    private static let cooperateLabels = """
        配合单位 配合部门 配合责任单位 参与单位 参加单位 协办单位 协同单位 协助单位 参与部门 参加部门 协同部门 配合 参与
        """
    private static let plainLabels = """
        责任单位 责任部门 责任主体 责任分工 主要责任单位 实施单位 落实单位 负责单位 承办单位 主责单位 联系单位 责任处室 责任科室 实施主体
        承担单位 责任 完成单位 负责部门 工作单位 责任市直部门 市级责任单位 责任单位及部门 责任单位和部门 责任单位（部门） 责任单位(部门)
        """
    private static let labelWords = [leadLabels, cooperateLabels, plainLabels].map {
        $0.split(whereSeparator: \.isWhitespace)
    }
    static let labels = WordSet(labelWords.joined().map(String.init))
    /// Labels of what stands in a list beside the units: until when the task is to be done.
    static let terms = WordSet(
        """
        完成时限 完成时间 完成期限 完成日期 办结时限 办理时限 时限要求 时间节点 时间要求 时间安排 进度安排 进度要求 推进时限 实施时间 实施期限 起止时间
        工作时限 时限 期限
        """)

    /// Is a clause of a list a term and no unit?
    static func isTerm(_ scalars: Scalars, _ clause: Range<Int>) -> Bool {
        // Where its colon was read as a semicolon, the date stands by itself.
        let dates = DateReader(scalars: scalars)
        if let year = dates.year(at: clause.lowerBound, before: clause.upperBound), year.end < clause.upperBound,
            scalars[year.end] == MetadataGrammar.year
        {
            return true
        }
        if clause.count > 4, scalars[clause.lowerBound + 4].folded == Sign.colon,
            terms.nearlyContains(scalars, clause.lowerBound..<(clause.lowerBound + 4))
        {
            return true
        }
        guard let term = terms.prefix(of: scalars, clause) else { return false }
        return term.range == clause || !scalars[term.range.upperBound].is(.han)
    }

    /// The end of a label that scanning has damaged.
    static let labelTails = WordSet("任单位 责单位 头单位 合单位 位单位 任部门 责任单 责任单伍 任单伍")

    /// Labels that scanning may damage in one character and that are known again.
    private static let longLabels = labelWords.joined().enumerated().filter { $0.element.count == 4 }
        .map { (index: $0.offset, word: Scalars(text: String($0.element))) }
    /// What scanning makes of a colon.
    private static let damagedColons = ScalarSet(";；.．·口丨'!！|｜i")

    /// A label with its colon at a position: the label's place in the list, and where the units begin. Inside a bracket,
    /// one character of the label may be damaged or lost.
    static func label(in scalars: Scalars, at start: Int, before end: Int, inBracket: Bool) -> (index: Int, end: Int)? {
        if let label = labels.match(in: scalars, at: start, before: end) {
            let sign = label.range.upperBound
            guard sign < end else { return nil }
            if scalars[sign].folded == Sign.colon { return (label.index, sign + 1) }
            let isDamaged = damagedColons.contains(scalars[sign]) && label.range.count >= 4
            if isDamaged, sign + 1 < end, scalars[sign + 1].is(.han) { return (label.index, sign + 1) }
        }
        // Outside a bracket, a line that begins with what is nearly a label and names offices.
        guard inBracket || start + 4 < end && scalars[start + 4].folded == Sign.colon else { return nil }
        for (length, wrong) in [(4, 1), (3, 0)]
        where start + length < end && scalars[start + length].folded == Sign.colon {
            let found = scalars[start..<(start + length)]
            for (index, word) in longLabels {
                let isNear =
                    wrong == 1
                    ? zip(found, word).filter { $0 != $1 }.count == 1
                    : word.indices.contains { lost in
                        zip(found, word.enumerated().filter { $0.offset != lost }).allSatisfy { $0 == $1.element }
                    }
                guard isNear else { continue }
                if !inBracket {
                    let units = (start + length + 1)..<min(end, start + length + 40)
                    let first = units.prefix { !scalars[$0].is([.separator, .stop, .newline]) && scalars[$0] != 0x3B }
                    guard wrong == 1, offices.suffix(of: scalars, first.startIndex..<first.endIndex) != nil else {
                        continue
                    }
                }
                return (index, start + length + 1)
            }
        }
        return nil
    }

    static func role(ofLabel index: Int) -> DutyRole? {
        index < labelWords[0].count ? .lead : index < labelWords[0].count + labelWords[1].count ? .cooperate : nil
    }

    // MARK: Verbs, after the units

    static let leadVerbs = "牵头 牵头负责 牵头落实 牵头实施 牵头组织 牵头组织实施 为主负责 牵头推进 总牵头 负责牵头 牵头抓总"
    static let cooperateVerbs = """
        配合 参与 参加 协助 协同 协办 配合落实 配合实施 共同配合 分工配合 按职责配合 按职责分工配合 按职能配合 密切配合 积极配合
        按职责参与 按职责分工参与 按分工配合 配合做好 予以配合 协同配合 协助配合 配合负责 指导支持 给予指导 指导协调 业务指导 协调指导 指导
        """
    private static let plainVerbs = """
        负责 落实 实施 按职责分工负责 按职责负责 按职能分工负责 按职责分工落实 分别负责 共同负责 具体负责 组织实施 分工负责 负责落实 负责实施
        按分工负责 按照职责分工负责 按照职责负责 按职责分别负责 各负其责 按职责分工 按职责组织实施 按照职责分工落实 分头负责 联合负责
        按各自职责负责 按照各自职责分工负责 按照各自职责负责 按职责抓好落实 会同有关部门负责 承担 按职能负责 根据职责分工负责 依职责分工负责
        依职责负责 按职责分工抓好落实 共同落实 共同承担 主办
        """
    private static let verbWords = [leadVerbs, cooperateVerbs, plainVerbs].map {
        $0.split(whereSeparator: \.isWhitespace)
    }
    static let verbs = WordSet(verbWords.joined().map(String.init))

    /// The verb of a list of which scanning has damaged one character.
    static let plainVerbIndex = verbWords[0].count + verbWords[1].count
    /// Before the verb of a list, how the units share the work.
    static let manners = WordSet("按职责分工 按职能分工 按照职责分工 按各自职责 按职责 按分工")
    static let plainVerb = Scalars(text: "负责")

    static func role(ofVerb index: Int) -> DutyRole? {
        index < verbWords[0].count ? .lead : index < verbWords[0].count + verbWords[1].count ? .cooperate : nil
    }
    /// After a unit that leads, a word before those that are bound with it.
    static let together = WordSet("会同 联合 商")
    static let agents = WordSet("由 请 分别由")

    // MARK: Sentences inside a list that are rules

    private static let firstWords = WordSet("第一位 首位 第一个 排在第一 列第一 排第一 列首 排名第一 排序第一 名列第一 排名首 第一家 排首 位列第一")
    private static let leadWord = WordSet("牵头")
    private static let asBelow = WordSet("下同 以下同 下略")

    /// Does a text set the rule that the first unit of every list leads?
    static func firstLeads(_ scalars: Scalars, _ range: Range<Int>) -> Bool {
        firstWords.occurs(in: scalars, range) && leadWord.occurs(in: scalars, range)
    }

    static func firstWord(_ scalars: Scalars, _ range: Range<Int>) -> Range<Int>? {
        firstWords.first(in: scalars, range)?.range
    }

    static func isAsBelow(_ scalars: Scalars, _ range: Range<Int>) -> Bool { asBelow.contains(scalars, range) }

    // MARK: What units look like

    /// Ends of names of offices; certain enough to know a list by.
    static let offices = WordSet(
        """
        局 委 办 厅 署 政府 委员会 办公室 管委会 部门 工委 党委 党组 编办 组织部 宣传部 统战部 政法委 纪委 监委 发改委 发展改革委 国资委
        卫健委 卫生健康委 党校 总工会 团委 妇联 工商联 科协 文联 残联 侨联 社科联 红十字会 贸促会 供销社 供销联社 供销合作社 联社 人民银行
        网信办 外办 台办 侨办 法院 检察院 人大 政协 气象局 税务局 海关 金融监管局 支局 分局 公安局 行政学院 电视台 广播电视台 档案馆
        指挥部 工作组 工作队 各区 各县 区县 县区 区市 县市 各镇 各乡镇 各街道 园区 开发区 高新区 经开区 新区 保税区 领导小组 驻外办 协作办
        合作办 协作交流局 合作交流办 处 科 各市 城区 （市、区） (市、区) （区、市） (区、市) （市） (市) （区） (区) （州） (州) 机关 中支 军分区
        """)
    /// Ends of names of other bodies.
    static let bodies = WordSet(
        """
        部 院 会 社 联 台 宫 中心 研究室 中学 小学 公司 集团 银行 学院 大学 医院 学校 研究院 研究所 协会 商会 联合会 基金会 博物馆 图书馆 纪念馆 文化馆 站 所 馆
        企业 联盟 总队 支队 大队 单位 分行 支行 平台公司 国企 机构 运营商 电网 高校 院校 银监 行业协会 促进会 总社 报社 出版社 剧院 剧团 园
        单位等 部门等 局等 委等 办等 政府等 等
        """)
    /// Ends of names of bodies that are not offices of a city's government: with a city's name in front they are that
    /// city's alone and keep the whole name.
    static let institutions = WordSet(
        """
        学院 大学 医院 学校 中学 小学 研究院 研究所 研究中心 公司 集团 银行 纪念馆 博物馆 图书馆 剧院 剧团 报社 出版社 电台 电视台 开发区
        高新区 经开区 新区 园区 管委会 产业园 示范区 指挥部 工作组 工作队 基金会 协会 商会 联合会 企业 中心 管理处 管理局机关 港务局 机场
        海关 保税区 交易所 党校 行政学院 日报 日报社 分行 支行 中支
        """)
    /// Of those, the bodies that every city has.
    static let everywhere = WordSet("人民银行 党校 行政学院 广播电视台 电视台 政务服务中心 疾控中心 公共资源交易中心")
    /// Names that begin with the character for a city and do not mean one.
    static let falseMunicipal = WordSet("市场 市容 市政园林 市政公用 市政和 市民服务 市民中心 州际")
    /// Names that hold the character for a city behind their first and do not mean one.
    static let falseRanks = WordSet("城市")
    /// What remains of such a name behind the words for both cities where the character is printed once.
    static let truncatedMarket = WordSet("场监 场发展 容环 容园")
    /// Open ends of a list.
    static let openEnds = WordSet(
        """
        等有关部门 等相关部门 等部门 等单位 等有关单位 等相关单位 等部门单位 等部门和单位 等 等有关部门和单位 等市级部门 等市直部门
        等相关部门和单位 等有关企业 等企业 等成员单位 等相关单位和企业
        """)
    /// What scanning makes of the mark between two units.
    static let damagedPauses = ScalarSet(".．·・•'’‘`;：:。")
    /// What scanning makes of the bracket that opens a list.
    static let damagedOpeners = ScalarSet("〈<＜《「")
    /// Words that join two units.
    static let joiners = WordSet("以及 及 和 与 并 及其")

    // MARK: Prefixes

    /// Both cities. The first of two characters that may follow is part of the unit's own name.
    static let bothCities = WordSet("两市 两地 双方 两市级 两地市 两城 双城 两地市级 两座城市 双方城市 两州市 两市州 两市（州） 两市(州)")
    static let bothProvinces = WordSet("两省 两省区 两省（区） 两省(区) 两省市 两省（市） 两省(市)")
    static let cityWord = Scalars(text: "市")[0]
    /// The word that a unit of a city bears where the list leaves it out.
    static func municipalPrefix(of city: Scalars) -> String {
        guard let rank = city.last, rank == prefectureWord || districtWords.contains(rank) else { return "市" }
        return String(text: [rank])
    }
    static let prefectureWord = Scalars(text: "州")[0]
    /// The first words of such as counties, districts and cities that one government stands for.
    static let districtStems = WordSet("各县 各市 各区 各有关县 各相关县 有关县 相关县 各县市 各旗县")
    static let districtTails = WordSet(
        "区人民政府 区政府 县人民政府 县政府 市人民政府 市政府 市区人民政府 区县人民政府 区党委 县党委 市、区人民政府 区（ 区( 县（ 县( 区管委会 市、区政府 市 区 县")
    /// What may follow the name of a county or district in a list.
    static let districtOffices = WordSet("人民政府 政府 委 管委会 党委 人民法院 等 有关 相关 农业 教育 文化 文旅 发展 发改 财政 商务 工业")
    static let provinceWord = Scalars(text: "省")[0]
    static let districtWords = ScalarSet("区县旗")
    static let committeeWord = Scalars(text: "委")[0]
    /// What a unit may begin with that already says whose it is.
    static let nationalHeads = WordSet(
        """
        国家 中央 中国 国务院 全国 中共中央 国铁 中石油 中石化 中铁 中建 人民银行总行 省 自治区 省级 省直 省委 中国人民 民航 海关总署 国网
        华能 华电 国能 大唐 中核 中粮 中交 中冶 中化 央企 教育部 科技部 财政部 商务部 文化和旅游部 农业农村部 工业和信息化部 生态环境部
        """)
    static let departmentsOfField = WordSet("部门")
    /// Between two counties or districts that are paired, and in a sentence that pairs them.
    static let pairing = WordSet("结对 对口 牵手")
    static let pairJoiners = WordSet("结对帮扶 对口帮扶 结对 对口 牵手 与 和 同")
    static let subordinate = WordSet("下辖 所辖 下属 所属 辖区内 辖区")

    // MARK: Groups

    private static let groupWords: [(words: String, scope: DraftUnit.Scope)] = [
        (
            """
            结对县 结对区 结对区县 结对县区 结对县市 结对的县 结对各县 结对（县 结对(县 结对乡镇 结对地区 结对县级 各结对县 各结对区 结对双方
            """, .pairedCounties
        ),
        (
            """
            各区县 各县区 各县（ 各县( 各县市 各市县 各区（ 各区( 各县、 各县 区县 县区 县（市 县(市 县（区 县(区 县市区 区市县 区（市 区(市 市（县
            市(县 市县区 各旗县 旗县 各市（县 各市(县 各区市 各有关县 各相关县 有关县 相关县 各市区 各有关区县 有关区县 相关区县 各镇 各乡镇
            各乡 各街道 县级
            """, .counties
        ),
        ("各区政府 各区人民政府 各区 各市辖区 各城区 各有关区 各相关区 有关区 相关区 各区委", .districts),
        (
            """
            产业园区 各园区 各类园区 各产业园区 各开发区 工业园区 园区管委会 开发区管委会 各开发园区 各功能区 各高新区 各经开区 各工业园区
            相关园区 有关园区 各类开发区 园区 开发区 各类产业园区 共建园区
            """, .industrialParks
        ),
        (
            """
            各部门 各有关部门 各相关部门 有关部门 相关部门 各单位 各有关单位 各相关单位 有关单位 相关单位 各成员单位 成员单位 各责任单位
            市直各部门 市直有关部门 市直有关单位 市直相关部门 市级各部门 市级有关部门 市级相关部门 市有关部门 市相关部门 市各有关部门 市各部门
            市直相关单位 市直各有关单位 各职能部门 有关职能部门 相关职能部门 各地各部门 各行业主管部门 行业主管部门 各级各部门 各级部门
            其他有关部门 其他相关部门 牵头部门 市直各单位 市级各有关部门 各级各有关部门 直属机构 各直属机构 相关职能单位 市有关单位 市相关单位
            """, .departments
        ),
        ("两省 各省 省级人民政府 两省区 有关省 相关省", .provinces),
        ("各结对城市 结对城市 各市 各城市 有关城市 相关城市 各地市 各市州 各市（州 各市(州", .cities),
    ]
    private static let groupList = groupWords.flatMap { group in
        group.words.split(whereSeparator: \.isWhitespace).map { (String($0), group.scope) }
    }
    private static let groups = WordSet(groupList.map(\.0))
    /// What may stand after the words of a group.
    private static let groupTails = WordSet(
        """
        人民政府 政府 委 党委 管委会 管理委员会 及 和 等 、 ） ) 区 市 县 州 旗 有关部门 相关部门 单位 部门 负责人 乡镇 街道 功能区 内 下 及其
        （ ( 党委政府 党委、政府 主管部门 园区 开发区
        """)

    /// The group that a unit without its prefix names, or nil where it is one body.
    static func group(_ scalars: Scalars, _ range: Range<Int>) -> DraftUnit.Scope? {
        guard let match = groups.prefix(of: scalars, range) else { return nil }
        let rest = match.range.upperBound..<range.upperBound
        let isOffice = groupList[match.index].1 == .counties && offices.suffix(of: scalars, rest) != nil
        guard
            rest.isEmpty || isOffice || groupTails.prefix(of: scalars, rest) != nil
                || openEnds.prefix(of: scalars, rest) != nil
        else { return nil }
        return groupList[match.index].1
    }

    /// Counties and cities, without districts: what lies below a prefecture, and never below a city.
    private static let countiesAndCities = WordSet(
        "各县市人民 各县市政府 各县市党 各县市等 各县（市）人民 各县（市）政府 各县(市)人民 各县(市)政府 各县市 各县（市） 各县(市)")

    static func isBelowPrefecture(_ scalars: Scalars, _ range: Range<Int>) -> Bool {
        guard let word = countiesAndCities.prefix(of: scalars, range) else { return false }
        return !range.suffix(from: word.range.upperBound).prefix(2).contains { districtWords.contains(scalars[$0]) }
    }

    // MARK: Definitions

    /// A bracket behind a unit that says what the unit includes from there on.
    static let definitions = WordSet("含 包括 包含 以下简称 简称 下同 指")
    static let leadMarks = WordSet("牵头 牵头单位 牵头负责 主要牵头")
    static let cooperateMarks = WordSet("配合 参与 配合单位 协助")
    /// What a name of a park's office leaves to the park's own name.
    static let parkOffices = WordSet("管委会 管理委员会")
}
