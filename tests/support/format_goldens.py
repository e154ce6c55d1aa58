"""What ``small_release()`` looks like in each format, to the byte."""

import json

TMX = """\
<?xml version='1.0' encoding='utf-8'?>
<tmx version="1.4">
<header creationtool="daeyeok" creationtoolversion="1.2.3" segtype="sentence" o-tmf="daeyeok" \
adminlang="en" srclang="ko" datatype="plaintext" creationdate="20161014T000000Z">
  <prop type="x-signature">model=words|skip=0.2</prop>
  <prop type="x-source-language">ko</prop>
  <prop type="x-source-file">보도자료.txt</prop>
  <prop type="x-source-sha256">\
acb2bebed373a91e2b67e875d86b7153fb9dc5fb55746b429dc26f5d39299b3c</prop>
  <prop type="x-source-encoding">cp949</prop>
  <prop type="x-source-bytes">40</prop>
  <prop type="x-target-language">en</prop>
  <prop type="x-target-file">release.txt</prop>
  <prop type="x-target-sha256">\
bcc2219fb5bc386e171ed5c0006e5d3af2a6154b46222ff2e241f8e788a57a20</prop>
  <prop type="x-target-encoding">utf-8</prop>
  <prop type="x-target-bytes">32</prop>
</header>
<body>
<tu tuid="ID1" creationdate="20161014T000000Z">
  <prop type="x-bead">1</prop>
  <prop type="x-bead-type">1-1</prop>
  <prop type="x-probability">0.98</prop>
  <prop type="x-score">0.75</prop>
  <prop type="x-source-file">보도자료.txt</prop>
  <prop type="x-target-file">release.txt</prop>
  <prop type="x-signature">model=words|skip=0.2</prop>
  <tuv xml:lang="ko">
    <prop type="x-kinds">title</prop>
    <prop type="x-offsets">9..19</prop>
    <prop type="x-blocks">0</prop>
    <prop type="x-exact">4=0D.0A</prop>
    <seg>=예산을 늘린다.</seg>
  </tuv>
  <tuv xml:lang="en">
    <prop type="x-kinds">title</prop>
    <prop type="x-offsets">0..26</prop>
    <prop type="x-blocks">0</prop>
    <seg>- The budget &amp; taxes grow.</seg>
  </tuv>
</tu>
<tu tuid="ID2" creationdate="20161014T000000Z">
  <prop type="x-bead">2</prop>
  <prop type="x-bead-type">1-1</prop>
  <prop type="x-probability">0.5</prop>
  <prop type="x-score">-0.25</prop>
  <prop type="x-source-file">보도자료.txt</prop>
  <prop type="x-target-file">release.txt</prop>
  <prop type="x-signature">model=words|skip=0.2</prop>
  <tuv xml:lang="ko">
    <prop type="x-kinds">paragraph</prop>
    <prop type="x-offsets">20..23</prop>
    <prop type="x-blocks">1</prop>
    <prop type="x-exact">0=01</prop>
    <seg>\ufffd네.</seg>
  </tuv>
  <tuv xml:lang="en">
    <prop type="x-kinds">paragraph</prop>
    <prop type="x-offsets">27..31</prop>
    <prop type="x-blocks">1</prop>
    <seg>Yes.</seg>
  </tuv>
</tu>
<tu tuid="ID3" creationdate="20161014T000000Z">
  <note>끝. marks the end</note>
  <prop type="x-bead">3</prop>
  <prop type="x-bead-type">1-0</prop>
  <prop type="x-gap">closing</prop>
  <prop type="x-confidence">0.99</prop>
  <prop type="x-probability">0.9</prop>
  <prop type="x-source-file">보도자료.txt</prop>
  <prop type="x-target-file">release.txt</prop>
  <prop type="x-signature">model=words|skip=0.2</prop>
  <tuv xml:lang="ko">
    <prop type="x-kinds">closing</prop>
    <prop type="x-offsets">24..26</prop>
    <prop type="x-blocks">2</prop>
    <seg>끝.</seg>
  </tuv>
</tu>
</body>
</tmx>
"""

