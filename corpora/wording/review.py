"""What the pages of a review say, in Korean and in English."""

from __future__ import annotations

from corpora.wording.words import Words

BEADS = {
    "unreviewed": Words("검수 전", "not reviewed"),
    "accepted": Words("승인", "accepted"),
    "revised": Words("수정", "revised"),
    "rejected": Words("반려", "rejected"),
}
FINDINGS = {
    "open": Words("미결", "open"),
    "confirmed": Words("지적 확정", "confirmed"),
    "dismissed": Words("기각", "dismissed"),
}
WORDS = {
    "signoff": Words("검수 확인서", "Sign-off of a review"),
    "complete": Words("검수 완료", "Review complete"),
    "incomplete": Words("검수 미완료", "Review not complete"),
    "left": Words(
        "검수 전 쌍 {beads}건, 미결 지적 {findings}건이 남아 있습니다.",
        "Still open: {beads} pairs not reviewed, {findings} findings not decided.",
    ),
    "release": Words("보도자료", "Release"),
    "number": Words("저장소 번호", "Number in the store"),
    "reviewer": Words("검수자", "Reviewer"),
    "date": Words("확인 일시", "Signed off"),
    "coverage": Words("번역 범위", "Coverage"),
    "covered": Words(
        "{total}개 단위 가운데 {aligned}개에 대응하는 글이 있음 (글자 기준 {letters})",
        "{aligned} of {total} segments have a counterpart ({letters} of the text)",
    ),
    "beads": Words("대응 쌍", "Pairs and gaps"),
    "findings": Words("지적 사항", "Findings"),
    "no_findings": Words("지적 사항이 없습니다.", "There are no findings."),
    "gaps": Words("누락과 추가", "Omissions and additions"),
    "no_gaps": Words("누락이나 추가가 없습니다.", "There are none."),
    "revised": Words("수정한 번역문", "Revised translations"),
    "original": Words("원래 번역문", "Original"),
    "new_text": Words("수정", "Revised"),
    "source": Words("원문", "Source"),
    "target": Words("번역문", "Target"),
    "kind": Words("종류", "Kind"),
    "decision": Words("결정", "Decision"),
    "reason": Words("사유", "Reason"),
    "by": Words("결정자", "By"),
    "work": Words("검수 이력", "Who did what"),
    "steps": Words("{n}건", "{n} steps"),
    "files": Words("원본 파일", "Files"),
    "file": Words("파일", "File"),
    "sha256": Words("SHA-256", "SHA-256"),
    "bytes": Words("{n}바이트", "{n} bytes"),
    "settings": Words("정렬 설정", "Settings of the alignment"),
    "digest": Words("검수 상태 SHA-256", "SHA-256 of the reviewed state"),
    "version": Words("프로그램", "Program"),
}
