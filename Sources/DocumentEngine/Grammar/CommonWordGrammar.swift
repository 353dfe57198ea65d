// SPDX-License-Identifier: Apache-2.0

/// Words that nearly every official text uses: that two texts share them says nothing.
enum CommonWordGrammar {
    static let words = WordSet(
        """
        的 和 与 及 或 等 在 为 对 将 把 以 并 由 向 从 到 于 中 上 下 内 各 其 之 所 被 使 让 要 应 可 能 有 是 了 着 地 得 两 双 一 个 批 项
        以及 等等 通过 按照 根据 关于 对于 其中 有关 相关 各类 各级 一批 一个 一系列 进一步 不断 积极 大力 充分 共同 联合 结合 加强 推动 推进 开展 支持
        鼓励 促进 建立 健全 完善 建设 实施 加快 提升 提高 强化 深化 发挥 打造 组织 引导 探索 合作 对口合作 工作 发展 做好 加大 力度 机制 方面 重点 作用
        两市 两地 双方 革命老区 老区 重点城市 革命老区重点城市 老区重点城市 城市 全面 有效 有序 规范 水平 能力 优势 模式
        """)
}