PROVENANCE = {
    "signature": "model=words|skip=0.2",
    "source-language": "ko",
    "source-file": "보도자료.txt",
    "source-sha256": "acb2bebed373a91e2b67e875d86b7153fb9dc5fb55746b429dc26f5d39299b3c",
    "source-encoding": "cp949",
    "source-bytes": "40",
    "target-language": "en",
    "target-file": "release.txt",
    "target-sha256": "bcc2219fb5bc386e171ed5c0006e5d3af2a6154b46222ff2e241f8e788a57a20",
    "target-encoding": "utf-8",
    "target-bytes": "32",
}
IN_A_CELL = json.dumps(PROVENANCE, ensure_ascii=False).replace('"', '""')

TABLE = f"""\
\ufeffbead|type|moved|gap|confidence|probability|score|source|target|note|source_kinds|target_kinds|\
source_offsets|target_offsets|source_blocks|target_blocks|source_exact|target_exact|id|findings|provenance
1|1 to 1||||0.98|0.75|'=예산을 늘린다.|'- The budget & taxes grow.||title|title|\
9..19|0..26|0|0|4=0D.0A||ID1||"{IN_A_CELL}"
2|1 to 1||||0.5|-0.25|\ufffd네.|Yes.||paragraph|paragraph|\
20..23|27..31|1|1|0=01||ID2||
3|1 to 0||closing|0.99|0.9||끝.||끝. marks the end|closing||\
24..26||2||||ID3||
"""

JSONL = [
    {
        "format": "daeyeok-bitext",
        "version": 1,
        "provenance": PROVENANCE,
        "source": {
            "text": "홈 > 보도자료\n=예산을\r\n늘린다. \x01네.\n끝.\n",
            "furniture": [["furniture", 0, 8, 0]],
        },
        "target": {"text": "- The budget & taxes grow.\nYes.\n", "furniture": []},
    },
    {
        "bead": 1,
        "type": "1-1",
        "source": "=예산을 늘린다.",
        "source_segments": [["title", 9, 19, 0]],
        "target": "- The budget & taxes grow.",
        "target_segments": [["title", 0, 26, 0]],
        "moved": False,
        "probability": 0.98,
        "score": 0.75,
        "gap": "",
        "confidence": None,
        "note": "",
    },
    {
        "bead": 2,
        "type": "1-1",
        "source": "\x01네.",
        "source_segments": [["paragraph", 20, 23, 1]],
        "target": "Yes.",
        "target_segments": [["paragraph", 27, 31, 1]],
        "moved": False,
        "probability": 0.5,
        "score": -0.25,
        "gap": "",
        "confidence": None,
        "note": "",
    },
    {
        "bead": 3,
        "type": "1-0",
        "source": "끝.",
        "source_segments": [["closing", 24, 26, 2]],
        "target": "",
        "target_segments": [],
        "moved": False,
        "probability": 0.9,
        "score": None,
        "gap": "closing",
        "confidence": 0.99,
        "note": "끝. marks the end",
    },
]

#: The identifiers of the three beads, which depend on the texts alone.
IDENTIFIERS = ("b35a87f7537ca2c9", "b18285a54af478fc", "b43d41d687491d0e")


def with_identifiers(text: str) -> str:
    for number, identifier in enumerate(IDENTIFIERS, start=1):
        text = text.replace(f"ID{number}", identifier)
    return text


def table(delimiter: str) -> bytes:
    # the signature holds the one bar that is no border
    text = with_identifiers(TABLE).replace("words|skip", "words\0skip").replace("|", delimiter)
    return text.replace("\0", "|").replace("\n", "\r\n").encode()


EXPECTED = {
    "tmx": with_identifiers(TMX).encode(),
    "csv": table(","),
    "tsv": table("\t"),
    "jsonl": b"".join(json.dumps(line, ensure_ascii=False).encode() + b"\n" for line in JSONL),
}
