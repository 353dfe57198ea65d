// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
import Domain

/// A plan made up from a seed and a revision of it, with what was done to every task: the comparison must find it.
struct InventedRevision {
    /// One operation: which old tasks became which new ones.
    struct Operation: Hashable {
        let change: TaskChange
        let old: Set<Int>
        let new: Set<Int>
    }
    private struct Piece {
        var area: Int
        var title: String
        var sentences: [String]
        var origin: Set<Int>
        var change: TaskChange
        /// Pieces of one operation share a number.
        var operation: Int
    }
    private(set) var old: [TaskComparison.Side] = []
    private(set) var new: [TaskComparison.Side] = []
    private(set) var operations: Set<Operation> = []
    /// New task to the old one that must keep its identity, where the texts leave no doubt.
    private(set) var identity: [Int: Int] = [:]

    private var random: SeededGenerator

    /// `tasks` tasks in areas of eight; about half of them are changed.
    init(seed: UInt64, tasks count: Int) {
        random = SeededGenerator(seed: seed)
        let plan = (0..<count).map { number in
            Piece(
                area: number / 8, title: title(),
                sentences: (0..<Int.random(in: 3...6, using: &random)).map { _ in sentence() },
                origin: [number], change: .unchanged, operation: number)
        }
        old = Self.print(plan)
        write(revise(plan))
    }

    private mutating func revise(_ plan: [Piece]) -> [Piece] {
        var (pieces, moved, at): ([Piece], [Piece], Int) = ([], [], 0)
        while at < plan.count {
            var piece = plan[at]
            switch Int.random(in: 0..<20, using: &random) {
            case 0, 1, 2:
                reword(&piece)
                pieces.append(piece)
            case 3:
                piece.change = .moved
                moved.append(piece)
            case 4:
                reword(&piece)
                moved.append(piece)
            case 5, 6: pieces += split(piece)
            case 7 where at + 1 < plan.count, 8 where at + 1 < plan.count:
                pieces.append(merge(piece, plan[at + 1]))
                at += 1
            case 9: break
            case 10:
                pieces.append(piece)
                pieces.append(
                    Piece(
                        area: piece.area, title: title(), sentences: (0..<4).map { _ in sentence() }, origin: [],
                        change: .new, operation: plan.count + at))
            default: pieces.append(piece)
            }
            at += 1
        }
        for var piece in moved {
            // Far away, so that it is this one that moved and not its neighbours.
            let half = pieces.count / 2
            let from = pieces.firstIndex { $0.operation > piece.operation } ?? pieces.count
            let place = (from + half / 2 + Int.random(in: 0..<max(1, half), using: &random)) % (pieces.count + 1)
            piece.area = pieces.indices.contains(place) ? pieces[place].area : pieces.last?.area ?? 0
            pieces.insert(piece, at: place)
        }
        return pieces
    }

    /// Other words in up to half of the sentences, one sentence dropped or added, sometimes another title.
    private mutating func reword(_ piece: inout Piece) {
        piece.change = .reworded
        for place in piece.sentences.indices where place == 0 || Int.random(in: 0..<3, using: &random) == 0 {
            piece.sentences[place] = reworded(piece.sentences[place])
        }
        switch Int.random(in: 0..<6, using: &random) {
        case 0: piece.sentences.removeLast()
        case 1: piece.sentences.append(sentence())
        case 2: piece.title = title()
        default: break
        }
    }

    private mutating func split(_ piece: Piece) -> [Piece] {
        let cut = Int.random(in: 1..<piece.sentences.count, using: &random)
        var (first, second) = (piece, piece)
        first.sentences = Array(piece.sentences[..<cut])
        second.sentences = Array(piece.sentences[cut...])
        if Bool.random(using: &random) { second.title = title() } else { first.title = title() }
        if Bool.random(using: &random) { first.sentences[0] = reworded(first.sentences[0]) }
        (first.change, second.change) = (.split, .split)
        return [first, second]
    }

