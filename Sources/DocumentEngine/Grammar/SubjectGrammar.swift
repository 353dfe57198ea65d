// SPDX-License-Identifier: Apache-2.0
import Domain

/// Units as the subject of a sentence, where no list names them: by X, and what X does.
enum SubjectGrammar {
    private static let verbList = [
        UnitGrammar.leadVerbs + " 总负责 主导", UnitGrammar.cooperateVerbs, "负责 落实 组织实施 具体负责 具体实施 承办 承担",
    ].map { $0.split(whereSeparator: \.isWhitespace) }
    static let verbs = WordSet(verbList.joined().map(String.init))
    static func role(_ index: Int) -> DutyRole? {
        index < verbList[0].count
            ? .lead : index < verbList[0].count + verbList[1].count ? .cooperate : nil
    }
    static let manners = WordSet("共同 联合 分别 各自 统一 按职责 按职责分工 会同有关部门")
    /// What names kinds of bodies and no body.
    static let kinds = WordSet("部门 单位 机构 企业 各方 高校 院校 医院和学校 等 方")
}
