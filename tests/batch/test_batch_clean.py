"""`batch-clean` as a user runs it: real files, real processes."""

import gzip
import json
import os
import re
import signal
import subprocess
import sys

import pytest
import zstandard
from running import BATCH_CLEAN, CLEAN, DIRTY, batch_clean, jsonl, lines_of

from cleankit import batch
from cleankit.version import __version__


def test_one_article(tmp_path):
    (tmp_path / "a.txt").write_text(DIRTY)
    _, summary = batch_clean(tmp_path / "a.txt", "-o", tmp_path / "clean.txt")
    assert (tmp_path / "clean.txt").read_text() == CLEAN + "\n"
    assert "1 record: 1 output, 0 dropped, 0 quarantined; 1 changed, 0 empty" in summary
    assert "boilerplate" in summary


def test_records_keep_their_order_and_fields(tmp_path):
    big = 123456789012345678901234567890
    records = [
        {"id": 1, "text": DIRTY, "n": big, "nested": {"b": [1, None, True], "a": 0.1}},
        {"text": CLEAN, "é": "\u2028“stays”", "lang": "en"},
        {"text": "", "url": "https://example.org"},
    ]
    source = tmp_path / "in.jsonl"
    source.write_bytes(
        b"\xef\xbb\xbf"
        + jsonl(records[0])
        + b"\n  \n"
        + jsonl(*records[1:]).rstrip(b"\n").replace(b"\n", b"\r\n")
    )
    batch_clean(source, "-o", tmp_path / "out.jsonl")
    expected = [{**record, "text": text} for record, text in zip(records, [CLEAN, CLEAN, ""], strict=True)]
    out = (tmp_path / "out.jsonl").read_bytes()
    assert lines_of(out) == expected
    assert [list(record) for record in lines_of(out)] == [list(record) for record in records]


def test_a_lone_surrogate_elsewhere_is_kept(tmp_path):
    source = tmp_path / "in.jsonl"
    source.write_bytes(b'{"text": "A \\ud83d bad", "other": "\\ud83d"}\n')
    batch_clean(source, "-o", tmp_path / "out.jsonl")
    (record,) = lines_of((tmp_path / "out.jsonl").read_bytes())
    assert record == {"text": "A \ufffd bad", "other": "\ud83d"}


@pytest.mark.parametrize("suffix", ["", ".gz", ".zst"])
def test_compressed_in_and_out(tmp_path, suffix):
    pack = {"": bytes, ".gz": gzip.compress, ".zst": zstandard.ZstdCompressor().compress}[suffix]
    unpack = {
        "": bytes,
        ".gz": gzip.decompress,
        ".zst": lambda data: zstandard.ZstdDecompressor().decompressobj().decompress(data),
    }[suffix]
    data = jsonl(*({"id": i, "text": DIRTY} for i in range(5000)))
    source = tmp_path / f"in.jsonl{suffix}"
    source.write_bytes(pack(data[:100_000]) + pack(data[100_000:]))
    batch_clean(source, "-o", tmp_path / f"out.jsonl{suffix}")
    records = lines_of(unpack((tmp_path / f"out.jsonl{suffix}").read_bytes()))
    assert records == [{"id": i, "text": CLEAN} for i in range(5000)]


def test_the_same_bytes_twice(tmp_path):
    (tmp_path / "in.jsonl").write_bytes(jsonl({"text": DIRTY}))
    for name in ("a.jsonl.gz", "b.jsonl.gz", "a.jsonl.zst", "b.jsonl.zst"):
        batch_clean(tmp_path / "in.jsonl", "-o", tmp_path / name)
    assert (tmp_path / "a.jsonl.gz").read_bytes() == (tmp_path / "b.jsonl.gz").read_bytes()
    assert (tmp_path / "a.jsonl.zst").read_bytes() == (tmp_path / "b.jsonl.zst").read_bytes()


def test_stdin_to_stdout(tmp_path):
    out, _ = batch_clean("-", "-o", "-", "--quarantine", tmp_path / "q.jsonl", stdin=jsonl({"text": DIRTY}))
    assert lines_of(out) == [{"text": CLEAN}]
    out, _ = batch_clean("-", "-o", "-", "--quarantine", tmp_path / "q.jsonl", stdin=DIRTY.encode())
    assert out.decode() == CLEAN + "\n"
    assert not (tmp_path / "q.jsonl").exists()


