// SPDX-License-Identifier: Apache-2.0

/// The words by which offices mark what stands around the rows of a table.
enum SheetWords {
    /// Lines that add up others.
    static let totals = [
        "合计", "小计", "总计", "共计", "累计", "总合计", "汇总", "合计数", "本页小计", "本页合计", "承前页", "过次页", "total", "subtotal",
        "grandtotal", "sum",
    ]
    /// Beginnings of lines that explain or sign a table. Those that end with a colon need one.
    static let notes = [
        "注:", "备注:", "说明:", "附注:", "注1", "注2", "注一", "填表说明", "填报说明", "填表要求", "填报要求", "填表人", "填报人",
        "制表人", "制表单位", "制表日期", "制表时间", "制表:", "填表:", "填报单位", "填表单位", "填报日期", "填表日期", "填报时间", "审核人", "审核:",
        "审批人", "复核人", "复核:", "负责人:", "分管领导", "联系人:", "联系电话:", "经办人", "统计人", "统计负责人", "单位负责人", "单位(盖章)",
        "单位盖章", "(盖章)", "(公章)", "数据来源", "资料来源", "截至日期", "报送日期", "报出日期", "报送单位", "打印日期", "导出时间", "※", "*注", "note:",
        "notes:", "remark:", "remarks:", "preparedby", "source:",
    ]
    /// Lines that only say that the table goes on.
    static let pageMarks = ["续表", "续上表", "接上页", "转下页", "下页续"]
    /// Words in the lines that are sealed and signed below a table.
    static let seals = ["盖章", "公章", "签字", "签章", "签名"]
    /// What stands in a cell that holds what the cell above it holds.
    static let ditto: Set<String> = ["同上", "同前", "〃", "″", "〞", "\"", "''", "同左上"]
    /// Titles of columns that hold the first and the last day of something.
    static let spans = ["起止", "起讫", "期间", "期限", "起始至", "起至"]
    /// What stands between two days, the surest first.
    static let between = ["至", "到", "~", "～", "--", "-"]
    /// What stands for an end that is open.
    static let open: Set<String> = ["今", "至今", "现在", "目前", "长期"]
    static let opens: Set<Character> = ["起"]
    /// Parts of a day that stand behind a date.
    static let dayTimes = ["上午", "下午", "中午", "晚上", "晚", "全天"]
    static let yearSign: Character = "年"
    static let monthSign: Character = "月"
    /// Units that stand at the end of a title without brackets.
    static let bareUnits = ["百万元", "万元", "亿元", "千元"]
    /// The titles of three columns that hold the parts of a day.
    static let dayParts = ["年", "月", "日"]
    static let datePoints = "./年月日号"
    /// Titles of columns that only count the rows.
    static let serials = ["序号", "序", "编号", "行号", "行次", "no", "no.", "#", "s/n", "sn", "号"]
    /// Titles of serial columns that may also hold a code of their own.
    static let doubtfulSerials: Set<String> = ["编号", "号"]
    /// What stands before the unit of a whole table.
    static let cornerUnits = ["单位", "计量单位", "金额单位", "货币单位", "unit", "units"]
    /// Words that a unit in a note may stand behind.
    static let currencies = ["人民币"]
    /// Words that may stand beside a unit of money and are none.
    static let notMoney: Set<String> = ["整", "正", "人民币", "rmb", "cny"]
    /// Names of columns that stand for letters and numbers under a heading.
    static let columnMarks: Set<String> = ["甲", "乙", "丙", "丁", "戊", "己", "栏次", "栏目"]
    static let pagePrefix: Character = "第"
    static let pageSuffix: Character = "页"

    /// Units that stand in headings and in corners beside those that can be converted (`UnitWords`).
    static let units: Set<String> = [
        "户次", "件次", "场次", "篇", "条", "月", "个月", "年", "人天", "人/次", "度", "千瓦", "千瓦时", "kw", "kwh", "mw", "立方米", "m3",
        "m³", "tco2", "元/月", "元/亩", "元/吨", "元/人", "元/公斤", "元/斤", "万元/亩", "元/天", "床", "张", "岗", "岗位", "株", "头", "只",
        "羽", "箱", "盒", "袋", "瓶", "套", "份", "本", "册", "辆", "栋", "间", "%", "‰", "百分比",
    ]
    static let chineseNumerals: Set<Character> = Set("一二三四五六七八九十百零〇壹贰叁肆伍陆柒捌玖拾")
    /// What joins the beginning of a line with its number: the line names what follows.
    static let numberMarks: Set<Character> = ["、", ".", ",", ")", ":"]
    static let partWords: Set<Character> = ["第", "部", "分", "章", "节", "类", "篇"]
    /// Words for the same thing in titles of columns; each group is read as its first.
    static let synonyms: [[String]] = [
        ["开始", "起始", "起", "自", "始"], ["结束", "截止", "终止", "止", "至"], ["日期", "时间", "年月日", "年月"], ["名称", "名"],
        ["企业", "公司"], ["人数", "人次", "参加人数", "参与人数"], ["金额", "资金", "额", "款"], ["地点", "地址", "所在地"],
        ["备注", "说明", "附注"], ["类型", "类别", "种类", "性质", "分类"], ["内容", "事项"], ["联系方式", "电话", "联系电话", "手机"],
        ["单位", "机构", "部门"], ["职务", "岗位", "职位"], ["投资方", "投资企业", "投资主体", "投资商", "投资者"],
        ["负责人", "领导", "牵头人", "带队"], ["总投资", "投资总额", "计划投资", "投资额", "投资金额"], ["数量", "数"],
    ]
}
