"""What the review in a browser says, in Korean and in English."""

from __future__ import annotations

from corpora.wording.words import Words

PAGE = {
    "review": Words("대역 검수", "Review"),
    "skip": Words("본문으로 건너뛰기", "Skip to the content"),
    "search": Words("이전 번역 찾기", "Search earlier renderings"),
    "find": Words("찾기", "Search"),
    "reviewer": Words("검수자", "Reviewer"),
    "change": Words("바꾸기", "Change"),
    "lost": Words(
        "서버가 응답하지 않습니다. 저장되지 않았으니 다시 시도하십시오.",
        "The server does not answer. Nothing was saved; try again.",
    ),
    "needed": Words("이 칸을 채우십시오.", "Fill this in."),
    "releases": Words("보도자료 목록", "Releases"),
    "no_releases": Words(
        "저장소가 비어 있습니다. daeyeok add 로 추가하십시오.",
        "The store is empty; `daeyeok add` puts releases in.",
    ),
    "number": Words("번호", "No."),
    "title": Words("제목", "Title"),
    "date": Words("날짜", "Date"),
    "coverage": Words("번역 범위", "Coverage"),
    "reviewed": Words("검수", "Reviewed"),
    "open_findings": Words("미결 지적", "Open findings"),
    "progress": Words("{all}건 가운데 {done}건 검수", "{done} of {all} reviewed"),
    "open_count": Words("미결 지적 {n}건", "{n} open findings"),
    "tools": Words("도구", "Tools"),
    "undo": Words("되돌리기", "Undo"),
    "redo": Words("다시 하기", "Redo"),
    "recheck": Words("다시 점검", "Check again"),
    "realign": Words("나머지 다시 정렬", "Realign the rest"),
    "show": Words("보기", "Show"),
    "show_all": Words("전체", "all"),
    "show_todo": Words("검수 전", "not reviewed"),
    "show_marked": Words("미결 지적", "open findings"),
    "show_gaps": Words("누락과 추가", "gaps"),
    "help": Words("단축키", "Keys"),
    "close": Words("닫기", "Close"),
    "pairs": Words("대역 쌍", "Pairs"),
    "panel": Words("선택한 쌍", "Chosen pair"),
    "choose": Words(
        "쌍을 고르십시오. j, k로 움직이고 ?로 단축키를 봅니다.",
        "Choose a pair: j and k move, ? shows the keys.",
    ),
    "source": Words("원문", "Source"),
    "target": Words("번역문", "Target"),
    "nothing": Words("대응하는 글 없음", "nothing here"),
    "moved": Words("순서 다름", "moved"),
    "bead": Words("{n}번째 쌍", "Pair {n}"),
    "probability": Words("정렬 확률", "Probability"),
    "accept": Words("승인", "Accept"),
    "reject": Words("반려", "Reject"),
    "reopen": Words("검수 취소", "Reopen"),
    "edit": Words("번역문 수정", "Edit the target"),
    "new_text": Words("수정할 번역문", "Target text"),
    "save": Words("저장", "Save"),
    "findings": Words("지적 사항", "Findings"),
    "reason": Words("사유", "Reason"),
    "confirm": Words("지적 확정", "Confirm"),
    "dismiss": Words("기각", "Dismiss"),
    "reopen_finding": Words("결정 취소", "Reopen"),
    "structure": Words("쌍 고치기", "Structure"),
    "locked": Words(
        "승인한 쌍은 고정됩니다. 고치려면 검수를 취소하십시오.",
        "An accepted pair is locked; reopen it to change it.",
    ),
    "merge": Words("다음 쌍과 합치기", "Merge with next"),
    "gap": Words("갈라 놓기", "Make a gap"),
    "move": Words("순서 다름 표시", "Mark as moved"),
    "unmove": Words("순서 다름 해제", "Mark as not moved"),
    "shift": Words("다음 쌍과의 경계 옮기기", "Boundary to the next pair"),
    "shift_down": Words("다음 쌍의 첫 단위를 가져옴", "take the first segment of the next"),
    "shift_up": Words("마지막 단위를 다음 쌍에 줌", "give the last segment to the next"),
    "split": Words("나누기", "Split"),
    "split_here": Words("여기서 나누기", "Split here"),
    "cancel": Words("그만두기", "Cancel"),
    "cut_in": Words("{side}에서 나눌 곳", "Where to cut: {side}"),
    "cut_between": Words("{n}번과 {m}번 문장 사이", "between sentences {n} and {m}"),
    "cut_inside": Words("{n}번 문장 안", "inside sentence {n}"),
    "cut_before": Words("나누지 않고 모두 둘째 쌍으로", "not cut, all goes to the second pair"),
    "cut_behind": Words("나누지 않고 모두 첫째 쌍으로", "not cut, all stays in the first pair"),
    "cut_words": Words("“{before}” 뒤, “{after}” 앞", "after “{before}”, before “{after}”"),
    "cut_nothing": Words(
        "한쪽 쌍에 글이 없습니다. 나눌 곳을 옮기십시오.",
        "One of the two would be empty; move a cut.",
    ),
    "no_cut": Words(
        "한 낱말뿐이라 나눌 곳이 없습니다. 갈라 놓거나(g) 다음 쌍과의 경계를 옮기십시오([ ]).",
        "There is one word alone, and no place to cut. Make a gap (g), or shift the boundary "
        "to the next pair ([ ]).",
    ),
    "split_click": Words("글을 눌러도 움직입니다.", "A click moves it, too."),
    "split_shaded": Words(
        "바탕색을 넣은 글이 둘째 쌍이 됩니다.", "What is shaded becomes the second pair."
    ),
    "split_left": Words("나누지 않았습니다.", "Not split."),
    "link": Words("짝 찾아 잇기", "Link with its counterpart"),
    "link_this": Words("잇기", "Link"),
    "earlier": Words("이전 번역", "Earlier renderings"),
    "found": Words("찾은 결과", "Found"),
    "nothing_found": Words("찾은 것이 없습니다.", "Nothing found."),
    "no_change": Words("달라지는 곳이 없습니다.", "Nothing would change."),
    "realign_help": Words(
        "승인한 쌍 사이를 다시 정렬하면 {n}곳이 달라집니다. 보존하기 전에 확인하십시오.",
        "Aligned anew between accepted pairs, {n} places would change. Nothing is kept yet.",
    ),
    "change_number": Words("달라지는 곳 {n}", "Change {n}"),
    "before": Words("지금", "Now"),
    "after": Words("다시 정렬한 뒤", "Aligned anew"),
    "keep": Words("이대로 보존", "Keep this"),
    "back": Words("보존하지 않고 돌아가기", "Back without keeping it"),
    "failed": Words("할 수 없습니다", "That cannot be done"),
    "done": Words("완료: {what}", "Done: {what}"),
}