def test_a_stream_needs_no_quarantine_until_something_is_refused(tmp_path):
    whole = jsonl({"text": DIRTY})
    out, _ = batch_clean("-o", "-", stdin=whole)
    assert lines_of(out) == [{"text": CLEAN}]
    out, message = batch_clean("-o", "-", stdin=whole + b"bad\n", expect=2)
    assert "standard input: line 2: not JSON" in message
    assert "the output is not whole: give --quarantine FILE for records that cannot be cleaned" in message
    out, _ = batch_clean("-o", "-", "--quarantine", tmp_path / "q.jsonl", stdin=whole + b"bad\n", expect=1)
    assert (len(lines_of(out)), len(lines_of((tmp_path / "q.jsonl").read_bytes()))) == (1, 1)
    _, message = batch_clean("-o", "-", "--min-words", "9", stdin=whole, expect=2)
    assert "say where dropped records go: --dropped FILE" in message


def test_the_null_device_takes_everything(tmp_path):
    (tmp_path / "in.jsonl").write_bytes(jsonl({"text": DIRTY}))
    _, message = batch_clean("in.jsonl", "-o", "/dev/null", cwd=tmp_path)
    assert "1 record: 1 output" in message
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]


def test_standard_input_needs_no_dash(tmp_path):
    batch_clean("-o", tmp_path / "out.jsonl", stdin=jsonl({"text": DIRTY}))
    assert lines_of((tmp_path / "out.jsonl").read_bytes()) == [{"text": CLEAN}]
    with (tmp_path / "out.jsonl").open("rb") as stdin:
        command = [*BATCH_CLEAN, "-o", "again.jsonl"]
        assert subprocess.run(command, stdin=stdin, cwd=tmp_path, check=False).returncode == 0
    assert (tmp_path / "again.jsonl").read_bytes() == (tmp_path / "out.jsonl").read_bytes()


@pytest.mark.parametrize("stdin", [b"", None])
def test_nothing_is_no_input(tmp_path, stdin):
    given = {"stdin": subprocess.DEVNULL} if stdin is None else {"input": stdin}
    command = [*BATCH_CLEAN, "-o", "out.jsonl"]
    done = subprocess.run(command, **given, cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, list(tmp_path.iterdir())) == (2, [])
    assert b"no input; give files" in done.stderr


@pytest.mark.parametrize(
    ("output", "told"),
    [
        ("out.jsn", ".jsn is no format that is written; did you mean out.json? accepted: .csv"),
        ("out.weird", "each plain, .gz or .zst; for a folder give out.weird/"),
        ("sub/out.bz2", "out.bz2: .bz2 is no format"),
        ("out.jsonl.bz2", ".bz2 is no format"),
        ("out.gz", "out.gz: "),
    ],
)
def test_an_unknown_ending_is_no_folder(tmp_path, output, told):
    (tmp_path / "a.txt").write_text(DIRTY)
    _, message = batch_clean("a.txt", "-o", output, cwd=tmp_path, expect=2)
    assert told in message
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize("output", ["out.weird/", "there.bz2", "cleaned", "run-2024.05", ".cleaned"])
def test_what_is_a_folder(tmp_path, output):
    (tmp_path / "a.txt").write_text(DIRTY)
    (tmp_path / "there.bz2").mkdir()
    batch_clean("a.txt", "-o", output, cwd=tmp_path)
    assert (tmp_path / output / "a.txt").read_text() == CLEAN + "\n"


def test_folder_to_folder(tmp_path):
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "a.txt").write_text(DIRTY)
    (tmp_path / "in" / "deep" / "b.jsonl").write_bytes(jsonl({"text": DIRTY}))
    (tmp_path / "in" / "photo.png").write_bytes(b"\x89PNG")
    _, message = batch_clean(tmp_path / "in", "-o", tmp_path / "out")
    assert (tmp_path / "out" / "a.txt").read_text() == CLEAN + "\n"
    assert lines_of((tmp_path / "out" / "deep" / "b.jsonl").read_bytes()) == [{"text": CLEAN}]
    assert "1 files of other kinds were left out: 1 ." in message


