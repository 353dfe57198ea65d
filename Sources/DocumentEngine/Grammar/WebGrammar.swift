// SPDX-License-Identifier: Apache-2.0

/// What the pages of government sites print around a document.
enum WebGrammar {
    /// Words of buttons and counters; a line of nothing else is no part of the document.
    static let controls = WordSet(
        """
        打印本页 打印页面 打印此页 打印 关闭窗口 关闭本页 关闭页面 关闭 窗口 收藏本页 加入收藏 收藏 设为首页 分享到 分享至 一键分享 分享 微信 微博 新浪微博 腾讯微博 QQ空间 QQ好友 QQ 朋友圈 人人网
        豆瓣 更多 复制链接 复制 下载文字版 下载PDF版 下载 纠错 我要纠错 字体大小 字号大小 字体 字号 放大 缩小 默认 大 中 小 特大 标准 背景色 无障碍浏览 无障碍阅读 进入无障碍 无障碍模式 无障碍 适老化 长者模式 长者助手 关怀版
        老年版 繁體版 繁体版 繁體 繁体 简体版 简体 简 繁 English 智能问答 智能机器人 语音播报 朗读 听全文 播放 暂停 手机版 移动版 手机浏览 客户端 返回顶部 回到顶部 返回首页 返回列表 返回上一页 返回 首页 顶部
        登录 注册 登陆 搜索 检索 站内搜索 高级搜索 全站搜索 请输入关键字 热搜词 浏览次数 访问次数 阅读次数 点击数 点击率 点击量 浏览量 访问量 阅读量 人次 次 扫一扫在手机打开当前页 扫一扫手机打开当前页 扫码分享 扫一扫
        在手机打开当前页 用微信扫描二维码 二维码 我要收藏 视力保护色 保护视力色 文字 纯文本 阅读方式 上一篇 下一篇 上一页 下一页 末页 没有了 无 网站地图 联系我们 关于我们 网站声明 隐私声明
        法律声明 政务微信 政务微博 官方微信 官方微博 网站首页 政务公开 政务服务 互动交流 政民互动 走进 新闻中心 要闻动态 专题专栏 数据开放 政府信息公开 信息公开 解读回应 办事服务
        """)
    /// Labels before the title, which a page prints once more above the text.
    static let titleLabels = WordSet("标题 名称 文件名称 信息名称 信息标题")
    /// Labels of the table of particulars above a published document, with or without a colon.
    static let labels = WordSet(
        """
        索引号 索 引 号 信息索引号 主题分类 体裁分类 组配分类 服务对象 发文机关 发文机构 发布机构 发文单位 制发机关 公开机构 公开主体 责任部门 信息来源 成文日期 成文时间 生成日期 制发日期 发布日期 发布时间 公开日期
        公布日期 发文日期 发文字号 文号 文件编号 标题 名称 文件名称 信息名称 主题词 关键词 有效性 效力状态 是否有效 废止日期 失效日期 生效日期 实施日期 有效期 公开方式 公开范围 公开属性 公开时限 公文种类 内容概述 概述 规范性文件编号
        统一编号 登记号 时效 时效性 文件状态 信息分类 公开类别 所属主题
        """)
}
