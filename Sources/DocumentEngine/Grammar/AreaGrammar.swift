// SPDX-License-Identifier: Apache-2.0

/// The five key tasks of the paired-city cooperation in words of our own, to tell which of them an area carries out.
enum AreaGrammar {
    /// In order, 1 to 5; behind them what none of the five is about. The words weigh by how often they stand here.
    static let themes = [
        """
        红色文化 红色文化传承 传承红色基因 革命文物 红色旅游 革命精神 红色资源 红色教育 研学 党性教育 革命遗址 纪念馆 文化旅游 文旅融合 红色文化
        文物保护 爱国主义教育 文化交流 文艺 红色旅游 红色品牌
        """,
        """
        乡村振兴 新型城镇化 脱贫攻坚成果 巩固拓展 乡村振兴 消费帮扶 劳务协作 劳务合作 农产品 农村 就业 美丽乡村 易地扶贫搬迁 城乡融合 乡村建设
        防止返贫 城镇化 特色种养 城乡 劳务输出 乡村 县域 县城
        """,
        """
        基础设施 公共服务 基本公共服务 教育 医疗 卫生健康 交通 水利 能源 养老 社会事业 民生 学校 医院 互联互通 数字基础设施 新型基础设施
        社会事业合作 社会事业发展 公共服务 基础设施建设 康养 社会保障 均衡 普惠 福祉 民生保障 群众 数字 智慧城市
        """,
        """
        生态环境 绿色低碳 生态保护 修复 生态 环境保护 绿色发展 低碳 碳汇 污染防治 生态修复 生态产品 山水林田湖草 环保 绿色 节能 流域治理
        双碳 生态文明 国土空间 绿水 青山 碧水 蓝天 山水 清水 水源 林业
        """,
        """
        产业合作 产业园区 平台载体 产业转移 共建园区 科技创新 招商引资 产业链 经贸 开放合作 飞地 产业协作 企业 制造业 先进制造 数字经济 商贸 物流
        营商环境 园区 金融 创新平台 产业 科创 投资 对外开放 现代产业体系
        """,
        // None of the five.
        """
        干部人才 人才交流 干部交流 人才 挂职 互派 金融 资本 社会组织 社会事业团体 群团 青年交流 体制机制 人大 政协 体育赛事
        """,
    ]
    static let areas = 5
    /// Below this likeness an area is none of the five.
    static let least = 0.05
}