def test_pattern_to_records(tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "input.txt").write_text(DIRTY)
    batch_clean("*/input.*", "-o", "out.jsonl", cwd=tmp_path)
    expected = [{"id": f"{name}/input.txt", "text": CLEAN} for name in ("a", "b")]
    assert lines_of((tmp_path / "out.jsonl").read_bytes()) == expected


def test_fields_are_named_and_added(tmp_path):
    (tmp_path / "in.jsonl").write_bytes(
        jsonl({"key": "x", "body": DIRTY}, {"key": "y", "body": DIRTY, "lang": "fr"})
    )
    batch_clean(
        tmp_path / "in.jsonl",
        "-o",
        tmp_path / "out.jsonl",
        "--text-field",
        "body",
        "--id-field",
        "key",
        "--add-fields",
    )
    one, two = lines_of((tmp_path / "out.jsonl").read_bytes())
    assert (one["lang"], two["lang"]) == ("en", "fr")
    assert two["cleankit"]["lang"] == "en"
    assert one["cleankit"]["removed"] == len(DIRTY) - len(CLEAN)
    assert len(one["cleankit"]["fingerprint"]) == 16


def test_preset_and_config(tmp_path):
    (tmp_path / "in.txt").write_text(DIRTY)
    batch_clean(tmp_path / "in.txt", "-o", tmp_path / "minimal.txt", "--preset", "minimal")
    assert (tmp_path / "minimal.txt").read_text() == DIRTY
    (tmp_path / "chain.toml").write_text('extends = "article"\n[quotes]\nstyle = "keep"\n')
    batch_clean(tmp_path / "in.txt", "-o", tmp_path / "kept.txt", "--config", tmp_path / "chain.toml")
    assert "“Monday”" in (tmp_path / "kept.txt").read_text()


def test_gates_drop_with_a_reason(tmp_path):
    (tmp_path / "chain.toml").write_text('filters = ["length"]\n[length]\nmin_words = 5\n')
    (tmp_path / "in.jsonl").write_bytes(jsonl({"text": "Too short."}, {"text": CLEAN}))
    batch_clean(tmp_path / "in.jsonl", "-o", tmp_path / "out.jsonl", "--config", tmp_path / "chain.toml")
    (dropped,) = lines_of((tmp_path / "out.jsonl.dropped.jsonl").read_bytes())
    assert (dropped["line"], dropped["reason"]) == (1, "length: words 2 < 5")
    assert json.loads(dropped["raw"]) == {"text": "Too short."}
    assert lines_of((tmp_path / "out.jsonl").read_bytes()) == [{"text": CLEAN}]


BAD = {
    b'{"text": "broken': "not JSON",
    b"[1, 2]": "a JSON array, not an object",
    b'{"body": "x"}': "no field 'text'; fields: 'body'; try --text-field (text_field=)",
    b'{"text": ["x"]}': "field 'text' is a JSON array",
    b'{"text": "caf\xe9"}': "not UTF-8 at byte 14 of the line (0xe9)",
    b'{"text": NaN}': "not JSON",
    b'{"text": "x", "n": [' + b"[" * 5000 + b"]" * 5000 + b"]}": "not JSON",
    b"\x00\x01": "not JSON",
}


def test_a_bad_record_costs_only_itself(tmp_path):
    good = jsonl({"id": "good", "text": DIRTY})
    source = tmp_path / "in.jsonl"
    source.write_bytes(b"".join(good + bad + b"\n" for bad in BAD) + good)
    _, message = batch_clean(
        source, "-o", tmp_path / "out.jsonl", "--report", tmp_path / "report.json", expect=1
    )
    assert len(lines_of((tmp_path / "out.jsonl").read_bytes())) == len(BAD) + 1
    refused = lines_of((tmp_path / "out.jsonl.quarantine.jsonl").read_bytes())
    assert [one["line"] for one in refused] == list(range(2, 2 * len(BAD) + 1, 2))
    for one, (raw, error) in zip(refused, BAD.items(), strict=True):
        assert error in one["error"]
        assert one["file"] == str(source)
        assert one.get("raw", "").encode() == raw or one["raw_base64"]
    records = json.loads((tmp_path / "report.json").read_bytes())["records"]
    assert (
        records["input"]
        == records["output"] + records["quarantined"] + records["dropped"]
        == 2 * len(BAD) + 1
    )
    assert "quarantined" in message


