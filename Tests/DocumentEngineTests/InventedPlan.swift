// SPDX-License-Identifier: Apache-2.0

/// A plan made up from a seed, in one of many printed styles, with what a reader should find in it.
struct InventedPlan {
    struct Task {
        let path: String
        let title: String
        let units: [String]
    }
    private(set) var text = ""
    private(set) var tasks: [Task] = []
    private(set) var safeguards = 0

    private var random: SeededGenerator
    private let style: Style

    /// How a document numbers its headings and prints its units.
    struct Style {
        var areaNumber: (Int) -> String
        var taskNumber: (Int) -> (printed: String, ordinal: String)
        var restarts: Bool
        var isRunIn: Bool
        var units: (([String]) -> String)?
    }

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
        style = Self.style(&random)
        write()
    }

    private static let numerals = ["一", "二", "三", "四", "五", "六", "七", "八", "九"]

    private static func style(_ random: inout SeededGenerator) -> Style {
        let isHalf = Bool.random(using: &random)
        let (open, close) = isHalf ? ("(", ")") : ("（", "）")
        let points: [(Int) -> (printed: String, ordinal: String)] = [
            { ("\($0). ", "\($0)") }, { ("\($0).", "\($0)") }, { ("\($0)．", "\($0)") }, { ("\($0)、", "\($0)") },
            { ("（\($0)）", "（\($0)）") }, { ("\($0)）", "\($0)）") },
        ]
        let lists: [([String]) -> String] = [
            { "（责任单位：两市" + $0.joined(separator: "、") + "）" },
            { "〔责任单位：两市" + $0.joined(separator: "、") + "〕" },
            { "（责任单位：两市" + $0.joined(separator: "、") + ")" },
            { "[责任单位:两市" + $0.joined(separator: ",") + "]" },
            { "（两市" + $0.joined(separator: "、") + "负责）" },
            {
                "（两市" + $0[0] + "牵头" + ($0.count > 1 ? "，" + $0.dropFirst().joined(separator: "、") + "按职责分工负责" : "")
                    + "）"
            },
            { "（牵头单位：两市" + $0[0] + ($0.count > 1 ? "；配合单位：" + $0.dropFirst().joined(separator: "、") : "") + "）" },
        ]
        return Style(
            areaNumber: { open + numerals[$0 - 1] + close },
            taskNumber: points.randomElement(using: &random) ?? points[0],
            restarts: Bool.random(using: &random), isRunIn: Bool.random(using: &random),
            units: Int.random(in: 0..<6, using: &random) == 0 ? nil : lists.randomElement(using: &random))
    }

    private static let verbs = ["支持", "推动", "鼓励", "联合开展", "共同建设", "加强", "深化", "完善"]
    private static let things = [
        "红色教育基地", "特色农产品展销", "职业技能培训", "远程医疗协作", "林业碳汇开发", "合作产业园区", "科技成果转化", "文化旅游推介",
        "城乡供水保障", "教师双向交流", "冷链物流体系", "生态修复示范", "5G应用试点", "3个乡镇帮扶",
    ]
    private static let tails = ["，形成长效机制", "，投入资金5.5亿元", "，到2026年取得明显成效", "，带动群众增收", "，提升服务水平", "，推广两地经验做法"]
    private static let offices = [
        "市发展改革委", "市教育局", "市财政局", "市工业和信息化局", "市委宣传部", "市农业农村局", "市自然资源和规划局", "市卫生健康委", "市商务局", "市生态环境局",
    ]
    private static let titles = ["深化产业协作", "共享教育资源", "推进消费帮扶", "加强生态共治", "拓展劳务合作", "共建创新平台", "传承红色基因", "畅通交通物流"]
    private static let areas = ["传承红色文化", "推进乡村振兴", "完善公共服务", "促进绿色发展", "共建产业平台"]

    private mutating func write() {
        text = "青岚市海曜市对口合作实施方案（2023—2027年）\n\n为推动两市合作，根据有关要求，制定本方案。\n\n"
        text += "一、总体要求\n\n坚持优势互补、互利共赢，" + sentence() + "\n\n二、重点任务\n\n"
        var number = 0
        for area in 1...Int.random(in: 3...5, using: &random) {
            let areaNumber = style.areaNumber(area)
            text += areaNumber + Self.areas[area - 1] + (style.isRunIn ? "。" : "") + "\n\n"
            if style.restarts { number = 0 }
            for _ in 0..<Int.random(in: 2...4, using: &random) {
                number += 1
                writeTask(number, area: areaNumber)
            }
        }
        text += "三、保障措施\n\n"
        for index in 1...3 {
            text += style.areaNumber(index) + ["加强组织领导", "强化政策支持", "严格考核评估"][index - 1] + "。" + sentence() + "\n\n"
            safeguards += 1
        }
    }

    private mutating func writeTask(_ number: Int, area: String) {
        let title = (Self.titles.randomElement(using: &random) ?? "") + "\(Self.numerals[number % 9])期"
        let (printed, ordinal) = style.taskNumber(number)
        text += printed + title + (style.isRunIn ? "。" : "\n\n")
        for _ in 0..<Int.random(in: 2...5, using: &random) { text += sentence() }
        let units = Array(Self.offices.shuffled(using: &random).prefix(Int.random(in: 1...4, using: &random)))
        if let list = style.units { text += list(units) }
        text += "\n\n"
        let printedUnits = style.units == nil ? [] : ["两市" + units[0]] + units.dropFirst()
        tasks.append(Task(path: "二、" + area + ordinal, title: title, units: printedUnits))
    }

    private mutating func sentence() -> String {
        let verb = Self.verbs.randomElement(using: &random) ?? ""
        let thing = Self.things.randomElement(using: &random) ?? ""
        let other = Self.things.randomElement(using: &random) ?? ""
        return verb + thing + "和" + other + (Self.tails.randomElement(using: &random) ?? "") + "。"
    }
}

/// SplitMix64: the same numbers from the same seed on every machine.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
