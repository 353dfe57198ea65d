// SPDX-License-Identifier: Apache-2.0

/// What recognising a scanned page does to a text: some characters are taken for others that look like them, a few are
/// lost.
struct RecognitionNoise: CustomStringConvertible {
    var seed: UInt64
    /// One printed character of so many is damaged.
    var oneOf = 500

    var description: String { "seed \(seed), one of \(oneOf)" }

    func apply(to text: String) -> String {
        var random = SeededGenerator(seed: seed)
        return String(
            text.flatMap { sign -> [Character] in
                guard !sign.isWhitespace, Int.random(in: 0..<oneOf, using: &random) == 0 else { return [sign] }
                let likes = Self.likes[sign].map(Array.init) ?? Self.blots
                return Int.random(in: 0..<10, using: &random) == 0 ? [] : [likes.randomElement(using: &random) ?? sign]
            })
    }

    /// What any character may be taken for.
    private static let blots = Array("口亠丶囗二日木")
    /// What a sign, a numeral or a character is taken for.
    private static let likes: [Character: String] = [
        "一": "—-－ー", "二": "工=", "三": "兰彡", "四": "匹囗", "五": "王", "六": "大", "七": "匕十", "八": "人入", "九": "几丸",
        "十": "+千", "1": "lI|i", "2": "Z乙", "3": "8B", "4": "A", "5": "S", "6": "b", "7": "/", "8": "B3", "9": "g",
        "0": "O○", "（": "(〔[{〈", "）": ")〕]}〉", "(": "（〔", ")": "）〕", "〔": "（[", "〕": "）]", "。": "．,o·",
        "，": "、.", "、": "，,.", "：": ":；;.", "；": ";：", "．": "，·.", ".": ",，·、", "“": "\"‘", "”": "\"’",
        "《": "<〈", "》": ">〉", "日": "曰", "己": "已巳", "末": "未", "未": "末", "人": "入八", "土": "士", "部": "郡",
        "市": "巿币", "局": "扃屉", "责": "贵", "任": "仟仕", "单": "単", "位": "仿伩", "牵": "奉", "配": "酉", "合": "含",
        "农": "衣", "业": "亚", "水": "永", "大": "太犬", "天": "夭", "干": "千于", "工": "土", "县": "具", "区": "匹", "目": "日",
        "间": "问", "设": "没", "化": "比", "建": "健", "文": "丈", "旅": "族", "发": "友", "展": "屋", "改": "攻", "革": "草",
        "委": "秀", "育": "盲", "村": "材", "生": "主", "主": "王", "境": "镜", "产": "户", "因": "困", "技": "枝", "科": "料",
        "金": "全", "务": "劳", "员": "贝", "会": "云", "体": "休", "保": "堡", "障": "漳", "措": "惜", "施": "拖", "重": "童",
        "要": "耍", "求": "术", "导": "寻", "推": "椎", "进": "讲",
    ]
}