def test_a_declared_encoding_reads_old_files(tmp_path):
    (tmp_path / "in.jsonl").write_bytes('{"text": "Café “Größe”"}\n'.encode("cp1252"))
    batch_clean(tmp_path / "in.jsonl", "-o", tmp_path / "out.jsonl", "--encoding", "cp1252")
    assert lines_of((tmp_path / "out.jsonl").read_bytes()) == [{"text": 'Café "Größe"'}]


def test_text_files_are_never_refused(tmp_path):
    (tmp_path / "old.txt").write_bytes(
        "Der Bürgermeister öffnete die Brücke über die Mündung.".encode("cp1252")
    )
    batch_clean(tmp_path / "old.txt", "-o", tmp_path / "new.txt")
    assert (tmp_path / "new.txt").read_text(
        "utf-8"
    ) == "Der Bürgermeister öffnete die Brücke über die Mündung.\n"


def test_missing_input_is_told_and_the_others_run(tmp_path):
    (tmp_path / "a.txt").write_text(DIRTY)
    _, message = batch_clean(
        tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "*.jsonl", "-o", tmp_path / "out.jsonl", expect=2
    )
    assert "b.txt: no such file or folder" in message
    assert "*.jsonl: no file matches this pattern" in message
    assert len(lines_of((tmp_path / "out.jsonl").read_bytes())) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_unreadable_input_is_told(tmp_path):
    (tmp_path / "a.txt").write_text(DIRTY)
    (tmp_path / "a.txt").chmod(0)
    _, message = batch_clean(tmp_path / "a.txt", "-o", tmp_path / "out.jsonl", expect=2)
    assert "a.txt: cannot be read: Permission denied" in message


def test_an_input_that_breaks_off_is_loud(tmp_path):
    whole = jsonl(*({"id": i, "text": f"{i} {DIRTY}"} for i in range(2000)))
    for suffix, pack in ((".gz", gzip.compress), (".zst", zstandard.ZstdCompressor().compress)):
        broken = tmp_path / f"broken.jsonl{suffix}"
        broken.write_bytes(pack(whole)[:-30])
        _, message = batch_clean(broken, "-o", tmp_path / "out.jsonl", expect=2)
        assert f"broken.jsonl{suffix}: broken {'gzip' if suffix == '.gz' else 'zstd'}: " in message


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ([], "no input; give files"),
        (["a.txt"], "no output; give -o OUTPUT, or --check"),
        (["a.txt", "-o", "a.txt"], "is input and output at once"),
        (["a.txt", "b.txt", "-o", "c.txt"], "2 inputs into one text file; give a folder or a .jsonl file"),
        (["r.jsonl", "-o", "c.txt"], "many records into one text file"),
        (
            ["a.txt", "sub/a.txt", "-o", "out"],
            "sub/a.txt: not cleaned: out/a.txt is written from a.txt; rename one",
        ),
        (["a.pdf", "-o", "out.jsonl"], "a.pdf: unknown kind of file; accepted: .csv"),
        (["a.txt", "-o", "o.txt", "--preset", "artcle"], "did you mean 'article'?"),
        (["a.txt", "-o", "o.txt", "--config", "none.toml"], "none.toml: cannot be read"),
        (["a.txt", "-o", "o.txt", "--config", "bad.toml"], "bad.toml: not valid TOML"),
        (["a.txt", "-o", "o.txt", "--config", "bad.toml", "--preset", "article"], "give one"),
        (["a.txt", "-o", "o.txt", "--encoding", "utf-9"], "utf-9"),
        (["a.txt", "-o", "o.txt", "--nonsense"], "--nonsense"),
    ],
)
def test_wrong_usage_is_told(tmp_path, args, message):
    (tmp_path / "sub").mkdir()
    for name in ("a.txt", "b.txt", "sub/a.txt", "a.pdf"):
        (tmp_path / name).write_text(DIRTY)
    (tmp_path / "r.jsonl").write_bytes(jsonl({"text": DIRTY}))
    (tmp_path / "bad.toml").write_text("filters = [")
    _, told = batch_clean(*args, cwd=tmp_path, expect=2)
    assert message in told
    assert (tmp_path / "a.txt").read_text() == DIRTY