    private mutating func merge(_ one: Piece, _ other: Piece) -> Piece {
        var merged = one
        merged.sentences += other.sentences
        merged.origin.formUnion(other.origin)
        merged.change = .merged
        if Bool.random(using: &random) { merged.title = title() }
        return merged
    }

    private mutating func write(_ pieces: [Piece]) {
        new = Self.print(pieces)
        for members in Dictionary(grouping: pieces.indices, by: { pieces[$0].operation }).values {
            guard let first = members.first.map({ pieces[$0] }) else { continue }
            operations.insert(Operation(change: first.change, old: first.origin, new: Set(members)))
            let ranked = members.map { (place: $0, length: new[$0].text.count) }.sorted { $0.length > $1.length }
            if first.origin.count == 1, ranked.count == 1 || ranked[0].length > ranked[1].length * 3 / 2 {
                identity[ranked[0].place] = first.origin.first
            }
            if first.origin.count == 2 {
                let olds = first.origin.sorted { old[$0].text.count > old[$1].text.count }
                if old[olds[0]].text.count > old[olds[1]].text.count * 3 / 2 { identity[members[0]] = olds[0] }
            }
        }
        let kept = Set(pieces.flatMap(\.origin))
        for dropped in old.indices where !kept.contains(dropped) {
            operations.insert(Operation(change: .dropped, old: [dropped], new: []))
        }
    }

    private static func print(_ pieces: [Piece]) -> [TaskComparison.Side] {
        var (area, number, areas): (Int?, Int, Int) = (nil, 0, 0)
        return pieces.map { piece in
            if piece.area != area { areas += 1 }
            (area, number) = (piece.area, number + 1)
            return TaskComparison.Side(
                path: "二、(\(areas))\(number)", title: piece.title, text: piece.sentences.joined())
        }
    }

    // MARK: Words

    private static func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }
    private static let starts = words("支持 推动 鼓励 联合开展 共同建设 加强 深化 完善 引导 组织 建立健全 协同推进 积极争取 支援 承接 培育")
    private static let places = words("两市 北部山区 沿江各县 高新区 经开区 职业院校 中心医院 革命旧址 产业园区 重点乡镇 易地搬迁社区 水库库区 物流园 科研院所 边远学校 老字号企业")
    private static let things = words(
        """
        红色教育基地 特色农产品展销 技能培训 远程医疗 林业碳汇 飞地园区 成果转化 文旅推介 供水保障 教师交流 冷链体系 生态修复 智能应用 乡镇帮扶 专科联盟 干部挂职 劳务协作
        茶叶品牌 中药材种植 陶瓷创意 轨道交通配套 数据中心 普惠金融 养老服务 研学线路 电商直播 绿色矿山 航空货运 新能源汽车零部件 水环境治理 体育赛事 图书馆联建 院士工作站
        """
    ).flatMap { words($0.replacing("\n", with: " ")) }
    private static let ways = words(
        "形成长效机制 带动群众增收 提升服务水平 推广两地经验 实现互利共赢 补齐民生短板 服务区域发展 打造示范样板 纳入年度计划 落实配套资金 由双方轮流主办 接受社会监督")

    private mutating func title() -> String { pick(Self.starts) + pick(Self.things) + pick(Self.things) }

    private mutating func sentence() -> String {
        pick(Self.starts) + pick(Self.places) + pick(Self.things) + "与" + pick(Self.places) + pick(Self.things) + "对接"
            + "，" + pick(Self.ways) + "，每年安排\(Int.random(in: 2...99, using: &random))个项目。"
    }

    /// The sentence with another figure and another ending.
    private mutating func reworded(_ sentence: String) -> String {
        let parts = sentence.split(separator: "，")
        return String(parts[0]) + "，" + pick(Self.ways) + "，每年安排\(Int.random(in: 100...199, using: &random))个项目。"
    }

    private mutating func pick(_ words: [String]) -> String { words.randomElement(using: &random) ?? "" }
}
