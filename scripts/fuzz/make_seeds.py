# SPDX-License-Identifier: Apache-2.0
"""Writes what the fuzzer begins with: make_seeds.py FOLDER. One folder of seeds and one dictionary for each target.

All of it is made from the invented documents, the fixtures of the tests and the words of the grammar, so that nothing
is kept twice.
"""
import glob
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import zipfile

# Larger seeds make a run slow, and what they hold is tried in pieces as well.
LONGEST = 1500
DOCUMENTS = sorted(glob.glob("Tests/DocumentEngineTests/Labelled/documents/*.txt") + glob.glob("Samples/*.txt"))
DRAFTS = sorted(glob.glob("Tests/DocumentEngineTests/Labelled/labels/*.json") + glob.glob("Samples/*.json"))
SHEETS = sorted(glob.glob("Tests/LedgerEngineTests/Fixtures/Sheets/*.xlsx"))
WORD = sorted(glob.glob("Tests/OfficeFilesTests/Fixtures/*.docx"))
STYLES = (
    '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="paragraph" '
    'w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:numPr><w:ilvl w:val="0"/>'
    '<w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style></w:styles>')


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def cut(text, size=LONGEST):
    """The text in pieces of at most `size` bytes, each of whole lines where that is possible."""
    pieces, piece = [], ""
    for line in text.splitlines(keepends=True):
        if len((piece + line).encode()) > size and piece:
            pieces.append(piece)
            piece = ""
        piece += line
    return [part.encode()[:size] for part in [*pieces, piece] if part]


def trimmed(value):
    """JSON with at most one element in each list, so that it is small and still says all that it can say."""
    if isinstance(value, dict):
        return {key: trimmed(member) for key, member in value.items()}
    return [trimmed(member) for member in value[:1]] if isinstance(value, list) else value


def container(parts):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def printed(command):
    """What a program prints; nothing where it is missing."""
    try:
        return [subprocess.run(command, check=True, capture_output=True).stdout]
    except (OSError, subprocess.CalledProcessError):
        return []


def text_seeds():
    pieces = [read(path)[:300] for path in DOCUMENTS]
    seeds = [b"\xef\xbb\xbf" + piece.encode() for piece in pieces[:4]]
    for encoding in ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "gb18030"):
        seeds += [piece.encode(encoding) for piece in pieces[:6]]
    return seeds + [open(path, "rb").read()[:600] for path in WORD[:1] + glob.glob("Tests/ExtractionTests/Fixtures/*")]


def unit_seeds():
    found = []
    for path in DOCUMENTS:
        found += re.findall(r"[（(〔\[][^）)〕\]\n]{6,200}[）)〕\]]", read(path))
        found += [line.strip() for line in read(path).splitlines() if "单位：" in line][:10]
    return [text.encode()[:LONGEST] for text in found]


def word_seeds():
    seeds = []
    for path in WORD:
        with zipfile.ZipFile(path) as archive:
            parts = [archive.read("word/document.xml"), archive.read("word/numbering.xml"), STYLES.encode()]
        seeds.append(b"\0".join(parts))
    return seeds


def ofd_parts():
    with zipfile.ZipFile("Tests/ExtractionTests/Fixtures/plan.ofd") as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def ofd_seeds():
    parts = ofd_parts()
    pages = [content for name, content in parts.items() if name.endswith("Content.xml")]
    document = parts["Doc_0/Document.xml"].replace(b"Pages/Page_0/Content.xml", b"Page.xml")
    root = parts["OFD.xml"].replace(b"Doc_0", b"Doc")
    return pages + [b"\0".join([pages[0], document, root])]


def container_seeds():
    seeds = [container(ofd_parts()), b"PK\5\6" + bytes(18)]
    for path in WORD:
        with zipfile.ZipFile(path) as archive:
            names = ["_rels/.rels", "word/_rels/document.xml.rels", "word/document.xml", "word/numbering.xml"]
            seeds.append(container({name: archive.read(name) for name in names}))
    return seeds


def html_seeds():
    made = {"pandoc-api-version": [1, 22], "meta": {}, "blocks": [{"t": "Para", "c": [{"t": "Str", "c": "合作"}]}]}
    return [json.dumps(made, ensure_ascii=False).encode()] + [
        seed for page in ("scripts/fixtures/plan.html", "Tests/ExtractionTests/Fixtures/page.html")
        for seed in printed(["pandoc", "--from=html+raw_html-auto_identifiers", "--to=json", page])]


def page_seeds():
    rows = ["1\t1\t0\t0\t0\t0\t0\t0\t595\t842\t-1\t###PAGE###"]
    rows += [f"5\t1\t0\t{row}\t0\t{row}\t{70 + row % 2 * 24}\t{80 + 20 * row}\t400\t14\t96\t两市共建园区。"
             for row in range(9)]
    made = "\n".join(rows).encode()
    return [made] + printed(["pdftotext", "-tsv", "Tests/ExtractionTests/Fixtures/plan.pdf", "-"])