def test_check_writes_nothing(tmp_path):
    (tmp_path / "dirty.txt").write_text(DIRTY)
    (tmp_path / "clean.txt").write_text(CLEAN)
    batch_clean(tmp_path / "dirty.txt", "--check", expect=4)
    batch_clean(tmp_path / "clean.txt", "--check", expect=0)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["clean.txt", "dirty.txt"]


def test_list_names_filters_and_presets():
    out, _ = batch_clean("--list")
    assert b"duplicates" in out
    assert re.search(rb"article +newlines encoding", out)


def test_quiet_says_nothing(tmp_path):
    (tmp_path / "a.txt").write_text(DIRTY)
    assert batch_clean(tmp_path / "a.txt", "-o", tmp_path / "b.txt", "-q") == (b"", "")


def test_file_names_cannot_drive_the_terminal(tmp_path):
    _, message = batch_clean(tmp_path / "\x1b]0;red.txt", "-o", tmp_path / "o.txt", expect=2)
    assert "\x1b" not in message
    assert "\\x1b]0;red.txt: no such file" in message


def test_a_full_disk_is_loud_and_leaves_no_file(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(jsonl(*({"text": f"{i} {DIRTY}"} for i in range(2000))))
    code = (
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000)); "
        "from cleankit.cli import batch_clean; batch_clean()"
    )
    command = [sys.executable, "-c", code, tmp_path / "a.jsonl", "-o", tmp_path / "out.jsonl"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 3, done.stderr
    assert "cannot be written: File too large; no output was written" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["a.jsonl"]


def test_a_closed_pipe_is_quiet(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(jsonl(*({"text": f"{i} {DIRTY}"} for i in range(20000))))
    command = [
        sys.executable,
        "-m",
        "cleankit.cli",
        "clean",
        tmp_path / "a.jsonl",
        "-o",
        "-",
        "--quarantine",
        tmp_path / "q",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.readline()
        process.stdout.close()
        message = process.stderr.read().decode()
    assert process.returncode == 128 + signal.SIGPIPE, message
    assert message == ""


def listen():
    """Take interrupts, even where the tests run in the background of a shell."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize(("number", "word"), [(signal.SIGINT, "interrupted"), (signal.SIGTERM, "terminated")])
def test_a_signal_leaves_no_unfinished_file(tmp_path, number, word):
    command = [sys.executable, "-m", "cleankit.cli", "clean", "-", "-o", tmp_path / "out.jsonl"]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=listen,  # noqa: PLW1509
    ) as process:
        process.stdin.write(jsonl({"text": DIRTY}) * 30_000)
        process.stdin.flush()
        while not list(tmp_path.iterdir()):
            assert process.poll() is None
        process.send_signal(number)
        message = process.stderr.read().decode()
    assert process.returncode == 128 + number, message
    assert f"{word}; no output was written" in message
    assert list(tmp_path.iterdir()) == []


def test_memory_does_not_grow_with_the_input(tmp_path):
    peaks = []
    for count in (3_000, 60_000):
        source = tmp_path / f"{count}.jsonl"
        with source.open("wb") as out:
            for i in range(count):
                out.write(jsonl({"id": i, "text": f"{i} {DIRTY}" * 5}))
        code = (
            "import resource, sys; from cleankit import Chain, batch; "
            "batch.run([sys.argv[1]], sys.argv[2], chain=Chain('minimal')); "
            "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
        )
        done = subprocess.run(
            [sys.executable, "-c", code, source, tmp_path / "out.jsonl"],
            capture_output=True,
            text=True,
            check=True,
        )
        peaks.append(int(done.stdout))
    assert peaks[1] < peaks[0] + 15_000  # kB


def test_python_face(tmp_path):
    (tmp_path / "a.txt").write_text(DIRTY)
    seen = []
    summary = batch.run(
        [str(tmp_path / "a.txt")], str(tmp_path / "b.txt"), progress=lambda count, _: seen.append(count)
    )
    assert summary.exit_code == 0
    assert summary.tally.records["output"] == 1
    assert seen == [len(DIRTY.encode())]
    assert summary.fingerprint


def test_version():
    assert __version__.encode() in batch_clean("--version")[0]
