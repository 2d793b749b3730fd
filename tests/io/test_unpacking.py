"""Compressed files that are damaged: what comes before the damage is read, and then it is told."""

import gzip
import io
import subprocess
import sys
import zlib

import pytest
import zstandard

from cleankit.errors import UnreadableError
from cleankit.io.streams import unpacked

LINES = b"".join(b'{"id": %d, "text": "ship %d"}\n' % (i, i * 7919) for i in range(20_000))
GZIP = gzip.compress(LINES, mtime=0)
ZSTD = zstandard.compress(LINES)


def read(name, data):
    content = unpacked(name, io.BytesIO(data))
    found = []
    try:
        while block := content.read(10_000):
            found.append(block)
    except UnreadableError as error:
        return b"".join(found), str(error)
    return b"".join(found), ""


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (GZIP, ""),
        (GZIP + bytes(5000), ""),
        (GZIP + GZIP[:0], ""),
        (GZIP[:-8], "breaks off"),
        (GZIP[:-1], "breaks off"),
        (GZIP + b"junk", "after 1 members"),
        (GZIP + b"\x1f", "after 1 members"),
        (GZIP + bytes(70_000) + b"junk", "after 1 members"),
        (GZIP[:-8] + b"\0\0\0\0" + GZIP[-4:], "checksum"),
        (GZIP[:-4] + b"\0\0\0\0", "checksum"),
    ],
)
def test_gzip_gives_all_that_is_there(data, why):
    found, told = read("a.jsonl.gz", data)
    assert found == LINES
    assert why in told if why else not told


@pytest.mark.parametrize(("data", "why"), [(ZSTD, ""), (ZSTD + bytes(3000), ""), (ZSTD + b"junk", "Unknown")])
def test_zstd_gives_all_that_is_there(data, why):
    found, told = read("a.jsonl.zst", data)
    assert found == LINES
    assert why in told if why else not told


@pytest.mark.parametrize(("name", "data"), [("a.gz", GZIP), ("a.zst", ZSTD)])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_what_comes_before_a_cut_is_read(name, data, share):
    found, told = read(name, data[: int(share * len(data))])
    assert LINES.startswith(found)
    assert len(found) > (share - 0.4) * len(LINES)
    assert "after" in told


def test_headers_with_names_and_extra_fields():
    plain = GZIP[10:]
    extra = b"\x1f\x8b\x08\x1e" + bytes(6) + (70_000 % 65536).to_bytes(2, "little") + bytes(70_000 % 65536)
    assert read("a.gz", extra + b"n" * 100_000 + b"\0" + b"note\0" + b"\0\0" + plain) == (LINES, "")
    assert "header does not end" in read("a.gz", b"\x1f\x8b\x08\x08" + bytes(6) + b"n" * 2_000_000)[1]


def test_a_window_that_is_too_large_says_what_to_do():
    parameters = zstandard.ZstdCompressionParameters.from_level(3, window_log=28)
    writer = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    told = read("a.zst", writer.compress(LINES) + writer.flush())[1]
    assert "zstd -d --long=31" in told


BOMB = r"""
import io, re
from cleankit.io.streams import unpacked
block = (131_072 << 3 | 1 << 1).to_bytes(3, "little") + b"a"  # 128 KiB of one letter in four bytes
frame = b"\x28\xb5\x2f\xfd\x00\x38" + block * 16_000
content = unpacked("a.zst", io.BytesIO(frame))
total = 0
try:
    while data := content.read(1 << 20):
        total += len(data)
except Exception:
    pass
print(total, re.search(r"VmHWM:\s+(\d+) kB", open("/proc/self/status").read())[1])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the peak of a process is read from /proc")
def test_a_bomb_stays_small():
    done = subprocess.run([sys.executable, "-c", BOMB], capture_output=True, text=True, check=True)
    total, memory = map(int, done.stdout.split())
    assert total == 16_000 << 17
    assert memory < 200_000


@pytest.mark.parametrize("lines", [1, 500, 3000, 30_000])
def test_all_of_a_member_without_its_trailer_comes_out(lines):
    data = b"".join(b'{"id": %d, "text": "Snow fell on town %d."}\n' % (i, i) for i in range(lines))
    packed = gzip.compress(data)
    found, why = read("a.gz", packed[:-8])
    assert found == data
    assert "breaks off" in why
    assert read("a.gz", packed + packed[:-8])[0] == data * 2


def test_what_stands_before_a_damaged_byte_of_gzip_comes_out():
    packer = zlib.compressobj(wbits=31)
    whole = packer.compress(LINES) + packer.flush(zlib.Z_SYNC_FLUSH)
    found, message = read("in.gz", whole + b"\x07" * 100)  # a block of no type that there is
    assert "broken gzip near byte" in message
    assert found == LINES
