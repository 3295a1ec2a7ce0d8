"""Texts of all kinds, with what becomes of them."""

from __future__ import annotations

from hypothesis import strategies as st

# Clean, damaged, in other charsets, no text at all.
PAIRS: list[tuple[str, str]] = [
    ("院子里的石榴树今年结了三十多个果子。", "院子里的石榴树今年结了三十多个果子。"),
    ("圖書館裡的燈亮了。", "图书馆里的灯亮了。"),
    ("é“¶è¡Œ", "银行"),
    ("鎴戜滑鏄庡ぉ鍘荤湅鐢靛奖銆�", "我们明天去看电影。"),
    ("&#20170;&#22825;&#38381;&#39302;。", "今天闭馆。"),
    ("どこへ行きますか", "どこへ行きますか"),
    ("plain text", "plain text"),
    ("", ""),
    ("\0", "\0"),
    ("a\nb\r\nc", "a\nb\r\nc"),
    ("锟斤拷锟斤拷", "锟斤拷锟斤拷"),
]

texts = st.one_of(st.sampled_from([p[0] for p in PAIRS]), st.text(max_size=40))
lists = st.lists(st.one_of(texts, st.none()), max_size=30)
anything = st.lists(st.one_of(texts, st.none(), st.binary(max_size=30), st.sampled_from(["\ud83d", "\udcd6\udcd0"])), max_size=20)