#: What the server answers instead of a page, by HTTP's number for it.
FAILURES = {
    400: Words(
        "알아볼 수 없는 요청입니다. 화면을 새로 고치십시오.",
        "the request makes no sense; load the page again",
    ),
    403: Words("허락되지 않은 요청입니다.", "that is not allowed"),
    404: Words(
        "찾는 화면이 없습니다. 목록에서 다시 고르십시오.",
        "there is no such page; choose again from the list",
    ),
    405: Words("이 주소로는 그 일을 할 수 없습니다.", "that cannot be done at this address"),
    413: Words(
        "보낸 글이 너무 깁니다. 줄여서 다시 보내십시오.", "the text is too long; shorten it"
    ),
}
#: For all others: most are mistakes of the program.
OTHER_FAILURE = Words(
    "프로그램에 문제가 생겨 저장하지 못했습니다. 화면을 새로 고치고 다시 하십시오.",
    "the program failed and saved nothing; load the page again, and try again",
)

#: What was done, by the actions of the log.
ACTIONS = {
    "accept": Words("승인", "accept"),
    "revise": Words("수정", "revise"),
    "reject": Words("반려", "reject"),
    "reopen": Words("검수 취소", "reopen"),
    "confirm": Words("지적 확정", "confirm a finding"),
    "dismiss": Words("지적 기각", "dismiss a finding"),
    "reopen_finding": Words("지적 결정 취소", "reopen a finding"),
    "merge": Words("합치기", "merge"),
    "split": Words("나누기", "split"),
    "shift": Words("경계 옮기기", "shift a boundary"),
    "gap": Words("갈라 놓기", "make a gap"),
    "link": Words("잇기", "link"),
    "moved": Words("순서 표시", "mark as moved or not"),
    "realign": Words("다시 정렬", "realign"),
    "undo": Words("되돌리기", "undo"),
    "redo": Words("다시 하기", "redo"),
    "recheck": Words("다시 점검", "check again"),
}

#: What moves a cut.
SPLIT_KEYS = (
    ("← →", Words("낱말", "word")),
    ("Ctrl ← →", Words("문장", "sentence")),
    ("Shift ← →", Words("글자", "character")),
    ("Tab", Words("반대편", "other side")),
)

#: The keys, for the help.
KEYS = (
    ("j  k", Words("다음 쌍, 이전 쌍", "next pair, previous pair")),
    ("n", Words("다음 미결 지적", "next open finding")),
    ("a", Words("승인하고 다음으로", "accept and go on")),
    ("e", Words("번역문 수정 (Ctrl+Enter로 저장)", "edit the target (Ctrl+Enter saves)")),
    ("r", Words("반려하고 다음으로", "reject and go on")),
    ("o", Words("검수 취소", "reopen")),
    ("c  d", Words("지적 확정, 사유를 적어 기각", "confirm a finding, dismiss it with a reason")),
    ("m", Words("다음 쌍과 합치기", "merge with the next pair")),
    ("s", Words("누른 곳이나 고른 곳에서 나누기", "split at the cursor, or at a place to choose")),
    ("g", Words("갈라 놓기", "make a gap")),
    ("l", Words("짝 찾아 잇기", "link a gap with its counterpart")),
    ("x", Words("순서 다름 표시", "mark as moved or not")),
    ("[  {", Words("원문 경계 옮기기", "shift the boundary of the source")),
    ("]  }", Words("번역문 경계 옮기기", "shift the boundary of the target")),
    ("u  U", Words("되돌리기, 다시 하기", "undo, redo")),
    ("/", Words("이전 번역 찾기", "search earlier renderings")),
    ("Esc", Words("입력란에서 나가기, 나누기 그만두기", "leave a field, or a split")),
    ("?", Words("단축키", "these keys")),
)
