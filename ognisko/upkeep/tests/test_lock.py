"""A locked backup is opened by its key alone, and nothing that was changed in it goes unnoticed."""

import io
import random
from pathlib import Path

import pyrage
import pytest

from ognisko.upkeep.archive import Writer, reading
from ognisko.upkeep.inspecting import CannotRestore, inspect
from ognisko.upkeep.sealing import Damaged, Keys, Seal, WrongKey, identities_in, recipient, sealed

KEY, OTHER = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
HEADER = {"format": 1, "ognisko": "0", "made_at": "2026-11-24T02:10:00+00:00", "engine": "sqlite", "migrations": {}}
PLAIN, TO_KEY, BY_WORDS = Seal(), Seal(recipients=(str(KEY.to_public()),)), Seal(passphrase="żółta łódź 7")
RIGHT = {PLAIN: Keys(), TO_KEY: Keys((KEY,)), BY_WORDS: Keys(passphrase="żółta łódź 7")}


def written(path: Path, seal: Seal, header=HEADER) -> Path:
    noise = random.Random(7).randbytes(700_000)  # more than a chunk of age, and it does not compress
    with path.open("wb") as file, sealed(file, seal) as sink:
        writer = Writer(sink, header)
        writer.add("tables/people_person/000001", b'[1, "Halina"]')
        writer.add_stream("files/a", io.BytesIO(noise), len(noise))
        writer.finish(rows={"people_person": 1}, files=1, highest_ids={})
        sink.flush()
    return path


def read_through(path: Path, keys: Keys) -> list[str]:
    with reading(path, keys) as reader:
        return [name for name, _member in reader.members()]


@pytest.mark.parametrize("seal", RIGHT, ids=["plain", "key", "passphrase"])
def test_what_was_written_is_read(tmp_path, seal):
    path = written(tmp_path / "a", seal)
    assert read_through(path, RIGHT[seal]) == ["tables/people_person/000001", "files/a"]
    assert (b"Halina" in path.read_bytes()) is False


def test_several_may_hold_a_key(tmp_path):
    path = written(tmp_path / "a", Seal(recipients=(str(KEY.to_public()), str(OTHER.to_public()))))
    assert read_through(path, Keys((OTHER,))) == read_through(path, Keys((KEY,)))


@pytest.mark.parametrize(
    ("seal", "keys", "said"),
    [
        (TO_KEY, Keys((OTHER,)), "this key does not open it"),
        (TO_KEY, Keys(), "--identity"),
        (TO_KEY, Keys(passphrase="żółta łódź 7"), "--identity"),
        (BY_WORDS, Keys(passphrase="żółta łódź 8"), "not the one"),
        (BY_WORDS, Keys((KEY,)), "--passphrase-file"),
    ],
)
def test_a_wrong_key_is_told_apart_from_damage(tmp_path, seal, keys, said):
    path = written(tmp_path / "a", seal)
    with pytest.raises(WrongKey, match=said):
        read_through(path, keys)
    with pytest.raises(CannotRestore, match=said):
        inspect(path, keys)


@pytest.mark.parametrize("seal", [PLAIN, TO_KEY], ids=["plain", "key"])
def test_any_byte_that_changed_is_noticed(tmp_path, seal):
    path = written(tmp_path / "a", seal)
    whole = path.read_bytes()
    chance = random.Random(11)
    for place in [*chance.sample(range(300, len(whole)), 40), len(whole) - 1, len(whole) - 9]:
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << chance.randrange(8)]) + whole[place + 1 :])
        with pytest.raises(CannotRestore, match="damaged"):
            inspect(path, RIGHT[seal])


@pytest.mark.parametrize("seal", [PLAIN, TO_KEY], ids=["plain", "key"])
def test_a_file_that_was_cut_short_is_noticed(tmp_path, seal):
    path = written(tmp_path / "a", seal)
    whole = path.read_bytes()
    for length in [0, 1, 2, 21, 22, 400, len(whole) // 2, len(whole) - 1]:
        path.write_bytes(whole[:length])
        with pytest.raises(CannotRestore, match="damaged"):
            inspect(path, RIGHT[seal])


def test_a_locked_key_that_was_cut_short_is_damage(tmp_path):
    path = written(tmp_path / "a", BY_WORDS)
    path.write_bytes(path.read_bytes()[:120])
    with pytest.raises(CannotRestore, match="damaged"):
        inspect(path, RIGHT[BY_WORDS])


@pytest.mark.parametrize("junk", [b"", b"PK\x03\x04 a ZIP", b"SQLite format 3\x00", b"\x1f\x8b no gzip at all"])
def test_another_file_is_no_backup(tmp_path, junk):
    (tmp_path / "junk").write_bytes(junk)
    with pytest.raises(CannotRestore, match="no backup of Ognisko"):
        inspect(tmp_path / "junk", Keys())


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(CannotRestore, match="No such file"):
        inspect(tmp_path / "nowhere", Keys())


def test_a_member_with_a_false_checksum_is_damage(tmp_path):
    with (tmp_path / "a").open("wb") as file:
        writer = Writer(file, HEADER)
        writer.add("tables/people_person/000001", b"[1]")
        writer.members["tables/people_person/000001"] = (3, "0" * 64)
        writer.finish(rows={}, files=0, highest_ids={})
    with pytest.raises(Damaged):
        read_through(tmp_path / "a", Keys())


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ({**HEADER, "format": 2, "ognisko": "9.0"}, "It was made by version 9.0"),
        ({**HEADER, "migrations": {"people": ["0001_initial", "9999_far_future"]}}, "is of a newer version .*9999_far"),
        ({**HEADER, "migrations": {"shop": ["0001_initial"]}}, "does not know .*shop.0001"),
    ],
)
def test_a_newer_backup_is_refused_by_its_name(tmp_path, header, said):
    with pytest.raises(CannotRestore, match=said):
        inspect(written(tmp_path / "a", PLAIN, header), Keys())


def test_keys_are_read_from_the_files_that_age_makes(tmp_path):
    file = tmp_path / "key.txt"
    file.write_text(f"# created: 2026-11-24\n# public key: {KEY.to_public()}\n{KEY}\n")
    path = written(tmp_path / "a", TO_KEY)
    assert read_through(path, Keys(identities_in(file))) == ["tables/people_person/000001", "files/a"]


@pytest.mark.parametrize(
    "content", ["", "# nothing\n", "age1notaprivatekey\n", "-----BEGIN OPENSSH PRIVATE KEY-----\nx"]
)
def test_a_file_without_a_private_key_is_refused(tmp_path, content):
    (tmp_path / "key.txt").write_text(content)
    with pytest.raises(ValueError):
        identities_in(tmp_path / "key.txt")


@pytest.mark.parametrize("text", ["", "age1", "age1qqqq", "ssh-ed25519 x", pytest.param(str(KEY), id="a secret key")])
def test_what_is_no_public_key_is_refused(text):
    with pytest.raises(ValueError):
        recipient(text)
