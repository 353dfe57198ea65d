// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
import Domain
import Testing

/// Ways in which plans are laid out that the labelled documents don't show, or show once.
@Suite("Shapes of plans") struct PlanShapeTests {
    private func read(_ text: String) -> PlanDraft { DocumentReader().read(SourceText(text: text, format: .text)) }

    private func tasks(_ text: String) -> [DraftTask] { read(text).areas.flatMap(\.tasks) }

    private let head = "云坪市海湾市对口合作实施方案\n云坪市与海湾市（以下简称两市）开展对口合作，云坪市、海湾市共同实施本方案。\n"

    @Test("A term below a list of units belongs to no unit, and a label that leads to the text not to the text")
    func terms() throws {
        let task = try #require(
            tasks(
                head
                    + """
                    一、产业合作
                    1.共建合作园区
                    主要内容：建成标准厂房两万平方米。
                    责任单位：云坪市：市商务局、市少年宫；海湾市：市工商联
                    完成时限：2025年9月
                    2.办好招商会
                    主要内容：举办招商会3场。
                    责任单位：云坪市：市商务局；海湾市：市商务局
                    完成时限：全年
                    """
            ).first)
        #expect(task.text == "建成标准厂房两万平方米。")
        #expect(task.responsible.printed == ["市商务局", "市少年宫", "市工商联"])
    }

    @Test(
        "Where each area names its units once, behind its tasks, they are those of all its tasks, and a doubt says so")
    func areas() {
        let tasks = tasks(
            head
                + """
                一、红色文化
                （一）建设纪念园。建设纪念园一处，办好展览。
                （二）互派学员。每年互派学员100人。
                责任单位：两市市委组织部、市文化旅游局
                二、产业合作
                （一）共建园区。共建产业园区，引进企业。
                （二）办好招商会。每年举办招商会2场。
                责任单位：两市市商务局
                """)
        #expect(tasks.map(\.responsible.printed.count) == [2, 2, 1, 1])
        #expect(
            tasks.map { $0.doubts.contains { $0.code == DoubtCode.unitsOfArea.rawValue } } == [
                true, false, true, false,
            ])
    }

    @Test("A list that only the last task of one area names is that task's alone")
    func lastTaskAlone() {
        let tasks = tasks(
            head
                + """
                一、红色文化
                （一）建设纪念园。建设纪念园一处，办好展览。
                （二）互派学员。每年互派学员100人。
                责任单位：两市市委组织部
                二、产业合作
                （一）共建园区。共建产业园区，引进企业。（责任单位：两市市商务局）
                （二）办好招商会。每年举办招商会2场。（责任单位：两市市商务局）
                """)
        #expect(tasks.map(\.responsible.printed.count) == [0, 1, 1, 1])
    }

    @Test("Where no list names units, the sentences do: who leads, who cooperates; kinds of bodies are no units")
    func subjects() {
        let tasks = tasks(
            head
                + """
                一、红色文化
                （一）建设纪念园。由云坪市文化旅游局牵头，海湾市文化旅游局配合，建设纪念园一处。
                （二）互派学员。由两市市委组织部会同市委党校制定计划，每年互派学员100人。
                （三）讲好故事。由两市宣传部门牵头，组织宣讲。
                """)
        #expect(
            tasks.map { $0.responsible.expanded.map { "\($0.unit) \($0.role?.rawValue ?? "–")" } } == [
                ["市文化旅游局 lead", "市文化旅游局 cooperate"],
                ["市委组织部 lead", "市委组织部 lead", "市委党校 cooperate", "市委党校 cooperate"], [],
            ])
    }

    @Test("An article without a title keeps its first sentence, and a safeguard without one is not lost")
    func articles() {
        let draft = read(
            """
            云坪市海湾市对口合作框架方案
            第一章　总则
            第一条　本方案实施期限为五年。
            第二章　产业合作
            第二条　双方共建产业园区，引进企业20家。甲方负责供地。
            责任单位：市商务局
            第三条　双方每年举办招商会。乙方组织企业参加。
            责任单位：市商务局
            第三章　保障措施
            第四条　双方建立联席会议制度，原则上每年召开1次会议。
            第五条　双方加强宣传。各媒体开设专栏。
            """)
        let texts = draft.areas.flatMap(\.tasks).map(\.text)
        #expect(texts == ["双方共建产业园区，引进企业20家。甲方负责供地。", "双方每年举办招商会。乙方组织企业参加。"])
        #expect(draft.safeguards.count == 2)
        #expect(draft.safeguards.first?.obligations.map(\.every) == [.year])
    }

    @Test("A city's name may hold a character that joins names elsewhere")
    func joinerInName() {
        let pairs = read("青和市海同市对口合作实施方案\n青和市与海同市开展合作。青和市、海同市共同落实。青和市、海同市各有优势。").document.pairs
        #expect(pairs == [DraftPair(oldArea: "青和市", eastern: "海同市")])
    }

    @Test("Districts are paired by words in a sentence that says so")
    func pairedDistricts() {
        let pairs = read(head + "一、结对\n东山区结对石门县，西湖区结对柳溪县。").document.districtPairs
        #expect(
            pairs == [
                DraftPair(oldArea: "石门县", eastern: "东山区"), DraftPair(oldArea: "柳溪县", eastern: "西湖区"),
            ])
    }

    @Test("A decimal number says itself what it stands below, also before the year")
    func decimals() {
        let draft = read(
            """
            云坪市海湾市对口合作行动方案
            云坪市、海湾市共同实施本方案。云坪市与海湾市开展合作。
            1. 红色文化
            1.1 建设纪念园
            建设纪念园一处。
            (云坪市：市委宣传部、市委党史研究室；海湾市：市委宣传部)
            1.2 互派学员
            每年互派学员100人。
            (云坪市：市教育局；海湾市：市教育局、海湾中学)
            2. 保障措施
            2.1 组织领导
            成立领导小组。
            2.2 年度计划
            每年制定年度工作计划。
            """)
        let tasks = draft.areas.flatMap(\.tasks)
        #expect(tasks.map(\.path) == ["1.1", "1.2"])
        #expect(tasks.map(\.responsible.printed.count) == [3, 3])
        #expect(draft.safeguards.map(\.ordinal) == ["2.1", "2.2"])
    }

    @Test("A list without label or verb may name colleges behind an office where it closes the paragraph")
    func bareLists() {
        let tasks = tasks(
            head
                + """
                一、公共服务
                （一）办好教育。共建网络课堂，支持联合培养。（两市教育局，海湾师范大学，云坪学院）
                （二）智慧城市。建设管理平台，引进经验。（两市数据局、城市管理局）
                """)
        #expect(tasks.map(\.responsible.printed.count) == [3, 2])
        #expect(tasks.last?.responsible.expanded.map(\.unit) == ["市数据局", "市数据局", "市城市管理局", "市城市管理局"])
    }
}
