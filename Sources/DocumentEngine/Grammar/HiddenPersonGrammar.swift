// SPDX-License-Identifier: Apache-2.0

/// What says of somebody in an official text who he or she is and how to reach them.
enum HiddenPersonGrammar {
    /// What stands before a person's name, with a colon behind it.
    static let words = WordSet(
        "联系人 联络员 联络人 签发人 会签人 经办人 承办人 审核人 校对人 核稿人 负责人姓名 联系人姓名 姓名")
    static let colons = ScalarSet("：:")
    /// What is written for each sign of a name.
    static let anonymous = Scalars(text: "某")[0]
    /// The most characters of a name.
    static let longestName = 4
    static let at = Scalars(text: "@")[0]
    /// The last sign of a number of an identity card, besides digits.
    static let checkLetters = ScalarSet("Xx")
    static let dashes = ScalarSet("-－—")
    /// Whoever may read a document is said at its end; by these words not everybody.
    static let unpublished = WordSet("不予公开 不公开 内部资料 内部文件 内部使用 仅供内部 注意保密 不得外传 依申请公开")
}
