// SPDX-License-Identifier: Apache-2.0

/// Signs that scanning takes for each other because they look alike.
enum SignGrammar {
    private static let groups = """
        未末朱 己已巳 土士 人入八 日曰目白 大太犬丈 天夫无元 王玉主 干千于 刀力刃 田由甲申电 午牛 贝见 问间 向同何 办力为 设没 计汁 订打 议仪义 记纪 论伦沦
        技枝 推准堆 持待特 按接 提捉堤 拓柘 搭塔 托讬 扩护 招绍 投没 折拆析 拔拨 级极 组织祖 结给 经径 绿缘 统线 继维 网冈 综踪 建健 进近迸 道遁 选造 运远 通诵 迎仰
        作昨 位住往 任仁 传转 优犹 休体 供洪 保堡 信倍 修条 促捉 合台 名各 员负 园圆 团困 国图固 区匹 医区 县具 历厉 厅斤 原愿 场扬杨 地池 址扯 培陪 基墓 城诚成 城域 壮状
        市布 师帅 常尚 年午 并开 广厂 床庆 应庄 度席 康唐 库车 式试 引弓 张弛 强弹 录绿 形彤 影彭 徒徙 得碍 微徽 心必 志忘 快块 态怎 怀坏 性住 总息 情清请 惠患 意竟 成戊 战占
        户尸 所听 手毛 才寸 扎礼 批比 抓爪 报服 拉位 拥佣 择泽 挂桂 指脂 挥辉 据剧 排徘 探深 控腔 援暖 播潘 支技 收牧 改政 效郊 教孝 散撒 数敖 整憨 文又 料科 新析 方万 旅族
        旗棋 明朋 星皇 显湿 晚睌 景影 智知 服报 朝潮 期斯 木本术 机杭 权杈 村材 束柬 来采 构沟 林村 果呆 柔桑 查杳 标栋 树材 校较 格洛 桥侨 检捡 模摸 次欣 欢观 款敦 步涉 民氏 水永 汇江 治冶 沿治
        注住 活话 济挤 流疏 海侮 消削 涉步 渠集 港巷 游放 湖糊 源愿 漏满 潜替 灯打 炉护 点占 热势 烈列 焦集 然燃 熟热 物吻 特持 独虫 环坏 现规 理埋 生主 用甩 甲申 男勇 略路 疗庁 病痛
        益盖 盘盐 盟监 相想 省肖 着看 知和 短矩 矿扩 研砚 硬便 碳炭 示尔 社杜 祖租 神伸 福副 离禹 种钟 科料 租祖 积织 称你 移侈 程呈 稳隐 究穷 空穿 突穿 端瑞 第弟 等寺 筑巩 策荣 算弄 管官 精清
        系糸 素索 约钓 纳呐 级汲 绍招 终络 绩债 置直 群郡 老考 者著 聚取 职织 联朕 肃萧 育肓 能熊 脱税 自白 至致 舞无 航般 良艮 色巴 节书 芯心 花化 苏办 英央 范犯 茶荼 药约 获荻 菜采 落洛 著者 蓝监
        融隔 行仃 街衔 补朴 表衣 规现 视祝 览鉴 解触 警惊 让上 训川 讲进 证征 评坪 识织 词司 话活 该核 调凋 象像 财材 责贵 质货 贫贪 贯贵 贷货 贸留 费贵 资货 赛寨 走赱 起赴 超起 越趁 路略 跨垮 践贱
        车东 轨轧 软欤 轮论 载栽 辅铺 输愉 辖辙 达迖 连莲 退迟 送迭 逐遂 递弟 速束 遍逼 部陪 都郁 配酌 酒洒 采来 里果 重量 野墅 金全 钢钡 钱线 链键 销削 锋烽 镇填 长氏 门们 闭闲 间问 队认 防妨
        阶价 院浣 除徐 险检 陵棱 降绛 限根 陆际 随隋 障章 隆降 集隼 雨两 零雾 需儒 青育 静争 革苹 韧切 页贝 项顶 顺颁 须顷 预顶 领颌 频颁 题提 风凤 食良 饮钦 馆棺 首百 香杳 马鸟 驻注 验险 骨胃 高亮 鱼渔 鲜鳞 黄寅 齐介
        """
    /// What a sign may have been.
    private static let table: [UInt32: Scalars] = {
        var table: [UInt32: Scalars] = [:]
        for group in groups.split(whereSeparator: \.isWhitespace) {
            let signs = Scalars(text: String(group))
            for sign in signs { table[sign, default: []] += signs.filter { $0 != sign } }
        }
        return table
    }()

    /// The signs for which scanning may have put this one; empty for most.
    static func alike(_ sign: UInt32) -> Scalars { table[sign] ?? [] }
}