def document_seeds():
    seeds = []
    for path in DOCUMENTS:
        text = read(path)
        head, pieces = text[:250].encode(), cut(text, LONGEST - 800)
        seeds += [head + b"\n" + piece for piece in pieces[1:]] + pieces[:1]
    return seeds


def workbook_seeds():
    seeds = []
    names = ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"]
    for path in SHEETS:
        with zipfile.ZipFile(path) as archive:
            parts = [archive.read(name) if name in archive.namelist() else b"" for name in names]
        if sum(map(len, parts)) < 4000:
            seeds.append(b"\0".join(parts))
        seeds.append(b"\0".join([parts[0][:LONGEST], parts[1][:LONGEST]]))
    return seeds


def table_seeds():
    """The rows that the tests expect, as lines of cells."""
    seeds = []
    for path in sorted(glob.glob("Tests/LedgerEngineTests/Fixtures/Sheets/*.json")):
        for table in json.loads(read(path))["tables"]:
            lines = [["台账"], ["单位：万元"], table["columns"], *table["rows"], ["合计", "", "12"], ["注：无"]]
            seeds.append("\n".join("\t".join(cell or "" for cell in line) for line in lines).encode()[:LONGEST])
    return seeds


def grammar_words(folder="DocumentEngine"):
    words = set()
    for path in glob.glob(f"Sources/{folder}/Grammar/*.swift"):
        code = "\n".join(line for line in read(path).splitlines() if not line.strip().startswith("//"))
        words |= set(re.findall(r"[㐀-鿿〇（）〔〕、：；]{1,12}", code))
    marks = "一、 二、 （一） （二） 1. 2． 1、 （1） ① ② 第一章 第一条 — 1 — ， 。 ： ； 《 》 “ ” \u3000 \n 2026年 3个".split(" ")
    return sorted(words | set(marks))


def markup_words(seeds):
    words = set()
    for seed in seeds:
        words |= {match.decode("utf-8", "ignore") for match in re.findall(rb"</?[\w:]+|[\w:]+=\"[^\"<]{0,40}\"", seed)}
    return sorted(words | {"/>", "<!--", "<![CDATA[", "]]>", "&#x4E00;", "<!DOCTYPE a>"})


def json_words(seeds):
    words = set()
    for seed in seeds:
        words |= {match.decode("utf-8", "ignore") for match in re.findall(rb"\"[\w/-]{1,30}\":?", seed)}
    return sorted(words | {"null", "true", "1e308", "-1", "[]", "{}", "\\ud800", "\\u0000"})


def write(folder, target, seeds, words):
    os.makedirs(f"{folder}/{target}", exist_ok=True)
    for seed in seeds:
        with open(f"{folder}/{target}/{hashlib.sha1(seed).hexdigest()}", "wb") as file:
            file.write(seed)
    with open(f"{folder}/{target}.dict", "w", encoding="ascii") as file:
        for word in words:
            file.write('"' + "".join(f"\\x{byte:02x}" for byte in word.encode()) + '"\n')


def main(folder):
    words = grammar_words()
    drafts = [json.dumps(trimmed(json.loads(read(path))), ensure_ascii=False).encode() for path in DRAFTS]
    documents = document_seeds()
    write(folder, "text", text_seeds(), ["\ufeff", "\0a", "\u3000", "一、"])
    write(folder, "outline", documents, words)
    write(folder, "reader", documents, words)
    write(folder, "units", unit_seeds(), words)
    write(folder, "draft", drafts, json_words(drafts))
    books, tables, cells = workbook_seeds(), table_seeds(), grammar_words("LedgerEngine")
    write(folder, "workbook", books, [*markup_words(books), "\0"])
    write(folder, "separated", [seed.replace(b"\t", b",") for seed in tables], [*cells, ",", ";", "\"", "\n", "\ufeff"])
    write(folder, "tables", tables, [*cells, "\t", "\n", "2026.3.5", "1,200"])
    write(folder, "container", container_seeds(), ["PK\1\2", "PK\3\4", "PK\5\6", "word/document.xml", "OFD.xml"])
    for target, seeds in (("word", word_seeds()), ("ofd", ofd_seeds())):
        write(folder, target, seeds, [*markup_words(seeds), "\0"])
    pages = html_seeds()
    write(folder, "html", pages, json_words(pages))
    write(folder, "pages", page_seeds(), ["\n1\t1\t0\t0\t0\t0\t0\t0\t595\t842\t-1\t###PAGE###\n", "\t", "5\t", "1e9"])


if __name__ == "__main__":
    main(sys.argv[1])
