"""The review page as a file: its policy holds its own scripts only, and data cannot leave its place."""

import base64
import hashlib
import re

from cleankit import Chain, Document
from cleankit.report.page import inert, write_page

HOSTILE = "</script><script>alert(1)</script> <!-- & \u2028 \ud800"


def written(tmp_path, *texts):
    path = tmp_path / "page.html"
    chain = Chain("article")
    write_page(path, (chain.audit(Document(text, id=f"<{text[:20]}>")) for text in texts))
    return path.read_bytes()


def test_the_policy_allows_its_own_script_and_style_only(tmp_path):
    page = written(tmp_path, "Advertisement\nText.").decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)[1]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for tag in ("script", "style"):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_nothing_is_loaded_from_elsewhere(tmp_path):
    page = written(tmp_path, "Text.").decode()
    assert not re.search(r"""(?:src|href)=["'](?!#)""", page)
    assert "url(" not in re.findall(r"<style>(.*?)</style>", page, re.DOTALL)[0].replace("url(data:", "")


def test_data_cannot_leave_its_place(tmp_path):
    plain, hostile = written(tmp_path, "Text."), written(tmp_path, HOSTILE)
    for tag in (b"<script", b"</script", b"<!--", b"<b"):
        assert hostile.count(tag) == plain.count(tag)


def test_json_is_inert_and_whole():
    assert inert(HOSTILE).isascii() or b"<" not in inert(HOSTILE)
    assert not set(b"<>&") & set(inert(HOSTILE))


def test_the_same_reports_give_the_same_bytes(tmp_path):
    assert written(tmp_path, "One “x”.", HOSTILE) == written(tmp_path, "One “x”.", HOSTILE)
