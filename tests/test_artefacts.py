"""Finding models: paths, names, and refusals that say what to do."""

from __future__ import annotations

from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path

import pytest

from claimtrack import artefacts
from claimtrack.artefacts import Manifest, available, read_manifest, resolve
from claimtrack.errors import ModelError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder that looks like a model."""
    made = tmp_path / "some" / "light"
    made.mkdir(parents=True)
    (made / "config.json").write_text("{}")
    (made / "model.safetensors").write_bytes(b"")
    return made


def test_resolve_takes_a_folder(folder: Path) -> None:
    assert resolve(str(folder)) == folder
    assert resolve(folder) == folder


def test_resolve_finds_the_checkouts_models() -> None:
    assert resolve("encoder") == Path(artefacts.__file__).parents[1] / "models" / "encoder"


def test_resolve_prefers_an_installed_wheel(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "__init__.py").touch()
    monkeypatch.syspath_prepend(folder.parent)
    entry = EntryPoint(name="encoder", value="light", group="claimtrack_models")
    monkeypatch.setattr(artefacts, "entry_points", lambda **_: EntryPoints([entry]))
    assert resolve("encoder") == folder
    assert "encoder" in available()


def test_resolve_passes_over_a_folder_that_only_shares_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "encoder").mkdir()
    monkeypatch.chdir(tmp_path)
    assert (resolve("encoder") / "config.json").is_file()


def test_resolve_of_an_unknown_name_says_what_there_is() -> None:
    with pytest.raises(
        ModelError, match=r"no model 'grand'.*encoder.*pip install claimtrack-grand"
    ):
        resolve("grand")


def test_resolve_of_a_hub_id_offline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(ModelError, match="HF_HUB_OFFLINE forbids"):
        resolve("nobody-at-all/nothing-at-all")


def test_resolve_refuses_pickles(folder: Path) -> None:
    (folder / "model.safetensors").unlink()
    with pytest.raises(ModelError, match="has no weights"):
        resolve(folder)
    (folder / "pytorch_model.bin").touch()
    with pytest.raises(ModelError, match=r"only as pytorch_model\.bin, a pickle.*save_pretrained"):
        resolve(folder)


def test_resolve_refuses_a_folder_that_is_no_model(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"has no config\.json"):
        resolve(tmp_path)


def test_manifest_is_read_as_written(folder: Path) -> None:
    assert read_manifest(folder) is None
    manifest = Manifest(name="a", version="1", licence="MIT", kind="stance", temperature=1.2)
    manifest.write(folder)
    assert read_manifest(folder) == manifest


def test_manifest_of_another_format_is_refused(folder: Path) -> None:
    (folder / "claimtrack.json").write_text('{"format": 2}')
    with pytest.raises(ModelError, match="manifest of format 1"):
        read_manifest(folder)
