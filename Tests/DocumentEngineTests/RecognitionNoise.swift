// SPDX-License-Identifier: Apache-2.0

/// What recognising a picture does to a text: some characters are taken for others, half of them for ones of like shape.
struct RecognitionNoise {
    /// Of all characters.
    var share = 0.002
    var seed: UInt64 = 1

    private static let alike = """
        未末 己已 土士 人入 日曰 大太 天夫 王玉 干千 刀力 田由 午牛 间问 设没 计汁 技枝 推堆 持待 拓柘 招绍 析折 级极 结给 统线 建健 造选 住往 优犹
        保堡 合台 名各 员负 区匹 场扬 地池 市布 年午 并开 应庆 式试 情清 户尸 据剧 服报 期斯 机杭 标栋 检捡 治冶 活话 海侮 源愿 炉护 特持 理埋 盖盐
        """

    func apply(to text: String) -> String {
        var random = SeededGenerator(seed: seed)
        var table: [Character: Character] = [:]
        for pair in Self.alike.split(whereSeparator: \.isWhitespace) {
            guard let first = pair.first, let last = pair.last else { continue }
            (table[first], table[last]) = (last, first)
        }
        let printed = Array(text.filter { "\u{4E00}" <= $0 && $0 <= "\u{9FFF}" })
        return String(
            text.map { sign -> Character in
                guard !sign.isWhitespace, Double.random(in: 0..<1, using: &random) < share else { return sign }
                if let other = table[sign] { return other }
                return "\u{4E00}" <= sign && sign <= "\u{9FFF}" ? printed.randomElement(using: &random) ?? sign : sign
            })
    }
}
