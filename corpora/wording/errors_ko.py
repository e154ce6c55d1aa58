"""What refuses a step, in Korean: one for each template of an error that can reach a page.

As in ``messages_ko.py``, no particle that changes with the letter before it follows a
brace. Errors of other parts of daeyeok, which hardly ever come so far, stay in English.
"""

from __future__ import annotations

from align.errors import Message
from corpora.wording.review import BEADS, FINDINGS

#: Template of an error -> template with the same values.
KOREAN = {
    # What the structure does not allow.
    "the last bead has none after it to be merged with": "마지막 쌍이라 합칠 다음 쌍이 없습니다.",
    "the last bead has none after it": "마지막 쌍이라 다음 쌍이 없습니다.",
    "a cut lies between 0 and {length} characters, not at {at}": (
        "나눌 곳은 글의 처음(0)과 끝({length}) 사이여야 합니다. 요청한 곳: {at}"
    ),
    "a split needs text on both sides of the cut": "나눌 곳의 앞뒤에 모두 글이 있어야 합니다.",
    "a cut inside a segment needs text on both sides": (
        "단위 안을 나누려면 나눌 곳의 앞뒤에 모두 글이 있어야 합니다."
    ),
    "there is no segment on that side to give": "그쪽에는 옮길 단위가 없습니다.",
    "the two do not stand beside each other on that side": (
        "그쪽에서는 두 쌍의 글이 이어져 있지 않습니다."
    ),
    "that would leave a bead without text; merge the two instead": (
        "그러면 글이 없는 쌍이 남습니다. 두 쌍을 합치십시오."
    ),
    "the bead is a gap already": "이미 한쪽에만 글이 있습니다.",
    "an omission and an addition can be linked, nothing else": (
        "누락과 추가끼리만 이을 수 있습니다."
    ),
    "a gap cannot be moved; link it with the text it belongs to": (
        "한쪽에만 글이 있는 쌍에는 순서 다름을 표시할 수 없습니다. 짝이 되는 글과 이으십시오."
    ),
    "an accepted bead is a lock; reopen it first": (
        "승인한 쌍은 고정됩니다. 먼저 검수를 취소하십시오."
    ),
    "their targets do not stand beside each other": (
        "두 쌍의 번역문이 이어져 있지 않아 합칠 수 없습니다."
    ),
    "that would leave the beads out of order; reopen or unlink others first": (
        "그러면 쌍의 순서가 어긋납니다. 먼저 다른 쌍의 검수를 취소하거나 쌍을 갈라 놓으십시오."
    ),
    "every bead is accepted or holds a decision; there is no rest to be aligned": (
        "모든 쌍을 승인했거나 지적 사항을 결정했습니다. 다시 정렬할 나머지가 없습니다."
    ),
    # What a person wrote.
    "a revised text cannot be empty; make a gap instead": (
        "수정한 번역문을 비워 둘 수 없습니다. 번역이 없으면 쌍을 갈라 놓으십시오."
    ),
    "a finding is dismissed with a reason; give one": "지적을 기각하려면 사유를 적으십시오.",
    "a text has at most {limit:,} characters, not {length:,}": (
        "{limit:,}자까지 쓸 수 있습니다. 지금은 {length:,}자입니다."
    ),
    "the text holds a character that no file can hold; type it again": (
        "파일에 담을 수 없는 문자가 있습니다. 다시 입력하십시오."
    ),
    "a review needs the name of a reviewer": "검수자 이름이 필요합니다.",
    "a phrase to look for needs at least one character": "찾을 말을 한 글자 이상 적으십시오.",
    "a phrase to look for has at most {limit} characters": (
        "찾을 말은 {limit}자까지 적을 수 있습니다."
    ),
    "unknown language: {language}; known are {known}": (
        "모르는 언어입니다: {language}. 쓸 수 있는 언어: {known}"
    ),
    # What is no longer as the page showed it.
    "{state}": "{state}",
    "{state} by {reviewer}": "{state}(검수자 {reviewer})",
    "bead {bead} was changed meanwhile: it is {now}, version {version}, not {seen}; look again": (
        "그사이 이 쌍(저장소 번호 {bead})이 바뀌었습니다. 지금 상태: {now}, "
        "버전 {version}(화면의 버전 {seen}). 확인하고 다시 하십시오."
    ),
    "bead {bead} is {now} by now; look again": (
        "그사이 쌍(저장소 번호 {bead})이 바뀌었습니다. 지금 상태: {now}. 확인하고 다시 하십시오."
    ),
    "finding {finding} was changed meanwhile: it is {now}, version {version}, not {seen}; "
    "look again": (
        "그사이 이 지적(저장소 번호 {finding})이 바뀌었습니다. 지금 상태: {now}, "
        "버전 {version}(화면의 버전 {seen}). 확인하고 다시 하십시오."
    ),
    "finding {finding} is {now} by now; look again": (
        "그사이 지적(저장소 번호 {finding})이 바뀌었습니다. 지금 상태: {now}. "
        "확인하고 다시 하십시오."
    ),
    "the release has no bead {bead} any more; it was merged, split or aligned anew": (
        "그사이 이 쌍(저장소 번호 {bead})을 합치거나 나누거나 다시 정렬해서 이제 없습니다."
    ),
    "the release has no bead {bead} any more; load it again": (
        "쌍(저장소 번호 {bead})이 이제 없습니다. 화면을 새로 고치십시오."
    ),
    "the release has no finding {finding} any more; it was checked again": (
        "그사이 다시 점검해서 이 지적(저장소 번호 {finding})은 이제 없습니다."
    ),
    "the step would also change bead {beads}; look again": (
        "그러면 다른 쌍(저장소 번호 {beads})까지 바뀝니다. 확인하고 다시 하십시오."
    ),
    "the beads concerned were changed meanwhile; load the release again": (
        "그사이 해당하는 쌍이 바뀌었습니다. 화면을 새로 고치십시오."
    ),
    "the release was changed after this was worked out; work it out again": (
        "다시 정렬해 본 뒤에 내용이 바뀌었습니다. 한 번 더 다시 정렬하십시오."
    ),
    "there is nothing to take back": "되돌릴 것이 없습니다.",
    "there is nothing to do again": "다시 할 것이 없습니다.",
    # The store.
    "the store has no release {release}": "저장소에 {release}번 보도자료가 없습니다.",
    "the store has no bead {bead}; its release may have been aligned anew": (
        "저장소에 {bead}번 쌍이 없습니다. 다시 정렬한 보도자료일 수 있습니다."
    ),
    "{name}: {advice}": "{name}: {advice}",
    "another program writes into it; try again later": (
        "다른 프로그램이 쓰고 있습니다. 잠시 뒤에 다시 하십시오."
    ),
    "the disk is full; make room and try again": (
        "디스크에 빈 곳이 없습니다. 자리를 만들고 다시 하십시오."
    ),
    "it may not be written; copy it to a place where it may": (
        "쓸 수 없는 파일입니다. 쓸 수 있는 곳에 복사하십시오."
    ),
    "it cannot be opened; is the folder there, and may you write in it?": (
        "열 수 없습니다. 폴더가 있는지, 쓸 권한이 있는지 확인하십시오."
    ),
    "the disk reports an error; copy the store elsewhere": (
        "디스크에 오류가 있습니다. 저장소를 다른 곳에 복사하십시오."
    ),
    "the file is damaged; take a copy of it that was kept": (
        "파일이 손상되었습니다. 보관해 둔 사본을 쓰십시오."
    ),
    "{name} is no store of daeyeok; name one that `daeyeok add` made": (
        "{name}: daeyeok의 저장소가 아닙니다. daeyeok add로 만든 것을 지정하십시오."
    ),
    "{name} is a store of an older daeyeok; "
    "open it once where it may be written, which updates it": (
        "{name}: 이전 daeyeok의 저장소입니다. 쓸 수 있는 곳에서 한 번 열면 갱신됩니다."
    ),
    "{name} was made by a newer daeyeok (schema {version}, this one knows {known}); "
    "update daeyeok": (
        "{name}: 더 새로운 daeyeok에서 만든 저장소입니다(스키마 {version}, 지금은 {known}까지). "
        "daeyeok을 갱신하십시오."
    ),
    "stores need SQLite 3.37 or newer; this Python brings {version}": (
        "저장소에는 SQLite 3.37 이상이 필요합니다. 지금 버전: {version}"
    ),
    "{name}: there is no such store; make one with `daeyeok add`": (
        "{name}: 저장소가 없습니다. daeyeok add로 만드십시오."
    ),
    "{name}: there is no such folder; make it first": "{name}: 폴더가 없습니다. 먼저 만드십시오.",
    "{name} cannot be read: {reason}": "{name}: 읽을 수 없습니다({reason}).",
    "{name} is a folder; name a file in it": "{name}: 폴더입니다. 그 안의 파일을 지정하십시오.",
    # Who may ask.
    "the page sent something odd; load it again": (
        "화면에서 보낸 값이 이상합니다. 화면을 새로 고치십시오."
    ),
    "this server does not go by that name": (
        "이 서버의 주소가 아닙니다. daeyeok review가 알린 주소를 여십시오."
    ),
    "open the address that `daeyeok review` printed, with its token": (
        "daeyeok review가 알린 주소를 토큰까지 그대로 여십시오."
    ),
    "a page of another site asked for this": "다른 사이트의 화면에서 보낸 요청이라 거절했습니다.",
    "the page is too old; load it again": "화면이 오래되었습니다. 새로 고치십시오.",
}
_STATES = {name: words.ko for name, words in (*BEADS.items(), *FINDINGS.items())}


def in_korean(message: Message) -> str | None:
    """The message in Korean; None where it has no Korean words.

    >>> in_korean(Message.of("the store has no release {release}", release=9))
    '저장소에 9번 보도자료가 없습니다.'
    """
    template = KOREAN.get(message.template)
    if template is None:
        return None
    values = {}
    for name, value in message.values.items():
        told = in_korean(value) if isinstance(value, Message) else value
        if told is None:
            return None
        values[name] = _STATES.get(str(told), told) if name == "state" else told
    return str(Message(template, values))
