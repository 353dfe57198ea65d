// SPDX-License-Identifier: Apache-2.0

/// By what a document names a person and says how to reach one.
enum PersonGrammar {
    /// A name follows after a colon.
    static let nameLabels = WordSet("联系人 经办人 承办人 签发人 拟稿人 撰稿人 审稿人 联络员 联络人 姓名")
    /// A number follows, of however few digits.
    static let numberLabels = WordSet("电话 手机 传真 联系方式 座机 身份证号 身份证号码 微信 邮箱")
    /// What stands in the place of what was taken out.
    static let mask = Scalars(text: "＊＊＊")
    static let at: UInt32 = 0x40
    /// What may stand inside a mail address.
    static let mailSigns: Set<UInt32> = [0x2E, 0x5F, 0x2D, 0x2B]
    /// The digits of a mobile number; a number as long or longer is none that a plan counts with.
    static let longNumber = 11
    /// The fewest digits of a number that a label announces, and of one behind an area code.
    static let shortNumber = 5
    static let areaCode = 3...4
}
