# SPDX-License-Identifier: Apache-2.0
"""An invented plan of two invented cities, in each kind of file that can be read, and a revision of it."""

from html import escape
from pathlib import Path

import docx

TITLE = "青岚市与东澜市对口合作实施方案（2023—2027年）"

PARAGRAPHS = [
    TITLE,
    "为贯彻落实革命老区重点城市对口合作有关部署，推动青岚市与东澜市结对合作，制定本方案。",
    "一、总体要求",
    "坚持优势互补、互利共赢，完善合作机制，拓展合作领域，提升合作水平。",
    "二、重点任务",
    "（一）传承弘扬红色文化",
    "1.共建红色教育基地。支持两市共同建设红色教育基地，每年联合举办2场主题研学活动。推动两市纪念馆开展"
    "馆际交流，联合策划专题展览。（责任单位：两市市委宣传部，市文化和旅游局、市教育局）",
    "2.联合推广红色旅游。建立两市旅游推广联动机制，共同设计红色旅游精品线路，鼓励旅行社互送客源。"
    "（责任单位：两市市文化和旅游局，青岚市各区县人民政府）",
    "（二）促进乡村振兴",
    "3.扩大农产品产销对接。支持青岚市在东澜市设立农产品展销中心，每年组织4次产销对接活动，培育区域公用品牌。"
    "（责任单位：两市市农业农村局、市商务局）",
    "4.深化劳务协作。建立两市劳务协作信息共享平台，联合开展职业技能培训，到2025年培训1000人次。"
    "（责任单位：两市市人力资源社会保障局）",
    "（三）共建产业合作平台",
    "5.共建产业合作园区。支持两市以飞地经济等方式共建产业合作园区，完善成本分担和利益共享机制。"
    "（牵头单位：两市市发展改革委；配合单位：两市市工业和信息化局、市自然资源局）",
    "6.加强科技创新合作。推动东澜市高校院所在青岚市设立技术转移中心，开展联合攻关和成果转化。"
    "（责任单位：两市市科技局）",
    "三、保障措施",
    "（一）加强组织领导。建立两市联席会议制度，每年召开一次联席会议，协调解决重大问题。",
    "（二）强化督促落实。两市发展改革委会同有关部门每年对本方案实施情况开展评估。",
]

# The second task is reworded, the fourth is dropped, a new one closes the third area.
REVISED = [
    paragraph.replace("鼓励旅行社互送客源", "鼓励旅行社互送客源并给予宣传支持")
    for paragraph in PARAGRAPHS if not paragraph.startswith("4.")
]
REVISED.insert(
    REVISED.index("三、保障措施"),
    "7.推动港口物流合作。支持两市物流企业开展铁水联运合作，共建无水港。（责任单位：两市市交通运输局、市商务局）")

TASK_COUNT = 6

# A mark of secrecy in the first lines: such a document must be refused and not stored.
SECRET = ["机密★10年", *PARAGRAPHS]


def write_text(paragraphs: list[str], path: Path) -> Path:
    path.write_text("\n".join(paragraphs) + "\n", encoding="utf-8")
    return path


def write_word(paragraphs: list[str], path: Path) -> Path:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(str(path))
    return path


def as_html(paragraphs: list[str]) -> str:
    body = "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    style = "body { font: 16pt/1.9 serif; margin: 0 }"
    return f'<!DOCTYPE html><html lang="zh"><meta charset="utf-8"><style>{style}</style><body>{body}</body></html>'


def write_html(paragraphs: list[str], path: Path) -> Path:
    path.write_text(as_html(paragraphs), encoding="utf-8")
    return path


def write_pdf(paragraphs: list[str], path: Path, browser) -> Path:
    """Prints the document by the browser: several pages, with the text in them."""
    page = browser.new_page()
    page.set_content(as_html(paragraphs))
    page.pdf(path=str(path), format="A4", margin={side: "28mm" for side in ("top", "bottom", "left", "right")})
    page.close()
    return path


def write_photograph(paragraphs: list[str], path: Path, browser) -> Path:
    """A printed page as a photograph of it: a little askew, some words out of focus and hard to read."""
    def printed(paragraph: str) -> str:
        pieces = [paragraph[at:at + 19] for at in range(0, len(paragraph), 19)]
        return "".join(f"{escape(piece[:15])}<i>{escape(piece[15:])}</i>" for piece in pieces)

    lines = "".join(f"<p>{printed(paragraph)}</p>" for paragraph in paragraphs)
    page = browser.new_page(viewport={"width": 1654, "height": 2339})
    page.set_content(
        "<meta charset=utf-8><style>body { margin: 130px 150px; font: 34px/1.8 'Noto Serif CJK SC';"
        " transform: rotate(.4deg) } p { margin: 0; text-indent: 2em } i { font-style: normal; filter: blur(3px) }"
        "</style>" + lines)
    page.screenshot(path=str(path))
    page.close()
    return path
